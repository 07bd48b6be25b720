package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;

class ItemPagesIT extends RunningHouse {
  private static final String SHA = "ab".repeat(32);

  private TestRows rows;

  @BeforeEach
  void emptyHouse() {
    rows = new TestRows(jdbc);
    rows.empty();
  }

  @Test
  void theListHidesTheTechnicalBotAndFindsWhatIsLookedFor() {
    rows.anItem("releve").add();
    rows.claim("D26-027-00123", "S26-027-00045");
    rows.aMail("Accident du 3 mai").claim("D26-027-00123").add();
    rows.aMail("100% autre chose").add();
    Visitor visitor = loggedIn("sami");

    assertThat(visitor.get("/elements").body())
        .contains("Accident du 3 mai", "100% autre chose", "1 à 2 sur 2");
    assertThat(visitor.get("/elements?bot=releve").body()).contains("1 à 1 sur 1");
    for (String text :
        new String[] {
          "accident", "ACCIDENT", "d26-027", "S26-027-00045", "s26-027-00045", "agence027"
        }) {
      assertThat(visitor.get("/elements?q=" + text).body()).contains("Accident du 3 mai");
    }
    assertThat(visitor.get("/elements?q=0%25").body())
        .contains("100% autre chose")
        .doesNotContain("Accident du 3 mai");
    assertThat(visitor.get("/elements?q=introuvable").body())
        .contains("Rien ne correspond à ces critères");
    assertThat(visitor.get("/elements?statut=NEW&tri=n'importe&sens=quoi&page=-3").statusCode())
        .isEqualTo(200);
  }

  @Test
  void longListsAreCutIntoPagesAndSorted() {
    for (int i = 1; i <= 60; i++) {
      rows.aMail("courriel numéro %02d".formatted(i))
          .createdAt(Instant.now().minusSeconds(i))
          .add();
    }
    Visitor visitor = loggedIn("olfa");

    String first = visitor.get("/elements?tri=sujet&sens=asc").body();
    assertThat(first)
        .contains("courriel numéro 01", "courriel numéro 50", "1 à 50 sur 60")
        .doesNotContain("courriel numéro 51")
        .contains("aria-sort=\"ascending\"");
    assertThat(visitor.get("/elements?tri=sujet&sens=asc&page=2").body())
        .contains("courriel numéro 51", "51 à 60 sur 60");
    assertThat(visitor.get("/elements?tri=sujet&sens=asc&page=99").body())
        .contains("51 à 60 sur 60");
  }

  @Test
  void anItemShowsAllThatIsKnownOfIt() {
    rows.claim("D26-027-00123", "S26-027-00045");
    long id =
        rows.aMail("Constat")
            .claim("D26-027-00123")
            .payload("document", SHA)
            .ended("DONE", "dossier_ouvert", "Dossier S26-027-00045 ouvert.")
            .details(
                """
                {"numeroDeclaration":"D26-027-00123","numeroDossier":"S26-027-00045","noeud":"027","nature":"MATERIEL",
                 "piecesManquantes":["om"],"piecesIllisibles":[],"corrections":{"date_accident":["2026-05-03","2026-05-04"]},
                 "remarques":["Déclaré le huitième jour"],"pieces":[],
                 "taches":[{"cause":"mission","texte":"Mission à enregistrer : expert non lu."}]}
                """)
            .add();
    rows.step(id, "lire", "{\"pieces\":[{\"type\":\"constat\",\"lisible\":true}]}", 1234);
    rows.effect(id, "ouvrir", "D26-027-00123", true);
    rows.effect(id, "repondre", "D26-027-00123", false);
    rows.event(id, "taken", "pris par agent-1");
    rows.screenshot(id, SHA);
    rows.piece(id, "D26-027-00123", "scan.pdf#1", "constat", SHA);
    long other = rows.aMail("Suite").claim("D26-027-00123").add();

    assertThat(loggedIn("sami").get("/elements/" + id).body())
        .contains("Dossier S26-027-00045 ouvert.")
        .contains("1,2 s", "pieces 1 › type")
        .contains("Date de l’accident", "03/05/2026", "04/05/2026", "Déclaré le huitième jour")
        .contains("Lire les pièces", "Ouvrir le dossier", "Matériel")
        .contains("Mission à enregistrer : expert non lu.")
        .doesNotContain("Échéance")
        .contains("Ordre de mission", "Constat amiable", "scan.pdf#1")
        .contains("pris par agent-1", "pas confirmé")
        .contains("/documents/" + SHA)
        .contains("/elements/" + other)
        .contains("1 min 35 s")
        .doesNotContain("Remettre en file…");
  }

  @Test
  void whatCameByMailIsShownInert() {
    long id =
        rows.aMail("<script>alert(1)</script><img src=x onerror=alert(2)>")
            .ended("REVIEW", "a_verifier", "<b>gras</b>\u202Egro")
            .add();
    rows.step(id, "lire", "{\"texte\":\"<script>alert(3)</script>\"}", 5);
    Visitor visitor = loggedIn("olfa");

    for (String path : new String[] {"/elements", "/elements/" + id, "/courrier"}) {
      assertThat(visitor.get(path).body())
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .doesNotContain("<script>alert", "<img src=x", "<b>gras", "\u202E");
    }
  }

  @Test
  void anEditorQueuesAFailedItemAgainAndHisNameIsKept() {
    long id = rows.aMail("Raté").ended("FAILED", "echec", "PASS ne répond pas").add();
    Visitor editor = loggedIn("ezzedine");
    assertThat(editor.get("/elements/" + id).body()).contains("Remettre en file…", "Clore…");

    HttpResponse<String> answer =
        editor.submit(
            "/elements/" + id + "/confirmation?action=reprise", "/elements/" + id + "/reprise", "");

    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/elements/" + id);
    assertThat(editor.get("/elements/" + id).body())
        .contains("est remis en file", "En attente", "ezzedine");
    editor.submit("/elements/" + id, "/elements/" + id + "/reprise", "");
    assertThat(editor.get("/elements/" + id).body()).contains("Rien n’a été changé");
  }

  @Test
  void closingNeedsAReason() {
    long id = rows.aMail("Raté").ended("REVIEW", "a_verifier", "doute").add();
    Visitor editor = loggedIn("ezzedine");
    String form = "/elements/" + id + "/confirmation?action=cloture";

    editor.submit(form, "/elements/" + id + "/cloture", "motif=++");
    assertThat(editor.get(form).body()).contains("Un motif est nécessaire");
    editor.submit(form, "/elements/" + id + "/cloture", "motif=Fait+par+t%C3%A9l%C3%A9phone");

    assertThat(editor.get("/elements/" + id).body())
        .contains("est clos", "Fait par téléphone", "Terminé");
  }

  @Test
  void theExportIsSafeForSpreadsheets() {
    rows.aMail("=HYPERLINK(\"http://mal.exemple\";\"cliquez\")").add();
    rows.aMail(" @SUM(1+1)").add();

    HttpResponse<String> csv = loggedIn("sami").get("/elements.csv?statut=NEW");

    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("attachment");
    assertThat(csv.body())
        .startsWith("\ufeffN°;Robot;")
        .contains("\"'=HYPERLINK(\"\"http://mal.exemple\"\";\"\"cliquez\"\")\"")
        .contains(";' @SUM(1+1);");
    assertThat(csv.body().lines()).hasSize(3);
  }

  @Test
  void whatDoesNotExistIsSaidInFrench() {
    assertThat(loggedIn("sami").get("/elements/999999"))
        .satisfies(
            page -> {
              assertThat(page.statusCode()).isEqualTo(404);
              assertThat(page.body()).contains("Cette page n’existe pas");
            });
    assertThat(loggedIn("sami").get("/nulle-part").body()).contains("Cette page n’existe pas");
  }

  @Test
  void anErrorOfAPageIsAPageWhateverTheBrowserAccepts() {
    Visitor visitor = loggedIn("sami");
    for (String accepted : new String[] {"*/*", "application/json"}) {
      for (String path : new String[] {"/nulle-part", "/elements/999999"}) {
        HttpResponse<String> page =
            visitor.send(HttpRequest.newBuilder(at(path)).header("Accept", accepted).GET());
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("Cette page n’existe pas");
      }
    }
    assertThat(
            visitor
                .send(HttpRequest.newBuilder(at("/api/rien")).header("Accept", "*/*").GET())
                .headers()
                .firstValue("Content-Type")
                .orElseThrow())
        .startsWith("application/json");
  }

  @Test
  void aReferenceIsShortAndAnUnknownStepIsShownAsItIs() {
    long id = rows.anItem("sauvegarde").ended("DONE", "fini", "Fait.").add();
    rows.step(id, "faire l'inventaire", "{\"document\":\"%s\"}".formatted(SHA), 5);
    rows.effect(id, "copier", SHA, true);

    assertThat(loggedIn("sami").get("/elements/" + id).body())
        .contains("faire l&#39;inventaire", ">copier<", ">" + SHA.substring(0, 12) + "…<")
        .doesNotContain(">" + SHA + "<");
  }
}
