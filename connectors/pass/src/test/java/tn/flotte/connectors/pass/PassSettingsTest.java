package tn.flotte.connectors.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

class PassSettingsTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(PassAutoConfiguration.class));

  @Test
  void offersNoPassWhereNoAddressIsSet() {
    runner.run(context -> assertThat(context).doesNotHaveBean(Pass.class));
  }

  @Test
  void offersPassWithTheUsualSettings() {
    runner
        .withPropertyValues(
            "flotte.pass.url=http://127.0.0.1:8090/",
            "flotte.pass.chromium=/bin/sh",
            "flotte.pass.chromedriver=/bin/sh")
        .run(
            context -> {
              assertThat(context).hasSingleBean(Pass.class);
              PassSettings settings = context.getBean(PassSettings.class);
              assertThat(settings.delaiEcran()).isEqualTo(Duration.ofSeconds(30));
              assertThat(settings.requeteMax()).isEqualTo(Duration.ofSeconds(20));
              assertThat(settings.comptes())
                  .containsOnlyKeys("ROBOT01", "ROBOT02", "ROBOT03", "ROBOT04");
              assertThat(settings.profil("ROBOT01").getFileName())
                  .hasToString("flotte-pass-ROBOT01");
            });
  }

  @Test
  void takesAccountsInAnyCaseAndNeverPrintsTheirPasswords() {
    runner
        .withPropertyValues(
            "flotte.pass.url=https://pass.example/",
            "flotte.pass.chromium=/bin/sh",
            "flotte.pass.chromedriver=/bin/sh",
            "flotte.pass.comptes.robot07=tres-secret")
        .run(
            context -> {
              PassSettings settings = context.getBean(PassSettings.class);
              assertThat(settings.motDePasse("ROBOT07").value()).isEqualTo("tres-secret");
              assertThat(settings.toString()).doesNotContain("tres-secret");
            });
  }

  @Test
  void refusesToStartWithoutABrowserAndSaysHowToGetOne() {
    runner
        .withPropertyValues(
            "flotte.pass.url=http://127.0.0.1:8090/", "flotte.pass.chromium=/nowhere/chromium")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOfSatisfying(
                        ConnectorException.class,
                        e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIGURATION))
                    .hasMessageContaining("apt-get install chromium chromium-driver"));
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertThatThrownBy(() -> PassSettings.at(java.net.URI.create("pass"), Path.of("profils")))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("flotte.pass.url");
  }
}
