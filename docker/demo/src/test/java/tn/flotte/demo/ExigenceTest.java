package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExigenceTest {
  @Test
  void saysWhetherAFigureIsReached() {
    assertThat(Exigence.auMoins("croix, F1", 0.995, 0.99, "", 80).line())
        .contains("0,995")
        .contains("≥ 0,99")
        .endsWith("atteint");
    assertThat(Exigence.auPlus("fausses", 0.6, 0.5, "%", 674).line())
        .contains("≤ 0,5")
        .endsWith("MANQUÉ");
    assertThat(Exigence.auPlus("faux et sûr", 0, 0, "", 3).isAtteinte()).isTrue();
  }

  @Test
  void saysNothingWithoutCases() {
    assertThat(Exigence.auMoins("nommé", 0, 90, "%", 0).line()).endsWith("sans objet");
  }
}
