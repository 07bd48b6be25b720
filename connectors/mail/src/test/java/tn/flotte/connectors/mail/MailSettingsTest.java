package tn.flotte.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

class MailSettingsTest {
  private static final String PREFIX = "flotte.mail.";

  private final Map<String, String> properties =
      new HashMap<>(
          Map.of(
              PREFIX + "imap-host", "imap.lloyd.example",
              PREFIX + "imap-port", "993",
              PREFIX + "smtp-host", "smtp.lloyd.example",
              PREFIX + "smtp-port", "587",
              PREFIX + "compte", "ouverture",
              PREFIX + "mot-de-passe", "secret",
              PREFIX + "adresse", "ouverture-sin-auto@lloyd.example",
              PREFIX + "envoyes.compte", "robot",
              PREFIX + "envoyes.mot-de-passe", "secret2",
              PREFIX + "envoyes.adresse", "robot-envoyes@lloyd.example"));

  private MailSettings bind() {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bind("flotte.mail", MailSettings.class)
        .get();
  }

  @Test
  void hasSafeDefaults() {
    MailSettings settings = bind();

    assertThat(settings.imapTls()).isEqualTo(MailSettings.Chiffrement.TLS);
    assertThat(settings.smtpTls()).isEqualTo(MailSettings.Chiffrement.STARTTLS);
    assertThat(settings.boite()).isEqualTo("INBOX");
    assertThat(settings.dossierRecus()).isEqualTo("Flotte/Recus");
    assertThat(settings.envoyes().boite()).isEqualTo("INBOX");
    assertThat(settings.delai()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.delaiDoute()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(settings.motDePasse().value()).isEqualTo("secret");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void oneLimitMayBeChangedAlone() {
    properties.put(PREFIX + "limits.ratio", "50");

    assertThat(bind().limits()).isEqualTo(new Limits(157_286_400, 3, 50, 500, 314_572_800));
  }

  @ParameterizedTest
  @CsvSource({
    "imap-host,''",
    "imap-port,0",
    "smtp-port,70000",
    "adresse,personne",
    "dossier-recus,INBOX",
    "delai,0s",
    "envoyes.adresse,x",
    "limits.ratio,0",
  })
  void refusesWhatCannotWork(String key, String value) {
    properties.put(PREFIX + key, value);

    assertThatThrownBy(this::bind)
        .rootCause()
        .satisfiesAnyOf(
            e ->
                assertThat(e)
                    .isInstanceOf(ConnectorException.class)
                    .hasMessageContaining("flotte.mail." + key)
                    .extracting(c -> ((ConnectorException) c).kind())
                    .isEqualTo(FailureKind.CONFIGURATION),
            e -> assertThat(e).hasMessageContaining("flotte.mail.limits"));
  }
}
