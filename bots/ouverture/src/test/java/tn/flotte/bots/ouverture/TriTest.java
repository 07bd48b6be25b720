package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unCourrier;

import java.util.Set;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.ouverture.Courrier.Genre;
import tn.flotte.bots.ouverture.Tri.Resultat;

class TriTest {
  private final Tri tri = new Tri(Set.of("Ouverture@lloyd.example"));
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
  void keepsAStrangerAway() {
    assertThat(trier(unCourrier().de("garage@perso.example")))
        .isInstanceOf(Resultat.Quarantaine.class);
    assertThat(trier(unCourrier().de(""))).isInstanceOf(Resultat.Quarantaine.class);
    assertThat(trier(unCourrier().de("agence027@agents.example.evil.example")))
        .isInstanceOf(Resultat.Quarantaine.class);
  }

  @Test
  void keepsAThreatAwayWhoeverSentIt() {
    assertThat(trier(unCourrier().menace("Programme.").genre(Genre.LETTRE_INFORMATION)))
        .isEqualTo(new Resultat.Quarantaine("Programme."));
  }

  @Test
  void ignoresMachines() {
    for (Genre genre :
        new Genre[] {Genre.REPONSE_AUTOMATIQUE, Genre.REBOND, Genre.LETTRE_INFORMATION}) {
      assertThat(trier(unCourrier().genre(genre)))
          .as(genre.name())
          .isInstanceOf(Resultat.Ignore.class);
    }
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
