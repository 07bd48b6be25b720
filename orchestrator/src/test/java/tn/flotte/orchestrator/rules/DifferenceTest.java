package tn.flotte.orchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static List<String> between(String earlier, String later) {
    return Difference.between(earlier, later).stream()
        .map(
            line ->
                (line.cut() ? "…" : "")
                    + (line.isAdded() ? "+" : line.isRemoved() ? "-" : " ")
                    + line.text()
                    + "@"
                    + line.before()
                    + ","
                    + line.after())
        .toList();
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void saysNothingOfTheSame() {
    assertThat(between("a\nb\n", "a\nb\n")).isEmpty();
    assertThat(between("", "")).isEmpty();
  }

  @Test
  void showsAChangedLineWithTwoBesideIt() {
    assertThat(between(lines(1, 9), lines(1, 4) + "cinq\n" + lines(6, 9)))
        .containsExactly("… 3@3,3", " 4@4,4", "-5@5,0", "+cinq@0,5", " 6@6,6", " 7@7,7");
  }

  @Test
  void keepsWhatIsCommonBetweenTwoChanges() {
    assertThat(between("a\nx\nb\ny\nc\n", "a\nb\nY\nc\nd\n"))
        .containsExactly(" a@1,1", "-x@2,0", " b@3,2", "-y@4,0", "+Y@0,3", " c@5,4", "+d@0,5");
  }

  @Test
  void showsBeginningsAndEndsThatAreNew() {
    assertThat(between("b\n", "a\nb\nc\n")).containsExactly("+a@0,1", " b@1,2", "+c@0,3");
    assertThat(between("", "a\n")).containsExactly("+a@0,1");
    assertThat(between("a\n", "")).containsExactly("-a@1,0");
  }

  @Test
  void isQuickOnTheLongestText() {
    assertThat(between(lines(1, 3_000), lines(10_001, 13_000))).hasSize(6_000);
  }
}
