package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tn.flotte.orchestrator.TestRows;

/** What people settled, counted per field. */
class CorrectionPagesIT extends BrowserHouse {
  private long item;

  @BeforeEach
  void settledFields() {
    TestRows rows = new TestRows(jdbc);
    rows.empty();
    rows.claim("D26-027-00123", "S26-027-00045");
    item = rows.aMail("D26-027-00123").claim("D26-027-00123").add();
    settled(1, "immatriculation_assure", "131 TU 6238", "131 TU 6288", "131 TU 6288");
    settled(2, "immatriculation_assure", "131 TU 6238", "131 TU 6288", "131 TU 6238");
    settled(3, "immatriculation_assure", null, "<b>1</b>", "131 TU 6000");
    settled(1, "date_accident", "2026-05-03", "2026-05-08", "2026-05-08");
    jdbc.sql("update settled_field set at = now() - interval '40 days' where decision = 3")
        .update();
    browser.manage().deleteAllCookies();
  }

  private void settled(int decision, String field, String pass, String read, String value) {
    jdbc.sql(
            "insert into settled_field (item_id, decision, field, pass, read, value) values (?, ?, ?, ?, ?, ?)")
        .params(item, decision, field, pass, read, value)
        .update();
  }

  @Test
  void eachFieldIsCountedAndLeadsToItsList() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    logIn("sami");
    judge(softly, "corrections", "/corrections");
    softly.assertAll();
    assertThat(find("table").getText())
        .contains("Immatriculation de l’assuré")
        .containsPattern("Immatriculation de l’assuré\\s+2\\s+1\\s+1\\s+0\\s+50 %");
    find("table tbody tr:first-child a").click();
    await(driver -> driver.getCurrentUrl().contains("champ=immatriculation_assure"));
    assertThat(find("main").getText()).doesNotContain("03/05/2026");
    find("main .card:last-child tbody a").click();
    await(driver -> driver.getCurrentUrl().endsWith("/elements/" + item));
  }

  @Test
  void whatCameFromOutsideIsInertAndOtherDaysMayBeAskedFor() {
    Visitor sami = loggedIn("sami");
    assertThat(sami.get("/corrections?du=2020-01-01").body())
        .contains("&lt;b&gt;1&lt;/b&gt;")
        .doesNotContain("<b>1</b>");
    assertThat(sami.get("/corrections?du=2020-01-01&champ=immatriculation_assure").body())
        .contains(">67 %<");
    assertThat(sami.get("/corrections.csv?du=2020-01-01").body().lines()).hasSize(5);
    assertThat(sami.get("/corrections?du=hier&au=%3Cscript%3E&champ=%27").statusCode())
        .isEqualTo(200);
    assertThat(sami.get("/corrections?du=2020-01-01&au=2020-01-02").body())
        .contains("n’a rien tranché");
  }
}
