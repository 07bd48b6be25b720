package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unOrdreDeMission;
import static tn.flotte.bots.ouverture.Dossiers.unePreouverture;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.ouverture.Dossiers.UnePiece;
import tn.flotte.bots.ouverture.OrdreDeMission.Resultat;

class OrdreDeMissionTest {
  private final OrdreDeMission lecteur =
      new OrdreDeMission(Dossiers.FORMATS, Dossiers.SEUIL, "VOIR ORDRE DE MISSION");
  private final PassEnMemoire pass = new PassEnMemoire();

  @Test
  void registersWhatWasReadSurely() {
    assertThat(lire(om()))
        .isEqualTo(
            new Resultat.AEnregistrer(
                "741347",
                "E104",
                "Mokhtar Selmi",
                LocalDate.of(2026, 5, 11),
                "Garage Central, Nabeul"));
  }

  @Test
  void neverWritesAHandwrittenNumber() {
    assertThat(lire(om().aLaMain())).isInstanceOf(Resultat.ALaCellule.class);
  }

  @Test
  void neverWritesANumberThatIsNotSure() {
    assertThat(lire(om().champ("numero_om", "741347", 0.9)))
        .isInstanceOf(Resultat.ALaCellule.class);
  }

  @Test
  void neverWritesANumberOfAnotherShape() {
    assertThat(lire(om().champ("numero_om", "74134"))).isInstanceOf(Resultat.ALaCellule.class);
  }

  @Test
  void takesOnlyExpertsOfTheDirectory() {
    assertThat(lire(om().champ("expert_code", "E999").champ("expert_nom", "Personne")))
        .isInstanceOf(Resultat.ALaCellule.class);
  }

  @Test
  void isContentWithTheNameWhenTheCodeIsNotSure() {
    assertThat(lire(om().champ("expert_code", "E1", 0.3).champ("expert_nom", "MOKHTAR  SELMI")))
        .isInstanceOf(Resultat.AEnregistrer.class);
  }

  @Test
  void takesAnExpertWhomUnsureCodeAndUnsureNameBothName() {
    assertThat(
            lire(om().champ("expert_code", "E104", 0.5).champ("expert_nom", "MOKHTAR SELMI", 0.7)))
        .isInstanceOf(Resultat.AEnregistrer.class);
    assertThat(
            lire(om().champ("expert_code", "E104", 0.5).champ("expert_nom", "Samir Hachani", 0.7)))
        .isInstanceOf(Resultat.ALaCellule.class);
    assertThat(lire(om().champ("expert_code", "E104", 0.5).champ("expert_nom", "M. S.", 0.7)))
        .isInstanceOf(Resultat.ALaCellule.class);
  }

  @Test
  void leavesCodeAndNameOfTwoExpertsToTheCell() {
    assertThat(lire(om().champ("expert_nom", "Samir Hachani")))
        .isInstanceOf(Resultat.ALaCellule.class);
  }

  @Test
  void leavesAnUncertainDateToTheCell() {
    assertThat(lire(om().champ("date_om", "2026-05-11", 0.5)))
        .isInstanceOf(Resultat.ALaCellule.class);
  }

  @Test
  void pointsToTheOrderWhenThePlaceIsNotSure() {
    assertThat(lire(om().champ("lieu_visite", "Garaqe", 0.4)))
        .isInstanceOfSatisfying(
            Resultat.AEnregistrer.class,
            m -> assertThat(m.lieu()).isEqualTo("VOIR ORDRE DE MISSION"));
  }

  private static UnePiece om() {
    return unOrdreDeMission(unePreouverture().construire());
  }

  private Resultat lire(UnePiece om) {
    return lecteur.lire(List.of(om.construire()), pass.annuaire().experts());
  }
}
