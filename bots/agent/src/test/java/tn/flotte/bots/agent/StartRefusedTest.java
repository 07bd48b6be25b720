package tn.flotte.bots.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

class StartRefusedTest {
  @Test
  void tellsWhatIsMissingHoweverDeepItIsFound() {
    ConnectorException cause =
        new ConnectorException(FailureKind.CONFIGURATION, "Install it: apt-get install chromium");
    assertThat(new StartRefused().analyze(new IllegalStateException("bean", cause)))
        .satisfies(found -> assertThat(found.getDescription()).contains("apt-get install chromium"))
        .satisfies(found -> assertThat(found.getAction()).contains("Démarrage refusé"));
  }

  @Test
  void leavesOtherFailuresToTheirStackTrace() {
    assertThat(
            new StartRefused()
                .analyze(new ConnectorException(FailureKind.BUG, "this needs its stack trace")))
        .isNull();
  }

  @Test
  void isAskedBySpring() {
    // Others ask for a bean factory, and are none of ours.
    SpringFactoriesLoader.FailureHandler ignored =
        SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {});
    assertThat(
            SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, null, ignored))
        .hasAtLeastOneElementOfType(StartRefused.class);
  }
}
