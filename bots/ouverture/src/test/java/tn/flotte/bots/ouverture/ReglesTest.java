package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

class ReglesTest {
  @Test
  void readsTheRulesOfTheHouse() {
    assertThat(Dossiers.REGLES.version()).isEqualTo(1);
    assertThat(Dossiers.REGLES.natures()).containsOnlyKeys("MATERIEL", "VOL", "INCENDIE");
    assertThat(Dossiers.REGLES.natures().get("MATERIEL").ouvertureAutomatique()).isTrue();
    assertThat(Dossiers.REGLES.compagnies())
        .hasSize(16)
        .contains("ZITOUNA TAKAFUL", "AT-TAKAFULIA");
  }

  @Test
  void refusesAnUnknownKey() throws IOException {
    refuses(rules() + "\npiece-requise: oui\n");
  }

  @Test
  void refusesAFieldThatPassDoesNotHave() throws IOException {
    refuses(rules().replace("champ: compagnie_adverse", "champ: couleur"));
  }

  @Test
  void refusesANatureThatIsOpenedWithoutReserve() throws IOException {
    refuses(rules().replace("  MATERIEL:\n    IDA: 1200.000", "  GRELE:\n    IDA: 1200.000"));
  }

  @Test
  void refusesACorrectionOnAClaimThatNothingElseConfirms() throws IOException {
    refuses(rules().replace("concordances: 2", "concordances: 0"));
  }

  private static String rules() throws IOException {
    return new ClassPathResource("tn/flotte/bots/ouverture/regles.yaml")
        .getContentAsString(StandardCharsets.UTF_8);
  }

  private static void refuses(String yaml) {
    assertThatThrownBy(
            () -> Regles.read(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIGURATION));
  }
}
