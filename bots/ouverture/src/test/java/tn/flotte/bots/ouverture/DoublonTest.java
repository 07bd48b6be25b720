package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.api.Claims.KnownDocument;
import tn.flotte.bots.ouverture.Doublon.Resultat;
import tn.flotte.connectors.pass.Dossier;
import tn.flotte.connectors.pass.NumeroDeclaration;
import tn.flotte.connectors.pass.NumeroDossier;

class DoublonTest {
  private static final String NUMERO = "D26-027-00123";
  private static final Set<String> PAPIERS = Set.of("constat", "om");
  private final Doublon doublon = new Doublon();

  @Test
  void goesOnWithNewPapers() {
    assertThat(examiner(List.of(), null)).isInstanceOf(Resultat.Nouveau.class);
  }

  @Test
  void goesOnWhenOnlyAPartCameBefore() {
    assertThat(examiner(List.of(connu("constat", NUMERO, "regularisation_demandee")), null))
        .isInstanceOf(Resultat.Nouveau.class);
  }

  @Test
  void recognisesTheSamePapersAndRemembersTheDossier() {
    assertThat(
            examiner(
                List.of(
                    connu("constat", NUMERO, "dossier_ouvert"),
                    connu("om", NUMERO, "dossier_ouvert")),
                "S1",
                dossier("S1")))
        .isEqualTo(new Resultat.MemesPieces("S1", "dossier_ouvert"));
  }

  @Test
  void remembersWhatBecameOfTheFirstMailEvenAtTheThirdSending() {
    assertThat(
            examiner(
                List.of(
                    connu("constat", NUMERO, "regularisation_demandee"),
                    connu("om", NUMERO, "regularisation_demandee"),
                    connu("constat", NUMERO, "doublon"),
                    connu("om", NUMERO, "doublon")),
                null))
        .isEqualTo(new Resultat.MemesPieces(null, "regularisation_demandee"));
  }

  @Test
  void takesPapersThatAStrangerSentFirstAsNew() {
    assertThat(
            examiner(
                List.of(connu("constat", null, "quarantaine"), connu("om", null, "quarantaine")),
                null))
        .isInstanceOf(Resultat.Nouveau.class);
  }

  @Test
  void waitsForNoMailThatHasNotEnded() {
    assertThat(examiner(List.of(connu("constat", NUMERO, null), connu("om", NUMERO, null)), null))
        .isInstanceOf(Resultat.Nouveau.class);
  }

  @Test
  void showsAPersonPapersOfAnotherClaim() {
    assertThat(examiner(List.of(connu("constat", "D26-027-00999", "dossier_ouvert")), null))
        .isInstanceOf(Resultat.AVerifier.class);
  }

  @Test
  void doesNotMindALeafletThatComesWithEveryMail() {
    assertThat(examiner(List.of(connu("notice", "D26-027-00999", "dossier_ouvert")), null))
        .isInstanceOf(Resultat.Nouveau.class);
  }

  @Test
  void neverDoublesADossierThatAPersonOpened() {
    assertThat(examiner(List.of(), null, dossier("S7")))
        .isEqualTo(new Resultat.DejaOuvert("S7", "027", false));
  }

  @Test
  void showsAPersonNewPapersForADossierOfOurs() {
    assertThat(examiner(List.of(), "S7", dossier("S7"))).isInstanceOf(Resultat.AVerifier.class);
  }

  @Test
  void showsAPersonTwoDossiersForOneDeclaration() {
    assertThat(examiner(List.of(), null, dossier("S7"), dossier("S8")))
        .isInstanceOf(Resultat.AVerifier.class);
  }

  private Resultat examiner(
      List<KnownDocument> connus, @Nullable String dossierFlotte, Dossier... dossiers) {
    return doublon.examiner(NUMERO, PAPIERS, connus, dossierFlotte, List.of(dossiers), Choix.AUCUN);
  }

  private static KnownDocument connu(
      String sha256, @Nullable String numero, @Nullable String issue) {
    return new KnownDocument(sha256, 1, numero, "DONE", issue);
  }

  private static Dossier dossier(String numero) {
    return new Dossier(
        new NumeroDossier(numero), new NumeroDeclaration(NUMERO), "027", "MATERIEL", "IDA");
  }
}
