package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.bots.api.Decision;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;
import tools.jackson.databind.json.JsonMapper;

class DeskPagesIT extends RunningHouse {
  @Autowired private JsonMapper json;
  private TestRows rows;
  private long item;

  @BeforeEach
  void somethingWaits() {
    rows = new TestRows(jdbc);
    rows.empty();
    rows.claim("D26-027-00123", "");
    item =
        rows.aMail("Constat <b>D26-027-00123</b>")
            .claim("D26-027-00123")
            .details("{\"reperes\":{\"agence\":\"027\"}}")
            .ended("REVIEW", "a_verifier", "Immatriculation : PASS « 131 TU 6238 ».")
            .add();
    rows.question(item);
    for (String step : new String[] {"lire", "identifier", "rejoindre", "rapprocher"}) {
      rows.step(item, step, "{}", 5);
    }
  }

  private String status() {
    return jdbc.sql("select status from work_item where id = :id")
        .param("id", item)
        .query(String.class)
        .single();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private String poste() {
    return "/poste/" + item;
  }

  private HttpResponse<String> take(Visitor visitor) {
    return visitor.submit(poste(), poste() + "/prise", "");
  }

  private HttpResponse<String> decide(Visitor visitor, String fields) {
    return visitor.submit(poste(), poste() + "/decision", "essai=1&" + fields);
  }

  @Test
  void theBasketSaysWhyAndWhoHoldsAndFilters() {
    Visitor olfa = loggedIn("olfa");
    take(olfa);

    String all = olfa.get("/corbeille").body();
    assertThat(all).contains("Contradiction", "131 TU 6238", "027", "olfa", poste());
    assertThat(all).doesNotContain("<b>D26");
    assertThat(olfa.get("/corbeille?cause=contradiction&agence=027&pris=moi").body())
        .contains(poste());
    assertThat(olfa.get("/corbeille?agence=031").body()).contains("Rien ne correspond");
    assertThat(olfa.get("/corbeille.csv").body()).contains("Contradiction", "olfa");
  }

  @Test
  void aDecisionIsARecordAndTheItemGoesOn() {
    Visitor olfa = loggedIn("olfa");
    take(olfa);

    HttpResponse<String> answer = decide(olfa, "genre=CONTINUER&champ.immatriculation_assure=lu0");

    assertThat(location(answer)).endsWith("/corbeille");
    assertThat(status()).isEqualTo("NEW");
    assertThat(
            jdbc.sql("select name from step where item_id = :id order by recorded_at, name")
                .param("id", item)
                .query(String.class)
                .list())
        .containsExactly("lire", "identifier", "décision 1");
    Decision decision =
        json.readValue(
            jdbc.sql("select result from step where item_id = :id and name = 'décision 1'")
                .param("id", item)
                .query(String.class)
                .single(),
            Decision.class);
    assertThat(decision.par()).isEqualTo("olfa");
    assertThat(decision.valeur("immatriculation_assure")).contains("123 TU 4567");
    assertThat(decision.admis()).hasSize(1);
    assertThat(
            jdbc.sql("select field || pass || read || value from settled_field")
                .query(String.class)
                .list())
        .containsExactly("immatriculation_assure131 TU 6238123 TU 4567123 TU 4567");
    assertThat(jdbc.sql("select count(*) from outbox").query(Long.class).single()).isEqualTo(1);
  }

  @Test
  void twoPeopleCannotHoldTheSameItem() {
    Visitor olfa = loggedIn("olfa");
    Visitor amel = loggedIn("amel");
    take(olfa);

    take(amel);
    assertThat(amel.get(poste()).body()).contains("Pris en main par olfa");
    HttpResponse<String> late = decide(amel, "genre=CONTINUER&champ.immatriculation_assure=pass");
    assertThat(location(late)).endsWith(poste());
    assertThat(status()).isEqualTo("REVIEW");

    amel.submit(poste(), poste() + "/liberation", "");
    take(amel);
    assertThat(location(decide(amel, "genre=CONTINUER&champ.immatriculation_assure=pass")))
        .endsWith("/corbeille");
    assertThat(decide(olfa, "genre=CONTINUER&champ.immatriculation_assure=lu0").statusCode())
        .isEqualTo(302);
    assertThat(
            jdbc.sql("select count(*) from step where name like 'décision%'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void aHoldRunsOutAndTheDraftStays() {
    Visitor olfa = loggedIn("olfa");
    take(olfa);
    assertThat(
            olfa.submit(
                    poste(),
                    poste() + "/brouillon",
                    "champ.immatriculation_assure=autre&autre.immatriculation_assure=99+TU+1")
                .body())
        .contains("Brouillon gardé");
    jdbc.sql("update review_hold set held_until = now() - interval '1 second'").update();

    Visitor ezzedine = loggedIn("ezzedine");
    take(ezzedine);
    assertThat(ezzedine.get(poste()).body()).contains("Brouillon de olfa", "99 TU 1");
    assertThat(olfa.submit(poste(), poste() + "/brouillon", "motif=x").body())
        .contains("Brouillon non gardé");
  }

  @Test
  void aWrongValueIsSaidAndNothingIsDecided() {
    Visitor olfa = loggedIn("olfa");
    take(olfa);
    HttpResponse<String> answer =
        decide(
            olfa,
            "genre=CONTINUER&champ.immatriculation_assure=autre&autre.immatriculation_assure=abc");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "Ce n’est pas une immatriculation", "placeholder=\"ex. 45 TU 678\"", "value=\"abc\"");
    assertThat(status()).isEqualTo("REVIEW");
  }

  @Test
  void whatWasHardlyMadeOutIsShownButIsNoChoice() {
    jdbc.sql(
            """
            update work_item set question = jsonb_set(question, '{champs,0,lus,0,avis}', '"illisible"') where id = :id
            """)
        .param("id", item)
        .update();
    Visitor olfa = loggedIn("olfa");
    take(olfa);
    assertThat(olfa.get(poste()).body())
        .contains("123 TU 4567")
        .doesNotContain("id=\"immatriculation_assure-lu0\"");
    assertThat(decide(olfa, "genre=CONTINUER&champ.immatriculation_assure=lu0").body())
        .contains("Dites quelle valeur est la bonne");
    assertThat(status()).isEqualTo("REVIEW");
  }

  @Test
  void anAnswerToAnOlderQuestionIsRefused() {
    Visitor olfa = loggedIn("olfa");
    take(olfa);
    HttpResponse<String> answer =
        olfa.submit(
            poste(),
            poste() + "/decision",
            "essai=7&genre=CONTINUER&champ.immatriculation_assure=lu0");
    assertThat(location(answer)).endsWith(poste());
    assertThat(status()).isEqualTo("REVIEW");
  }

  @Test
  void whatAFinishedItemLeavesIsAcknowledgedOnce() {
    long opened =
        rows.aMail("Déclaration").ended("DONE", "dossier_ouvert", "Dossier ouvert.").add();
    rows.task(opened, "mission", "Mission à enregistrer par la cellule : numéro non lu.");
    Visitor olfa = loggedIn("olfa");
    assertThat(olfa.get("/corbeille").body()).contains("Mission à saisir", "/poste/" + opened);

    olfa.submit("/poste/" + opened, "/taches/1/fait", "");

    assertThat(olfa.get("/corbeille").body()).doesNotContain("/poste/" + opened);
    assertThat(olfa.get("/elements/" + opened).body()).contains("Noté", "olfa");
    olfa.submit(poste(), "/taches/1/fait", "");
    assertThat(olfa.get("/corbeille").body()).contains("avait déjà noté");
  }

  @Test
  void theManagementLooksAndDecidesNothing() {
    Visitor sami = loggedIn("sami");
    assertThat(sami.get("/corbeille").statusCode()).isEqualTo(200);
    assertThat(sami.get(poste()).body()).doesNotContain("id=\"prendre\"");
    assertThat(sami.submit(poste(), poste() + "/prise", "").statusCode()).isEqualTo(403);
    assertThat(loggedIn("olfa").submit(poste(), poste() + "/liberation", "").statusCode())
        .isEqualTo(403);
  }

  @Test
  void closingByHandNeedsAReasonAndTheHold() {
    Visitor olfa = loggedIn("olfa");
    assertThat(location(olfa.submit(poste(), poste() + "/cloture", "cloture=fait")))
        .endsWith(poste());
    take(olfa);
    assertThat(olfa.submit(poste(), poste() + "/cloture", "cloture=+").body())
        .contains("À remplir");
    assertThat(location(olfa.submit(poste(), poste() + "/cloture", "cloture=fait")))
        .endsWith("/corbeille");
    assertThat(status()).isEqualTo("DONE");
  }
}
