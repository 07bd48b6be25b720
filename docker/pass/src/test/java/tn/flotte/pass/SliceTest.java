package tn.flotte.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceTest {

  private final List<Integer> lines = IntStream.range(0, 21).boxed().toList();

  @Test
  void tenLinesAPage() {
    Slice<Integer> second = Slice.of(lines, 2);
    assertThat(second.lines()).containsExactly(10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    assertThat(second.hasNext()).isTrue();
    assertThat(second.hasPrevious()).isTrue();
    assertThat(Slice.of(lines, 3).lines()).containsExactly(20);
    assertThat(Slice.of(lines, 3).hasNext()).isFalse();
  }

  @Test
  void aPageThatIsNotThereBecomesTheNearest() {
    assertThat(Slice.of(lines, 99).number()).isEqualTo(3);
    assertThat(Slice.of(lines, -1).number()).isEqualTo(1);
    assertThat(Slice.of(List.of(), 1).lines()).isEmpty();
  }
}
