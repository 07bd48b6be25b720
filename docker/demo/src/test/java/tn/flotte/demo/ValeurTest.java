package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ValeurTest {
  @Test
  void comparesWithoutAccentsCaseOrSpaces() {
    assertThat(Valeur.normal("lieu", " Rue  de l’Été ")).isEqualTo("RUE DE L'ETE");
    assertThat(Valeur.normal("a_vehicule_immatriculation", "098TU0123")).isEqualTo("98 TU 123");
  }

  @Test
  void findsAValueInAPageInAnyNotation() {
    String page = "le 03-05-26 a 14h\nvehicule 123TU4567";
    assertThat(Valeur.isIn(page, "2026-05-03")).isTrue();
    assertThat(Valeur.isIn(page, "123 TU 4567")).isTrue();
    assertThat(Valeur.isIn(page, "2026-05-04")).isFalse();
  }

  @Test
  void changesExactlyOneFigure() {
    String changed = Valeur.mistyped("027/401/0054321", new Random(3));
    assertThat(changed).hasSize(15).isNotEqualTo("027/401/0054321");
    assertThat(Valeur.likeness(changed, "027/401/0054321")).isGreaterThan(0.9);
    assertThat(Valeur.mistyped("LLOYD", new Random(3))).isEqualTo("LLOYD");
  }
}
