package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NatureTest {

  @ParameterizedTest
  @CsvSource({
    "PLAQUE, 123TU4567, 123 TU 4567",
    "PLAQUE, 123 tunis 45, 123 TU 45",
    "PLAQUE, RS-123456, RS 123456",
    "DATE, 03-05-26, 2026-05-03",
    "DATE, 03.05.2026, 2026-05-03",
    "DATE, 16 / 05 / 1997, 1997-05-16",
    "HEURE, 14h35, 14:35",
    "HEURE, 7:05, 07:05",
    "MONTANT, '1 250,500', 1250.500",
    "DECLARATION, D26 027 00123, D26-027-00123",
    "TELEPHONE, 56305209, 56 305 209",
    "ASSUREUR, astrée, ASTREE"
  })
  void writesWhatPeopleWriteInItsCanonicalForm(Nature nature, String brut, String canonique) {
    assertThat(nature.canonical(brut)).contains(canonique);
  }

  @ParameterizedTest
  @CsvSource({
    "PLAQUE, 123 TV 4567",
    "DATE, 31/02/2026",
    "HEURE, 27h10",
    "MONTANT, '12,5'",
    "ASSUREUR, LOYD",
    "TELEPHONE, 5630520"
  })
  void refusesWhatBreaksTheGrammar(Nature nature, String brut) {
    assertThat(nature.canonical(brut)).isEmpty();
  }

  @Test
  void knowsTheGrammarOfAFieldOnBothSides() {
    assertThat(Nature.of("a_vehicule_immatriculation")).isEqualTo(Nature.PLAQUE);
    assertThat(Nature.of("b_attestation_du")).isEqualTo(Nature.DATE);
    assertThat(Nature.of("temoin2_cin")).isEqualTo(Nature.CIN);
    assertThat(Nature.of("lieu")).isEqualTo(Nature.TEXTE);
  }
}
