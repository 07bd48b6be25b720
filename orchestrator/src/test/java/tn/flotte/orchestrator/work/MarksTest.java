package tn.flotte.orchestrator.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarksTest {
  @Test
  void numbersAreTheSameWhateverStandsBetweenTheirParts() {
    assertThat(Marks.compact("123 tu 4567")).isEqualTo("123TU4567");
    assertThat(Marks.compact("027/401/0012345")).isEqualTo("0274010012345");
    assertThat(Marks.compact(" – ")).isEmpty();
  }

  @Test
  void namesAreWordsWithoutAccents() {
    assertThat(Marks.words("Ben Achour, Hélène ben")).containsExactly("BEN", "ACHOUR", "HELENE");
  }
}
