package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static tn.flotte.bots.ouverture.Dossiers.unConstat;
import static tn.flotte.bots.ouverture.Dossiers.unCourrier;
import static tn.flotte.bots.ouverture.Dossiers.unOrdreDeMission;
import static tn.flotte.bots.ouverture.Dossiers.unePreouverture;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.ouverture.Identification.Resultat;
import tn.flotte.connectors.pass.Preouverture;

class IdentificationTest {
  private final Preouverture une = unePreouverture().construire();
  private final Preouverture ailleurs =
      unePreouverture()
          .numero("D26-031-00145")
          .agence("031")
          .police("031/401/1")
          .assure("117 TU 6158")
          .adverse("1 TU 2")
          .construire();
  private final Preouverture voisine =
      unePreouverture()
          .numero("D26-027-00124")
          .police("027/401/0099999")
          .assure("155 TU 1000")
          .adverse("166 TU 2000")
          .policeAdverse("77-1")
          .accident(LocalDate.of(2026, 4, 20))
          .construire();
  private final Preouverture memeVoiture =
      unePreouverture()
          .numero("D26-027-00160")
          .adverse("125 TU 7781")
          .policeAdverse("4921228")
          .compagnie("MAGHREBIA")
          .accident(LocalDate.of(2026, 4, 1))
          .construire();
  private final PassEnMemoire pass = new PassEnMemoire().avec(une, ailleurs, voisine);
  private final Identification identification =
      new Identification(new Comparateur(Dossiers.JUGE, Dossiers.REGLES), Dossiers.REGLES);
  private final List<Piece> papiers =
      List.of(unConstat(une).construire(), unOrdreDeMission(une).construire());
  private final List<Piece> sansNumero =
      List.of(
          unConstat(une).construire(),
          unOrdreDeMission(une).sans("numero_declaration").construire());

  @Test
  void readsTheNumberInTheSubjectHoweverItIsWritten() {
    for (String written :
        List.of(
            "D26-027-00123",
            "d26 027 00123",
            "D26/027/00123",
            "Re: D26_027_00123_constat",
            "=HYPERLINK(\"http://x.example\";\"D26-027-00123\")")) {
      certaine(unCourrier().sujet(written), sansNumero, une);
    }
  }

  @Test
  void ignoresANumberThatIsTooLong() {
    assertThat(
            NumeroLu.chercher(
                unCourrier().sujet("D26-027-001234").construire(),
                List.of(),
                Dossiers.FORMATS,
                0.97))
        .isEmpty();
  }

  @Test
  void neverTakesTheNumberOfTheQuotedThread() {
    certaine(
        unCourrier().sujet("D26-027-00123").fil("> Le dossier D26-031-00145 a été ouvert"),
        papiers,
        une);
    certaine(unCourrier().fil("> D26-027-00124"), sansNumero, une);
  }

  @Test
  void readsTheNumberOnTheOrdreDeMission() {
    certaine(unCourrier(), papiers, une);
  }

  @Test
  void takesMendedLettersOnlyWhenThePapersFitToo() {
    Piece om = unOrdreDeMission(une).champ("numero_declaration", "D26-O27-OO123", 0.6).construire();
    certaine(unCourrier(), List.of(unConstat(une).construire(), om), une);
    Piece autre =
        unOrdreDeMission(voisine).champ("numero_declaration", "D26-O27-OO123", 0.6).construire();
    certaine(unCourrier(), List.of(unConstat(voisine).construire(), autre), voisine);
  }

  @Test
  void findsTheClaimByPlatesAndDate() {
    certaine(unCourrier().sujet("Sinistre auto 123 TU 4567"), sansNumero, une);
    certaine(unCourrier().fichiers("CONSTAT 123TU4567.pdf", "scan.pdf"), sansNumero, une);
  }

  @Test
  void findsTheClaimByHandwritingThatFitsOneClaimOnly() {
    Piece main =
        unConstat(une)
            .aLaMain()
            .champ("b_vehicule_immatriculation", "123 TU 45G7", 0.4)
            .champ("a_vehicule_immatriculation", "98 TU 76S4", 0.4)
            .champ("b_assurance_police", "027/4O1/0012345", 0.4)
            .champ("a_assurance_police", "A2I9770", 0.4)
            .champ("date_accident", "2026-05-0g", 0.4)
            .construire();
    certaine(unCourrier(), List.of(main), une);
  }

  @Test
  void leavesHandwritingThatFitsNothingToAPerson() {
    Piece main =
        Dossiers.unePiece("constat", "x").aLaMain().champ("date_accident", "2O2", 0.2).construire();
    incertaine(unCourrier(), List.of(main), "ne désignent pas une seule déclaration");
  }

  @Test
  void tellsTwoAccidentsOfOneCarApart() {
    pass.avec(memeVoiture);
    certaine(unCourrier().sujet("123 TU 4567"), sansNumero, une);
    Piece autre = unConstat(memeVoiture).construire();
    certaine(unCourrier().sujet("123 TU 4567"), List.of(autre), memeVoiture);
  }

  @Test
  void leavesTwoAccidentsOfOneCarToAPersonWhenNothingTellsThemApart() {
    pass.avec(memeVoiture);
    Piece om = unOrdreDeMission(une).sans("numero_declaration").construire();
    incertaine(unCourrier().sujet("123 TU 4567"), List.of(om), "D26-027-00123");
  }

  @Test
  void doesNotTakeAnOlderAccidentOfTheSameCar() {
    Preouverture nouvelle =
        unePreouverture()
            .adverse("200 TU 1")
            .policeAdverse("Z9")
            .compagnie("STAR")
            .accident(LocalDate.of(2026, 5, 25))
            .construire();
    incertaine(
        unCourrier().sujet("123 TU 4567"),
        List.of(
            unConstat(nouvelle).construire(),
            unOrdreDeMission(nouvelle).sans("numero_declaration").construire()),
        "ne désignent pas");
  }

  @Test
  void leavesANumberThatPassDoesNotKnowToAPerson() {
    incertaine(
        unCourrier().sujet("D26-027-99100"),
        sansNumero,
        "D26-027-99100 (l'objet du courriel) n'existe pas");
  }

  @Test
  void leavesTheNumberOfAnotherAgencyToAPerson() {
    incertaine(unCourrier().sujet("D26-031-00145"), sansNumero, "agence 031");
  }

  @Test
  void leavesASubjectThatContradictsTheOrdreDeMissionToAPerson() {
    incertaine(
        unCourrier().sujet("D26-027-00124"),
        papiers,
        "D26-027-00124 (l'objet du courriel), D26-027-00123 (l'ordre de mission)");
  }

  @Test
  void takesTheOneOfSeveralNumbersThatIsTheAgencysAndFitsThePapers() {
    assertThat(
            identifier(
                unCourrier().sujet("TR: D26-031-00145").texte("notre déclaration D26-027-00123"),
                papiers))
        .asInstanceOf(type(Resultat.Certaine.class))
        .satisfies(c -> assertThat(c.preouverture()).isEqualTo(une))
        .satisfies(
            c ->
                assertThat(c.remarques())
                    .extracting(Remarque::code)
                    .containsExactly(Remarque.NUMERO));
  }

  @Test
  void usesTheClaimUnderWhichTheSamePapersCameBefore() {
    Piece mute = Dossiers.unePiece("constat", "x").aLaMain().construire();
    assertThat(
            identification.identifier(
                unCourrier().construire(), List.of(mute), "027", Set.of("D26-027-00123"), pass))
        .isInstanceOf(Resultat.Certaine.class);
  }

  private Resultat identifier(Dossiers.UnCourrier courrier, List<Piece> pieces) {
    return identification.identifier(courrier.construire(), pieces, "027", Set.of(), pass);
  }

  private void certaine(Dossiers.UnCourrier courrier, List<Piece> pieces, Preouverture attendue) {
    assertThat(identifier(courrier, pieces))
        .asInstanceOf(type(Resultat.Certaine.class))
        .satisfies(c -> assertThat(c.preouverture()).isEqualTo(attendue));
  }

  private void incertaine(Dossiers.UnCourrier courrier, List<Piece> pieces, String motif) {
    assertThat(identifier(courrier, pieces))
        .asInstanceOf(type(Resultat.Incertaine.class))
        .satisfies(i -> assertThat(i.motif()).contains(motif));
  }
}
