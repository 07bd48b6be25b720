package tn.flotte.connectors.pass.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEXTE|  Rue  de l'Église |Rue de l'Église",
        "DATE|21/05/2026|2026-05-21",
        "DATE|2026-05-21|2026-05-21",
        "DATE|31/02/2026|31/02/2026",
        "DATE|29/02/2024|2024-02-29",
        "HEURE|7:55|07:55",
        "HEURE|07h55|07:55",
        "HEURE|25:00|25:00",
        "PLAQUE|123tu4567|123 TU 4567",
        "PLAQUE|123  TU 4567|123 TU 4567",
        "PLAQUE|rs123456|RS 123456",
        "PLAQUE|étrangère 12|ÉTRANGÈRE 12",
        "MONTANT|1 250,500|1250.500",
        "MONTANT|1250.5|1250.500",
        "MONTANT|0,000|0.000",
        "MONTANT|1.2345|1.2345",
        "MONTANT|mille|mille",
        "NOMBRE|050|50",
        "NOMBRE|cinquante|cinquante",
        "CASES|12, 5|5,12",
        "CASES|5,12|5,12",
        "OUI_NON|OUI|true",
        "OUI_NON|NON|false",
        "OUI_NON|PEUT-ETRE|PEUT-ETRE",
        "CODE|027 - Sousse Médina|027",
        "CODE|CDL_AUTO|CDL_AUTO",
      })
  void hasOneCanonicalFormForEveryWriting(Forme forme, String shown, String canonical) {
    assertThat(forme.canonique(shown)).isEqualTo(canonical);
    assertThat(forme.canonique(canonical)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATE|2026-05-21|21/05/2026",
        "MONTANT|1250.500|1 250,500",
        "MONTANT|1234567.89|1 234 567,890",
        "MONTANT|999|999,000",
        "PLAQUE|123TU4567|123 TU 4567",
        "CASES|5,12|5,12",
        "CODE|CDL_AUTO|CDL_AUTO",
      })
  void writesAsPassWrites(Forme forme, String canonical, String written) {
    assertThat(forme.ecrite(canonical)).isEqualTo(written);
    assertThat(forme.canonique(written)).isEqualTo(forme.canonique(canonical));
  }

  @Test
  void readsAnAmountWithTheBlanksThatPrintersUse() {
    assertThat(Forme.MONTANT.canonique("1\u00a0250,500")).isEqualTo("1250.500");
    assertThat(Forme.MONTANT.canonique("1\u202f250,500")).isEqualTo("1250.500");
  }

  @Test
  void doesNotDependOnTheMachinesLocale() {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(Forme.PLAQUE.canonique("12 tu 34")).isEqualTo("12 TU 34");
      assertThat(Forme.OUI_NON.canonique("oui")).isEqualTo("true");
      assertThat(Forme.DATE.ecrite("2026-05-21")).isEqualTo("21/05/2026");
    } finally {
      Locale.setDefault(usual);
    }
  }
}
