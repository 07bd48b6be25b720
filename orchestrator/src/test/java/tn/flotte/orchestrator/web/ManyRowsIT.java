package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;

/** However much there is, a page shows a bounded part of it and says so. */
class ManyRowsIT extends RunningHouse {
  private static final String CLAIM = "D26-027-00123";

  private TestRows rows;

  @BeforeEach
  void emptyHouse() {
    rows = new TestRows(jdbc);
    rows.empty();
  }

  /** One more than a list shows, the first one the oldest. */
  private void mails(int count) {
    jdbc.sql(
            """
            insert into work_item (bot, reference, status, issue, payload, created_at)
            select 'ouverture', n::text, 'DONE', 'ignore',
              jsonb_build_object('sujet', 'courriel-' || n || '-', 'expediteur', 'agence027@exemple.tn'),
              now() - (:count - n) * interval '1 minute'
            from generate_series(1, :count) n
            """)
        .param("count", count)
        .update();
  }

  @Test
  void aListOfItemsEndsAtTheNewestTenThousandAndSaysSo() {
    mails(10_001);
    Visitor visitor = loggedIn("sami");

    assertThat(visitor.get("/elements").body())
        .contains("courriel-10001-")
        .containsPattern("1 à 50 ; il y en a plus de 10.000");
    assertThat(visitor.get("/elements?page=99999").body())
        .contains("courriel-2-")
        .doesNotContain("courriel-1-")
        .doesNotContain("id=\"page-apres\"");
    assertThat(visitor.get("/elements?tri=sujet&sens=asc").body())
        .contains("courriel-10-")
        .doesNotContain("courriel-1-");
    assertThat(visitor.get("/elements?tri=arrivee&sens=asc").body()).contains("courriel-1-");
    assertThat(visitor.get("/elements?q=courriel-1-").body())
        .contains("courriel-1-", "1 à 1 sur 1");
  }

  @Test
  void aListOfJustTenThousandIsWhole() {
    mails(10_000);
    assertThat(loggedIn("sami").get("/elements?tri=sujet&sens=asc").body())
        .contains("courriel-1-")
        .containsPattern("1 à 50 sur 10.000");
  }

  @Test
  void aClaimWithManyMailsAndPapersShowsTheNewestAndSaysSo() {
    rows.claim(CLAIM, "S26-027-00045");
    long last = 0;
    for (int i = 1; i <= 201; i++) {
      last =
          rows.aMail("courriel-%d-".formatted(i)).claim(CLAIM).ended("DONE", "doublon", "").add();
      rows.event(last, "finished", "fin-%d-".formatted(i));
    }
    jdbc.sql(
            """
            insert into piece (claim, item_id, sha256, fichier, type, lisible)
            select :claim, :item, md5(n::text), 'piece-' || n || '-.pdf', 'constat', true from generate_series(1, 501) n
            """)
        .param("claim", CLAIM)
        .param("item", last)
        .update();
    jdbc.sql(
            """
            insert into screenshot (item_id, step, screen, sha256)
            select :item, 'ouvrir', 'écran-' || n || '-', md5(n::text) from generate_series(1, 201) n
            """)
        .param("item", last)
        .update();
    Visitor visitor = loggedIn("olfa");

    assertThat(visitor.get("/dossiers/" + CLAIM).body())
        .contains("seuls les plus récents y sont", "courriel-201-", "courriel-2-", "fin-201-")
        .contains("piece-501-.pdf", "piece-2-.pdf")
        .doesNotContain("courriel-1-", "fin-1-", "piece-1-.pdf");
    assertThat(visitor.get("/elements/" + last).body())
        .contains("seules les plus récentes y sont", "piece-501-.pdf", "écran-201-")
        .doesNotContain("piece-1-.pdf", "écran-1-");
  }

  @Test
  void aClaimThatFitsItsPageIsNotSaidToBeCut() {
    rows.claim(CLAIM, "S26-027-00045");
    long only = rows.aMail("un seul").claim(CLAIM).ended("DONE", "doublon", "").add();

    assertThat(loggedIn("olfa").get("/dossiers/" + CLAIM).body())
        .contains("un seul")
        .doesNotContain("les plus récents");
    assertThat(loggedIn("olfa").get("/elements/" + only).body())
        .doesNotContain("les plus récentes");
  }

  @Test
  void theBasketTurnsItsPagesAndTheBoardCountsWhatItShows() {
    for (int i = 1; i <= 60; i++) {
      long item =
          rows.aMail("à voir %02d".formatted(i))
              .details("{\"reperes\":{\"agence\":\"%s\"}}".formatted(i <= 10 ? "031" : "027"))
              .ended("REVIEW", "a_verifier", "")
              .add();
      rows.question(item);
    }
    rows.aMail("rapport").ended("REVIEW", "rapport_expertise", "").add();
    rows.aMail("en panne").ended("FAILED", "echec", "").add();
    long open = rows.aMail("deux choses").ended("DONE", "dossier_ouvert", "").add();
    rows.task(open, "mission", "Mission à enregistrer.");
    rows.task(open, "quarantaine", "À examiner.");
    Visitor visitor = loggedIn("olfa");

    assertThat(visitor.get("/corbeille").body())
        .contains("1 à 50 sur 64", "à voir 01")
        .contains("Contradiction (60)", "Rapport d’expertise (1)", "Mission à saisir (1)")
        .doesNotContain("deux choses");
    assertThat(visitor.get("/corbeille?page=2").body())
        .contains("51 à 64 sur 64", "Mission à enregistrer.", "À examiner.", "en panne");
    assertThat(visitor.get("/corbeille?agence=031").body()).contains("1 à 10 sur 10");
    assertThat(visitor.get("/corbeille?cause=rapport").body()).contains("1 à 1 sur 1", "rapport");
    assertThat(visitor.get("/").body())
        .containsPattern(Pattern.compile("id=\"attend\"[^>]*><strong>64</strong>"));
  }

  @Test
  void anOldAddressOfWhatWaitsLeadsToTheBasket() {
    assertThat(
            loggedIn("olfa")
                .get("/elements?attend=personne&tri=echeance")
                .headers()
                .firstValue("Location"))
        .hasValueSatisfying(where -> assertThat(where).endsWith("/corbeille"));
  }
}
