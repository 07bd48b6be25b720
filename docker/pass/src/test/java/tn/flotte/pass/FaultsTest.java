package tn.flotte.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tn.flotte.pass.Faults.Fate;

class FaultsTest {

  private final Faults faults = new Faults(Duration.ofMillis(200), 0.5, new Random(7));

  @Test
  void latencyStaysWithinItsVariation() {
    for (int i = 0; i < 200; i++) {
      assertThat(faults.latency()).isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
      assertThat(faults.shareBefore()).isBetween(0.3, 0.7);
    }
  }

  @Test
  void anErrorRateOfOneFailsEveryRequestSomeAfterTheirWorkIsDone() {
    assertThat(faults.next()).isEqualTo(Fate.SERVED);
    faults.errorRate(1);
    var fates = java.util.stream.Stream.generate(faults::next).limit(50).toList();
    assertThat(fates).contains(Fate.FAILS_BEFORE, Fate.FAILS_AFTER).doesNotContain(Fate.SERVED);
  }
}
