package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final String TEXT =
      """
      # TYPE flotte_step_seconds summary
      flotte_step_seconds_count{bot="ouverture",step="lire"} 3
      flotte_step_seconds_count{bot="releve",step="relever"} 2.0
      flotte_step_seconds_sum{bot="ouverture",step="lire"} 9.5
      """;

  @Test
  void sumsACounterOverItsLabels() {
    assertThat(Metrics.sum(TEXT, "flotte_step_seconds_count")).isEqualTo(5);
  }

  @Test
  void takesWhatWasNeverCountedForNone() {
    assertThat(Metrics.sum(TEXT, "flotte_step_failures_total")).isZero();
  }
}
