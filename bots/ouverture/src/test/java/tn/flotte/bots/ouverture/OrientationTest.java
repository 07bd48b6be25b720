package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unePreouverture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tn.flotte.connectors.pass.GenreLettre;

class OrientationTest {
  @ParameterizedTest
  @CsvSource({
    "IDA, 920.500, 027",
    "IDA, 10537.750, 027",
    "HIDA, 5000.000, 027",
    "HIDA, 5000.001, CDL_AUTO",
    "DOMMAGE, 5000.000, 027",
    "DOMMAGE, 23790.000, CDL_AUTO"
  })
  void choosesTheNode(String mode, String estimation, String noeud) {
    assertThat(
            Orientation.noeud(
                unePreouverture().mode(mode).estimation(estimation).construire(), Dossiers.REGLES))
        .isEqualTo(noeud);
  }

  @Test
  void choosesTheLetterByMode() {
    assertThat(lettre("IDA")).isEqualTo(GenreLettre.IDA);
    assertThat(lettre("HIDA")).isEqualTo(GenreLettre.OUVERTURE);
    assertThat(lettre("DOMMAGE")).isNull();
  }

  @Test
  void knowsNoReserveForAModeThatTheBaremeDoesNotName() {
    assertThat(Orientation.de(unePreouverture().mode("AUTRE").construire(), Dossiers.REGLES))
        .isEmpty();
  }

  private static @org.jspecify.annotations.Nullable GenreLettre lettre(String mode) {
    return Orientation.de(unePreouverture().mode(mode).construire(), Dossiers.REGLES)
        .orElseThrow()
        .lettre();
  }
}
