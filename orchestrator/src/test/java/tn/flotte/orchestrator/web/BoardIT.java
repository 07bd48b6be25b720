package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;

class BoardIT extends RunningHouse {
  private TestRows rows;

  @BeforeEach
  void emptyHouse() {
    rows = new TestRows(jdbc);
    rows.empty();
  }

  private String board() {
    HttpResponse<String> page = loggedIn("amel").get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    return page.body();
  }

  @Test
  void saysThatAllIsWellAndWhatToDoWhenNothingHappenedYet() {
    assertThat(board())
        .contains("Tout va bien.")
        .contains("Aucun agent ne s’est annoncé")
        .contains("Relever la boîte aux lettres")
        .contains("Le compte y est");
  }

  @Test
  void namesTheStoppedBotAndTheFailedItem() {
    rows.bot("ouverture", "STOPPED", "L’écran « ouverture » a changé");
    rows.agent("agent-1", "[\"ouverture\"]", Instant.now());
    rows.aMail("Sinistre").ended("FAILED", "echec", "PASS ne répond pas").add();

    assertThat(board())
        .contains("2 points sont à régler")
        .contains("Le robot « Ouverture » est arrêté : L’écran « ouverture » a changé")
        .contains("/elements?bot=ouverture&amp;statut=FAILED")
        .contains("Remettre en marche");
  }

  @Test
  void saysThatAPersonIsAwaitedAlthoughNothingIsBroken() {
    rows.agent("agent-1", "[\"ouverture\"]", Instant.now());
    rows.aMail("à voir").ended("REVIEW", "a_verifier", "La plaque contredit PASS.").add();
    rows.aMail("inconnu")
        .ended("REJECTED", "quarantaine", "Pas dans l’annuaire.")
        .details("{\"taches\":[{\"cause\":\"quarantaine\",\"texte\":\"À examiner.\"}]}")
        .add();
    rows.aMail("mission")
        .ended("DONE", "dossier_ouvert", "Dossier ouvert.")
        .details("{\"taches\":[{\"cause\":\"mission\",\"texte\":\"Mission à enregistrer.\"}]}")
        .add();
    rows.aMail("fini").ended("DONE", "dossier_ouvert", "").details("{\"taches\":[]}").add();
    rows.aMail("ignoré").ended("DONE", "ignore", "").add();
    rows.aMail("en cours").heldBy("agent-1").add();

    assertThat(board())
        .contains("Aucune panne ; 3 éléments attendent une personne.")
        .doesNotContain("Tout va bien")
        .contains("id=\"attend\" class=\"chiffre attend\" href=\"/corbeille\"");
    assertThat(loggedIn("olfa").get("/corbeille").body())
        .contains("1 à 3 sur 3", "à voir", "inconnu", "mission")
        .doesNotContain("ignoré", "en cours</bdi>");
  }

  @Test
  void tellsThatNobodyCanDoTheWaitingWork() {
    rows.aMail("Sinistre").createdAt(Instant.now().minusSeconds(300)).add();

    assertThat(board()).contains("Aucun agent présent ne sait faire « Ouverture »");
  }

  @Test
  void everyMailOfTheDayIsInTheBalance() {
    rows.aMail("a").ended("DONE", "dossier_ouvert", "").add();
    rows.aMail("b").ended("DONE", "regularisation_demandee", "").add();
    rows.aMail("c").ended("REVIEW", "", "").add();
    rows.aMail("d").ended("REJECTED", "", "").add();
    rows.aMail("e").ended("FAILED", "", "").add();
    rows.aMail("f").add();
    rows.aMail("hier").createdAt(Instant.now().minusSeconds(86_400)).add();
    rows.anItem("releve").add();

    String today = LocalDate.now(ZoneId.of("Africa/Tunis")).toString();
    String board = board().replaceAll("\\s+", " ");
    assertThat(board).contains("<strong>6</strong><span>reçus</span>").contains("Le compte y est");
    for (String issue :
        new String[] {
          "dossier_ouvert", "regularisation_demandee", "a_verifier", "rejete", "echec", "en_cours"
        }) {
      assertThat(board)
          .containsPattern(
              "jour=" + today + "&amp;issue=" + issue + "\"[^>]*> ?<strong>1</strong>");
    }
  }

  @Test
  void aCodeThatNobodyKnowsUpsetsTheBalance() {
    rows.aMail("a").ended("DONE", "perdu_en_route", "").add();

    assertThat(board()).contains("Le bilan du courrier n’est pas juste : 1 reçus, 0 classés");
  }

  @Test
  void anAdministratorStartsAStoppedBotAgain() {
    rows.bot("ouverture", "STOPPED", "écran changé");

    HttpResponse<String> answer = loggedIn("amel").submit("/", "/bots/ouverture/demarrage", "");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(
            jdbc.sql("select state from bot where name = 'ouverture'").query(String.class).single())
        .isEqualTo("RUNNING");
  }

  @Test
  void speaksEnglishWhenAsked() {
    Visitor visitor = loggedIn("olfa");
    assertThat(visitor.get("/?lang=en").body()).contains("Everything is all right.");
    assertThat(visitor.get("/").body()).contains("<html lang=\"en\"");
    assertThat(visitor.get("/?lang=fr").body()).contains("Tout va bien.");
  }
}
