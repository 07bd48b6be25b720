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
    assertThat(Dossiers.REGLES.version()).isEqualTo(4);
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

  @Test
  void refusesAPieceThatNobodyReads() throws IOException {
    refuses(rules().replace("- [certificat_police]", "- [certificat_plice]"));
    refuses(rules().replace("leve-par: [certificat_secours]", "leve-par: [feu]"));
  }

  @Test
  void refusesADoubtThatAsksForNothingOrComesFromNowhere() throws IOException {
    refuses(
        rules()
            .replace(
                "      remarques: [declaration_tardive]", "      remarques: [declaration_trdive]"));
    refuses(rules().replaceAll("(?s)(leve-par: \\[certificat_secours]).*?\n\n", "$1\n\n"));
  }

  @Test
  void refusesWordsForANatureThatDoesNotExist() throws IOException {
    refuses(rules().replace("    VOL: [vol,", "    VAL: [vol,"));
    refuses(rules().replace("    VOL: [vol partiel]", "    VAL: [vol partiel]"));
    refuses(rules().replace("mots-exclus: [vol total,", "mots-exclus: ['!',"));
  }

  @Test
  void refusesMoreWitnessesThanThePaperHasPlacesFor() throws IOException {
    refuses(rules().replace("temoins: 2", "temoins: 3"));
  }

  @Test
  void refusesSignsThatNobodySees() throws IOException {
    refuses(rules().replace("    contrat_recent: 3", "    contrat_recnt: 3"));
    refuses(rules().replace("  seuil: 6", "  seuil: 0"));
    refuses(rules().replace("  distance: 40", "  distance: 120"));
    refuses(rules().replace("    - [8, 8]", "    - [8]"));
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
