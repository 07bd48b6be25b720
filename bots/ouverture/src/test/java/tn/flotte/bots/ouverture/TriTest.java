package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unCourrier;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tn.flotte.bots.ouverture.Courrier.Genre;
import tn.flotte.bots.ouverture.Tri.Resultat;

class TriTest {
  private final Tri tri =
      new Tri(Set.of("Ouverture@lloyd.example"), "cellule@lloyd.example", "Reglements@GA.example");
  private final PassEnMemoire pass = new PassEnMemoire();

  @Test
  void knowsTheAgencyByItsAddress() {
    assertThat(trier(unCourrier())).isEqualTo(new Resultat.Agence("027", "Sousse"));
  }

  @Test
  void knowsTheExpertByHisAddress() {
    assertThat(trier(unCourrier().de("m.selmi@experts.example")))
        .isEqualTo(new Resultat.Expert("E104", "Mokhtar Selmi"));
  }

  @Test
  void knowsGeneraleAssistanceByItsAddressOnceItIsSet() {
    assertThat(trier(unCourrier().de("reglements@ga.example")))
        .isEqualTo(new Resultat.Assistance());
    assertThat(trier(unCourrier().de("autre@ga.example"))).isInstanceOf(Resultat.Quarantaine.class);
  }

  @Test
  void keepsAStrangerAway() {
    assertThat(trier(unCourrier().de("garage@perso.example")))
        .isInstanceOf(Resultat.Quarantaine.class);
    assertThat(trier(unCourrier().de(""))).isInstanceOf(Resultat.Quarantaine.class);
    assertThat(trier(unCourrier().de("agence027@agents.example.evil.example")))
        .isInstanceOf(Resultat.Quarantaine.class);
  }

  @Test
  void keepsAThreatAwayWhoeverSentIt() {
    assertThat(trier(unCourrier().menace("Programme.").genre(Genre.LISTE)))
        .isEqualTo(new Resultat.Quarantaine("Programme."));
  }

  /** Who sent it, how it came to be, and whether it brings papers: every combination. */
  @ParameterizedTest
  @CsvSource({
    "agence027@agents.example,PERSONNEL,Agence,Agence",
    "agence027@agents.example,LISTE,Agence,Ignore",
    "agence027@agents.example,REPONSE_AUTOMATIQUE,AVerifier,Ignore",
    "agence027@agents.example,REBOND,AVerifier,Ignore",
    "m.selmi@experts.example,PERSONNEL,Expert,Expert",
    "m.selmi@experts.example,LISTE,Expert,Ignore",
    "m.selmi@experts.example,REPONSE_AUTOMATIQUE,AVerifier,Ignore",
    "m.selmi@experts.example,REBOND,AVerifier,Ignore",
    "garage@perso.example,PERSONNEL,Quarantaine,Quarantaine",
    "garage@perso.example,LISTE,Quarantaine,Ignore",
    "garage@perso.example,REPONSE_AUTOMATIQUE,Quarantaine,Ignore",
    "mailer-daemon@relais.example,REBOND,Ignore,Ignore",
    "cellule@lloyd.example,PERSONNEL,AVerifier,AVerifier",
    "cellule@lloyd.example,REPONSE_AUTOMATIQUE,AVerifier,Ignore",
    "ouverture@lloyd.example,PERSONNEL,Ignore,Ignore",
    "ouverture@lloyd.example,LISTE,Ignore,Ignore",
    "ouverture@lloyd.example,REPONSE_AUTOMATIQUE,Ignore,Ignore",
    "ouverture@lloyd.example,REBOND,Ignore,Ignore",
  })
  void aDeclarationIsNeverLostForTheWayItCame(
      String expediteur, Genre genre, String withPapers, String withoutPapers) {
    Dossiers.UnCourrier mail = unCourrier().de(expediteur).genre(genre);

    assertThat(trier(mail).getClass().getSimpleName()).isEqualTo(withPapers);
    assertThat(trier(mail.fichiers()).getClass().getSimpleName()).isEqualTo(withoutPapers);
  }

  @Test
  void asksForTheDirectoryOnlyWhenTheSenderMatters() {
    assertThat(tri.selonExpediteur(unCourrier().fichiers().construire())).isTrue();
    assertThat(tri.selonExpediteur(unCourrier().genre(Genre.LISTE).construire())).isTrue();
    assertThat(tri.selonExpediteur(unCourrier().genre(Genre.LISTE).fichiers().construire()))
        .isFalse();
    assertThat(tri.selonExpediteur(unCourrier().menace("Programme.").construire())).isFalse();
  }

  @Test
  void ignoresTheEchoOfOurOwnMail() {
    assertThat(trier(unCourrier().de("ouverture@lloyd.example")))
        .isInstanceOf(Resultat.Ignore.class);
  }

  private Resultat trier(Dossiers.UnCourrier courrier) {
    return tri.trier(courrier.construire(), pass.annuaire());
  }
}
