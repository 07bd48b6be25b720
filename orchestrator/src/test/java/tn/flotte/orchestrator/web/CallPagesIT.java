package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import tn.flotte.bots.api.Contact;
import tn.flotte.orchestrator.TestRows;

/** The small form on which the cell notes its calls. */
class CallPagesIT extends BrowserHouse {
  private static final String KEY = "0c9c9a5e-6f0e-4d5b-9a53-3c1f0a1b2c3d";

  @BeforeEach
  void aClaim() {
    TestRows rows = new TestRows(jdbc);
    rows.empty();
    rows.claim("D26-027-00123", "S26-027-00045");
    browser.manage().deleteAllCookies();
  }

  private List<Contact> noted() {
    return jdbc.sql("select reference, payload from work_item where bot = 'contact' order by id")
        .query(
            (row, _) -> Contact.of(row.getString("reference"), payload(row.getString("payload"))))
        .list();
  }

  private static Map<String, String> payload(String json) {
    Map<String, String> values = new java.util.HashMap<>();
    tools.jackson.databind.json.JsonMapper.shared()
        .readTree(json)
        .properties()
        .forEach(e -> values.put(e.getKey(), e.getValue().asString("")));
    return values;
  }

  private static String filled(String more) {
    return "cle=" + KEY + "&sens=APPEL_RECU&qui=M.+Sassi&numero=56+305+209&sujet=D%C3%A9lai" + more;
  }

  @Test
  void thePersonNotesACallFromTheClaimsPageAndFindsItThere() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    logIn("olfa");
    judge(softly, "appel", "/appel?sinistre=D26-027-00123");
    softly.assertAll();
    browser.get(at("/dossiers/D26-027-00123").toString());
    find("#appel").click();
    await(driver -> driver.switchTo().activeElement().getAttribute("id").equals("qui"));
    assertThat(find("#sinistre").getAttribute("value")).isEqualTo("D26-027-00123");
    find("#sens-emis").click();
    find("#qui").sendKeys("Mme <b>Ben Achour</b>");
    find("#numero").sendKeys("agence 027");
    find("#sujet").sendKeys("Ordre de mission");
    find("#note").sendKeys("l'envoie demain", Keys.TAB, Keys.ENTER);

    await(driver -> driver.findElement(By.className("alert-success")).isDisplayed());
    assertThat(browser.getCurrentUrl()).endsWith("/dossiers/D26-027-00123");
    assertThat(find(".histoire").getText())
        .contains("Appel émis", "olfa")
        .contains("Mme <b>Ben Achour</b> (agence 027) : Ordre de mission — l'envoie demain");
    judge(softly, "dossier-appel", "/dossiers/D26-027-00123");
    softly.assertAll();
    assertThat(noted())
        .singleElement()
        .satisfies(c -> assertThat(c.sens()).isEqualTo(Contact.Sens.APPEL_EMIS))
        .satisfies(c -> assertThat(c.numeroDeclaration()).isEqualTo("D26-027-00123"))
        .satisfies(c -> assertThat(c.numeroDossier()).isEqualTo("S26-027-00045"))
        .satisfies(c -> assertThat(c.auteur()).isEqualTo("olfa"));
  }

  @Test
  void sentTwiceItIsNotedOnce() {
    Visitor olfa = loggedIn("olfa");
    assertThat(olfa.submit("/appel", "/appel", filled("")).statusCode()).isEqualTo(302);
    olfa.submit("/appel", "/appel", filled(""));
    assertThat(noted())
        .singleElement()
        .satisfies(c -> assertThat(c.correspondant()).isEqualTo("M. Sassi (56 305 209)"))
        .satisfies(c -> assertThat(c.numeroDeclaration()).isNull());
  }

  @Test
  void aClaimIsFoundByItsDossierToo() {
    loggedIn("olfa").submit("/appel", "/appel", filled("&sinistre=S26-027-00045"));
    assertThat(noted()).extracting(Contact::numeroDeclaration).containsExactly("D26-027-00123");
  }

  @Test
  void whatIsWrongIsSaidWhereItIsAndNothingIsNoted() {
    Visitor olfa = loggedIn("olfa");
    assertThat(
            olfa.submit(
                    "/appel",
                    "/appel",
                    "cle=" + KEY + "&sens=APPEL_RECU&qui=+&sujet=x&note=%3Ci%3E&sinistre=D26-999-1")
                .body())
        .contains("faute-qui", "faute-sinistre", "&lt;i&gt;")
        .doesNotContain("faute-sujet");
    assertThat(olfa.submit("/appel", "/appel", filled("&note=" + "n".repeat(171))).body())
        .contains("faute-note");
    assertThat(
            olfa.submit("/appel", "/appel", filled("").replace("APPEL_RECU", "ENVOYE"))
                .statusCode())
        .isEqualTo(400);
    assertThat(noted()).isEmpty();
  }

  @Test
  void onlyWhoDecidesNotesCalls() {
    assertThat(loggedIn("sami").get("/appel").statusCode()).isEqualTo(403);
    assertThat(loggedIn("sami").get("/corbeille").body()).doesNotContain("href=\"/appel\"");
    assertThat(loggedIn("olfa").get("/corbeille").body()).contains("href=\"/appel\"");
  }
}
