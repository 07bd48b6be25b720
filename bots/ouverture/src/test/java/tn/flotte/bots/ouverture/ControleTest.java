package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unePiece;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.ouverture.Controle.Illisible;

class ControleTest {
  private final Controle controle = new Controle(Dossiers.REGLES);
  private final Piece constat = unePiece("constat", "a.pdf").construire();
  private final Piece om = unePiece("om", "b.pdf").construire();

  @Test
  void isSatisfiedWithConstatAndOrdreDeMission() {
    assertThat(controle.verifier("MATERIEL", List.of(constat, om)))
        .isEqualTo(new Controle.Resultat.Complet(1));
  }

  @Test
  void asksForTheMissingOrdreDeMission() {
    assertThat(controle.verifier("MATERIEL", List.of(constat)))
        .isEqualTo(new Controle.Resultat.Incomplet(1, List.of("om"), Map.of()));
  }

  @Test
  void asksForBothWhenNothingCame() {
    assertThat(controle.verifier("MATERIEL", List.of()))
        .isEqualTo(new Controle.Resultat.Incomplet(1, List.of("constat", "om"), Map.of()));
  }

  @Test
  void namesTheIllegibleConstatWithItsReason() {
    Piece blurred = unePiece("constat", "a.pdf").illisible("image floue").construire();
    assertThat(controle.verifier("MATERIEL", List.of(blurred, om)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                1, List.of(), Map.of("constat", new Illisible("a.pdf", "image floue"))));
  }

  @Test
  void forgetsTheIllegibleConstatOnceALegibleOneIsThere() {
    Piece blurred = unePiece("constat", "a.pdf").illisible("image floue").construire();
    assertThat(controle.verifier("MATERIEL", List.of(blurred, om, constat)))
        .isInstanceOf(Controle.Resultat.Complet.class);
  }

  @Test
  void takesACorruptFileForThePieceThatIsNotOtherwiseThere() {
    Piece corrupt =
        unePiece(Piece.INCONNU, "piece jointe 1.pdf").illisible("fichier endommagé").construire();
    assertThat(controle.verifier("MATERIEL", List.of(corrupt, om)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                1,
                List.of(),
                Map.of("constat", new Illisible("piece jointe 1.pdf", "fichier endommagé"))));
    assertThat(controle.verifier("MATERIEL", List.of(constat, corrupt)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                1,
                List.of(),
                Map.of("om", new Illisible("piece jointe 1.pdf", "fichier endommagé"))));
  }

  @Test
  void believesTheNameOfACorruptFileOnlyForAPieceThatIsMissing() {
    Piece corrupt =
        unePiece(Piece.INCONNU, "ordre_de_mission.pdf").illisible("fichier vide").construire();
    assertThat(controle.verifier("MATERIEL", List.of(corrupt)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                1,
                List.of("constat"),
                Map.of("om", new Illisible("ordre_de_mission.pdf", "fichier vide"))));
    Piece misnamed =
        unePiece(Piece.INCONNU, "CONSTAT 123TU4567.pdf").illisible("fichier vide").construire();
    assertThat(controle.verifier("MATERIEL", List.of(constat, misnamed)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                1,
                List.of(),
                Map.of("om", new Illisible("CONSTAT 123TU4567.pdf", "fichier vide"))));
  }

  @Test
  void doesNotMindAnUnreadableExtra() {
    Piece extra = unePiece("carte_grise", "x.jpg").illisible("image floue").construire();
    Piece unknown = unePiece(Piece.INCONNU, "x.dat").illisible("format inconnu").construire();
    assertThat(controle.verifier("MATERIEL", List.of(constat, om, extra, unknown)))
        .isInstanceOf(Controle.Resultat.Complet.class);
  }

  @Test
  void acceptsEitherPaperForAFire() {
    assertThat(
            controle.verifier(
                "INCENDIE",
                List.of(constat, om, unePiece("declaration_honneur", "d").construire())))
        .isInstanceOf(Controle.Resultat.Complet.class);
    assertThat(controle.verifier("INCENDIE", List.of(constat, om)))
        .isEqualTo(new Controle.Resultat.Incomplet(1, List.of("certificat_secours"), Map.of()));
  }

  @Test
  void leavesAnUnknownNatureToAPerson() {
    assertThat(controle.verifier("GRELE", List.of(constat, om)))
        .isEqualTo(new Controle.Resultat.NatureInconnue(1, "GRELE"));
  }
}
