package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;
import tn.flotte.orchestrator.archive.Archive;

class ClaimPagesIT extends RunningHouse {
  @Autowired Archive archive;
  @Autowired TransactionTemplate transactions;

  private TestRows rows;

  @BeforeEach
  void twoClaims() {
    rows = new TestRows(jdbc);
    rows.empty();
    rows.claim("D26-027-00123", "S26-027-00045");
    rows.claim("D26-027-00124", "");
    long opened =
        rows.aMail("Déclaration D26-027-00123 <b>")
            .claim("D26-027-00123")
            .details(
                """
                {"remarques":["Déclaration tardive : <b>9 jours</b>."],"numeroDossier":"S26-027-00045","nature":"MATERIEL","noeud":"027","reperes":{"agence":"027",
                 "assure":"Ben Achour Hélène","immatriculation":"123 TU 4567","police":"027/401/0012345"}}
                """)
            .ended("DONE", "dossier_ouvert", "Dossier S26-027-00045 ouvert.")
            .add();
    rows.event(opened, "taken", "pris par poste-7");
    rows.step(opened, "lire", "{}", 8421);
    rows.step(
        opened,
        "décision 1",
        """
        {"numero":1,"par":"olfa","le":"2026-11-21T10:00:00Z","genre":"CONTINUER","champs":[{"champ":"date_accident",
         "pass":"2026-11-12","lu":"2026-11-21","valeur":"2026-11-21"}],"admis":[]}
        """,
        61_000);
    rows.step(opened, "ouvrir", "{}", 12_000);
    rows.screenshot(opened, "a".repeat(64));
    rows.piece(opened, "D26-027-00123", "scan.pdf#1", "constat", "b".repeat(64));
    rows.event(opened, "finished", "Dossier S26-027-00045 ouvert.");
    rows.mark("D26-027-00123", "declaration", "D2602700123");
    rows.mark("D26-027-00123", "dossier", "S2602700045");
    rows.mark("D26-027-00123", "immatriculation", "123TU4567");
    rows.mark("D26-027-00123", "police", "0274010012345");
    for (String word : new String[] {"BEN", "ACHOUR", "HELENE"}) {
      rows.mark("D26-027-00123", "assure", word);
    }
    rows.mark("D26-027-00124", "declaration", "D2602700124");
    rows.mark("D26-027-00124", "immatriculation", "123TU4599");
  }

  private String leadsTo(String typed) {
    return loggedIn("olfa")
        .get(
            "/recherche?q="
                + java.net.URLEncoder.encode(typed, java.nio.charset.StandardCharsets.UTF_8))
        .headers()
        .firstValue("Location")
        .orElse("");
  }

  @Test
  void findsByPlatePolicyNumbersAndName() {
    for (String typed :
        new String[] {
          "123 TU 4567",
          "123tu4567",
          "027/401/0012345",
          "D26-027-00123",
          "S26-027-00045",
          "hélène achour",
          "ben ach"
        }) {
      assertThat(leadsTo(typed)).as(typed).endsWith("/dossiers/D26-027-00123");
    }
  }

  @Test
  void listsSeveralAndSaysWhenThereIsNone() {
    assertThat(loggedIn("olfa").get("/recherche?q=123+TU+45").body())
        .contains("D26-027-00123", "D26-027-00124", "Ben Achour");
    assertThat(loggedIn("olfa").get("/recherche?q=999+TU+1").body()).contains("Aucun sinistre");
    assertThat(loggedIn("olfa").get("/recherche?q=%25").body()).contains("Aucun sinistre");
  }

  @Test
  void findsByWordsReadFromPiecesAndMails() {
    long item =
        rows.aMail("Dégât à l'arrêt, carrefour de la Goulette")
            .payload("document", "c".repeat(64))
            .claim("D26-027-00124")
            .details("{}")
            .ended("REJECTED", "regularisation_demandee", "demandé")
            .add();
    rows.step(item, "recevoir", "{\"texte\":\"Le témoin s'appelle Chérifa Zghal.\"}", 3);
    rows.piece(item, "D26-027-00124", "constat.pdf", "constat", "d".repeat(64));
    jdbc.sql("update piece set lecture = :read::jsonb where fichier = 'constat.pdf'")
        .param(
            "read",
            """
            {"sha256":"%s","type":"constat","champs":{"lieu":{"valeur":"Rue de Bizerte, Tébourba"},
             "b_assurance":{"valeur":null,"brut":"COMAR"}}}
            """
                .formatted("d".repeat(64)))
        .update();
    transactions.executeWithoutResult(_ -> archive.file(item));

    for (String typed :
        new String[] {"TEBOURBA", "rue de bizerte", "cherifa zghal", "arrêté Goulette", "comar"}) {
      assertThat(leadsTo(typed)).as(typed).endsWith("/dossiers/D26-027-00124");
    }
    for (String typed : new String[] {"constat", "d".repeat(64), "bizerte sousse", "de la"}) {
      assertThat(loggedIn("olfa").get("/recherche?q=" + typed.replace(' ', '+')).body())
          .as(typed)
          .contains("Aucun sinistre");
    }
    rows.mark("D26-027-00123", "assure", "ZGHAL");
    assertThat(loggedIn("olfa").get("/recherche?q=zghal").body())
        .as("known by it first, then read")
        .containsPattern("(?s)D26-027-00123.*D26-027-00124.*lu dans une pièce");
  }

  @Test
  void showsTheClaimOnOnePageByEitherNumber() {
    for (String number : new String[] {"D26-027-00123", "S26-027-00045"}) {
      String page = loggedIn("olfa").get("/dossiers/" + number).body();
      assertThat(page)
          .contains(
              "Dossier S26-027-00045", "déclaration D26-027-00123", "Ben Achour", "scan.pdf#1")
          .contains(
              "Lire les pièces",
              "8,4 s",
              "pris par poste-7",
              "olfa",
              "date accident",
              "a".repeat(64))
          .contains("Remarques", "Déclaration tardive : &lt;b&gt;9 jours")
          .doesNotContain("00123 <b>");
    }
    assertThat(loggedIn("olfa").get("/dossiers/D26-999-00001").statusCode()).isEqualTo(404);
  }
}
