package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unePiece;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.ouverture.Controle.Illisible;

class ControleTest {
  private static final int VERSION = Dossiers.REGLES.version();
  private final Controle controle = new Controle(Dossiers.REGLES);
  private final Piece constat = unePiece("constat", "a.pdf").construire();
  private final Piece om = unePiece("om", "b.pdf").construire();

  @Test
  void isSatisfiedWithConstatAndOrdreDeMission() {
    assertThat(controle.verifier("MATERIEL", List.of(constat, om)))
        .isEqualTo(new Controle.Resultat.Complet(VERSION));
  }

  @Test
  void asksForTheMissingOrdreDeMission() {
    assertThat(controle.verifier("MATERIEL", List.of(constat)))
        .isEqualTo(new Controle.Resultat.Incomplet(VERSION, List.of("om"), Map.of(), Map.of()));
  }

  @Test
  void asksForBothWhenNothingCame() {
    assertThat(controle.verifier("MATERIEL", List.of()))
        .isEqualTo(
            new Controle.Resultat.Incomplet(VERSION, List.of("constat", "om"), Map.of(), Map.of()));
  }

  @Test
  void namesTheIllegibleConstatWithItsReason() {
    Piece blurred = unePiece("constat", "a.pdf").illisible("image floue").construire();
    assertThat(controle.verifier("MATERIEL", List.of(blurred, om)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                VERSION,
                List.of(),
                Map.of("constat", new Illisible("a.pdf", "image floue")),
                Map.of()));
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
                VERSION,
                List.of(),
                Map.of("constat", new Illisible("piece jointe 1.pdf", "fichier endommagé")),
                Map.of()));
    assertThat(controle.verifier("MATERIEL", List.of(constat, corrupt)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                VERSION,
                List.of(),
                Map.of("om", new Illisible("piece jointe 1.pdf", "fichier endommagé")),
                Map.of()));
  }

  @Test
  void believesTheNameOfACorruptFileOnlyForAPieceThatIsMissing() {
    Piece corrupt =
        unePiece(Piece.INCONNU, "ordre_de_mission.pdf").illisible("fichier vide").construire();
    assertThat(controle.verifier("MATERIEL", List.of(corrupt)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                VERSION,
                List.of("constat"),
                Map.of("om", new Illisible("ordre_de_mission.pdf", "fichier vide")),
                Map.of()));
    Piece misnamed =
        unePiece(Piece.INCONNU, "CONSTAT 123TU4567.pdf").illisible("fichier vide").construire();
    assertThat(controle.verifier("MATERIEL", List.of(constat, misnamed)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                VERSION,
                List.of(),
                Map.of("om", new Illisible("CONSTAT 123TU4567.pdf", "fichier vide")),
                Map.of()));
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
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                VERSION, List.of("certificat_secours"), Map.of(), Map.of()));
  }

  @Test
  void asksForTheCertificateOfATheft() {
    assertThat(controle.verifier("VOL", List.of(constat, om)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                VERSION, List.of("certificat_police"), Map.of(), Map.of()));
    assertThat(
            controle.verifier(
                "VOL", List.of(constat, om, unePiece("certificat_police", "p").construire())))
        .isInstanceOf(Controle.Resultat.Complet.class);
  }

  @Test
  void asksForADeclarationOnHonourThatHasBothItsWitnesses() {
    Piece alone =
        unePiece("declaration_honneur", "d.pdf")
            .champ("temoin1_nom", "Chebbi Salma")
            .champ("signature_temoin1", "true")
            .champ("signature_temoin2", "false")
            .construire();
    assertThat(controle.verifier("INCENDIE", List.of(constat, om, alone)))
        .isEqualTo(
            new Controle.Resultat.Incomplet(
                VERSION,
                List.of(),
                Map.of(),
                Map.of("declaration_honneur", new Illisible("d.pdf", "1 témoin sur 2"))));
    Piece certificate = unePiece("certificat_secours", "s.pdf").construire();
    assertThat(controle.verifier("INCENDIE", List.of(constat, om, alone, certificate)))
        .isInstanceOf(Controle.Resultat.Complet.class);
  }

  @Test
  void countsAWitnessWhoseSignatureWasNotSeen() {
    Piece faint =
        unePiece("declaration_honneur", "d.pdf")
            .champ("temoin1_nom", "Chebbi Salma")
            .champ("signature_temoin1", "false")
            .champ("temoin2_cin", "12559407", 0.2)
            .champ("signature_temoin2", "false")
            .construire();
    assertThat(controle.verifier("INCENDIE", List.of(constat, om, faint)))
        .isInstanceOf(Controle.Resultat.Complet.class);
  }

  @Test
  void leavesAnUnknownNatureToAPerson() {
    assertThat(controle.verifier("GRELE", List.of(constat, om)))
        .isEqualTo(new Controle.Resultat.NatureInconnue(VERSION, "GRELE"));
  }
}
