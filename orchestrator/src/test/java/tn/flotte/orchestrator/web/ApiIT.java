package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiIT extends RunningHouse {
  private static final JsonMapper JSON = new JsonMapper();

  private TestRows rows;

  @BeforeEach
  void emptyHouse() {
    rows = new TestRows(jdbc);
    rows.empty();
  }

  private JsonNode get(String path) {
    HttpResponse<String> answer = machineGets(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private int post(String path, String body) {
    return machine(
            HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  @Test
  void aMailHasTheShapeOfTheContract() {
    rows.claim("D26-027-00123", "");
    rows.aMail("Constat")
        .payload("message_id", "<a b@exemple.tn>")
        .claim("D26-027-00123")
        .ended("DONE", "dossier_ouvert", "Dossier ouvert.")
        .details(
            """
            {"numeroDeclaration":"D26-027-00123","numeroDossier":"S26-027-00045","noeud":"027","nature":"MATERIEL",
             "piecesManquantes":["om"],"piecesIllisibles":["constat"],"corrections":{"heure":["10:00","11:00"]},
             "remarques":[],"pieces":[]}
            """)
        .add();

    assertThat(get("/api/mails"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"id":1,"statut":"DONE","reference":"%s","message_id":"<a b@exemple.tn>","issue":"dossier_ouvert",
                  "numero_declaration":"D26-027-00123","numero_dossier":"S26-027-00045","noeud":"027",
                  "nature":"MATERIEL","pieces_manquantes":["om"],"pieces_illisibles":["constat"],
                  "corrections":{"heure":["10:00","11:00"]},"motif":"Dossier ouvert.","duree_ms":95000}]
                """
                    .formatted(
                        jdbc.sql("select reference from work_item").query(String.class).single())));
  }

  @Test
  void theIssueFollowsFromWhereTheMailStands() {
    rows.aMail("en cours").heldBy("agent-1").add();
    rows.aMail("remis").ended("NEW", "echec", "remis en file").add();
    rows.aMail("doute").ended("UNCERTAIN", "", "").add();
    rows.aMail("raté").ended("FAILED", "", "PASS").add();
    rows.aMail("à voir").ended("REVIEW", "", "").add();
    rows.aMail("infecté").ended("REVIEW", "quarantaine", "").add();
    rows.aMail("refusé").ended("REJECTED", "rejete", "").add();
    rows.anItem("releve").add();

    assertThat(get("/api/mails").valueStream().map(mail -> mail.get("issue").asString("-")))
        .containsExactly("-", "-", "-", "echec", "a_verifier", "quarantaine", "rejete");
    assertThat(get("/api/mails").get(0).get("duree_ms").isNull()).isTrue();
  }

  @Test
  void theStateCountsWhatIsLeftToDoWithoutTheTechnicalBotAndReminders() {
    rows.anItem("releve").add();
    rows.aMail("attend").add();
    rows.aMail("nouvel essai plus tard")
        .ended("NEW", "", "PASS est absent")
        .notBefore(Instant.now().plusSeconds(300))
        .add();
    rows.anItem("relance").notBefore(Instant.now().plusSeconds(86_400)).add();
    rows.aMail("en main").heldBy("agent-1").add();
    rows.aMail("doute").ended("UNCERTAIN", "", "").add();
    rows.agent("agent-1", "[\"ouverture\"]", Instant.now());
    rows.bot("ouverture", "PAUSED", "PASS est absent");

    JsonNode state = get("/api/etat");

    assertThat(state.get("attente").asInt()).isEqualTo(2);
    assertThat(state.get("differe").asInt()).isEqualTo(1);
    assertThat(state.get("en_cours").asInt()).isEqualTo(1);
    assertThat(state.get("incertain").asInt()).isEqualTo(1);
    assertThat(state.get("agents").get(0).get("tient").asInt()).isEqualTo(1);
    assertThat(
            state
                .get("bots")
                .valueStream()
                .map(bot -> bot.get("nom").asString() + " " + bot.get("etat").asString()))
        .contains("ouverture PAUSED", "releve RUNNING");
  }

  @Test
  void anItemIsToldRetriedAndClosed() {
    long failed = rows.aMail("raté").ended("FAILED", "echec", "PASS").add();
    long review = rows.aMail("à voir").ended("REVIEW", "a_verifier", "doute").add();

    assertThat(get("/api/elements/" + failed).get("row").get("status").asString())
        .isEqualTo("FAILED");
    assertThat(post("/api/elements/" + failed + "/reprise", "")).isEqualTo(204);
    assertThat(post("/api/elements/" + failed + "/reprise", "")).isEqualTo(409);
    assertThat(post("/api/elements/" + review + "/cloture", "{}")).isEqualTo(400);
    assertThat(post("/api/elements/" + review + "/cloture", "{\"motif\":\"réglé\"}"))
        .isEqualTo(204);
    assertThat(post("/api/elements/424242/reprise", "")).isEqualTo(404);
    assertThat(machineGets("/api/elements/424242").statusCode()).isEqualTo(404);
  }

  @Test
  void aStoppedBotIsStarted() {
    rows.bot("ouverture", "STOPPED", "écran changé");

    assertThat(post("/api/bots/ouverture/demarrage", "")).isEqualTo(204);
    assertThat(post("/api/bots/inconnu/demarrage", "")).isEqualTo(404);
    assertThat(jdbc.sql("select state from bot").query(String.class).single()).isEqualTo("RUNNING");
  }
}
