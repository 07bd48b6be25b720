package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;
import tn.flotte.orchestrator.rules.RuleShelf;
import tn.flotte.orchestrator.rules.RuleVersion;

class RulePagesIT extends RunningHouse {
  private static final String RULES = "/parametres/regles/ouverture";
  private static final String EDITOR = RULES + "/modification";

  @Autowired private RuleShelf shelf;
  private Visitor lead;

  @BeforeEach
  void somebodyIsThere() {
    new TestRows(jdbc).empty();
    lead = loggedIn("ezzedine");
  }

  private RuleVersion newest() {
    return shelf.newest("ouverture").orElseThrow();
  }

  private static String form(int base, String text, String reason) {
    return "base=" + base + "&texte=" + encoded(text) + "&motif=" + encoded(reason);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> save(Visitor who, int base, String text, String reason) {
    return who.submit(EDITOR, EDITOR, form(base, text, reason));
  }

  /** The text in force with another reserve than the one it has. */
  private String changed(String reserve) {
    return newest().text().replaceFirst("IDA: 1\\d{3}\\.\\d{3}", "IDA: " + reserve);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  void everybodyReadsTheRulesAsTables() {
    for (String name : new String[] {"amel", "sami", "ezzedine", "olfa"}) {
      Visitor visitor = loggedIn(name);
      assertThat(location(visitor.get("/parametres"))).endsWith(RULES);
      String page = visitor.get(RULES).body();
      assertThat(page)
          .contains(
              "Barème des réserves",
              "Barème de responsabilité",
              "constat + ordre de mission + certificat d&#39;enregistrement",
              "version " + newest().version());
    }
  }

  @Test
  void onlyTeamLeadsAndAdministratorsMayChangeThem() {
    for (String name : new String[] {"sami", "olfa"}) {
      Visitor visitor = loggedIn(name);
      assertThat(visitor.get(RULES).body()).doesNotContain("id=\"modifier\"");
      assertThat(visitor.get(EDITOR).statusCode()).isEqualTo(403);
      int before = newest().version();
      assertThat(
              visitor
                  .submit(RULES, EDITOR, form(before, changed("1111.000"), "essai"))
                  .statusCode())
          .isEqualTo(403);
      assertThat(newest().version()).isEqualTo(before);
    }
    assertThat(loggedIn("amel").get(EDITOR).statusCode()).isEqualTo(200);
    assertThat(location(anonymous().get(RULES))).endsWith("/connexion");
  }

  @Test
  void nothingIsSavedWithoutThePagesToken() {
    int before = newest().version();
    assertThat(lead.post(EDITOR, form(before, changed("1112.000"), "essai")).statusCode())
        .isEqualTo(403);
    assertThat(newest().version()).isEqualTo(before);
  }

  @Test
  void aChangeIsANewVersionWithWhoWhenWhyAndWhatChanged() {
    int before = newest().version();
    HttpResponse<String> answer =
        save(lead, before, changed("1234.500").replace("\n", "\r\n"), "Barème <b>2027</b>");
    assertThat(location(answer)).endsWith(RULES);
    assertThat(newest().version()).isEqualTo(before + 1);
    assertThat(newest().by()).isEqualTo("ezzedine");
    assertThat(newest().text()).doesNotContain("\r").contains("IDA: 1234.500");

    String page = lead.get(RULES).body();
    assertThat(page)
        .contains("Barème &lt;b&gt;2027&lt;/b&gt;", "1 234,500")
        .doesNotContain("<b>2027");
    String version = loggedIn("olfa").get(RULES + "/versions/" + (before + 1)).body();
    assertThat(version)
        .contains(
            "<ins>+     IDA: 1234.500</ins>", "<del>−     IDA: ", "depuis la version " + before)
        .doesNotContain("id=\"reprendre\"");
  }

  @Test
  void aMistakeIsRefusedWithItsLineAndNothingOfTheDraftIsLost() {
    RuleVersion before = newest();
    String text = before.text().replaceFirst("delai-jours: \\d+", "delai-jours: cinq");
    int line = text.lines().toList().indexOf("    delai-jours: cinq") + 1;
    String page =
        save(lead, before.version(), "# <i>mon essai</i>\n" + text, "délai & essai").body();
    assertThat(page)
        .contains(
            "Rien n’est enregistré : une erreur",
            "ligne " + (line + 1) + ", colonne 18",
            "« cinq » n&#39;est pas un nombre de jours",
            "natures.MATERIEL.delai-jours",
            "# &lt;i&gt;mon essai&lt;/i&gt;",
            "value=\"délai &amp; essai\"")
        .doesNotContain("<i>mon essai");
    assertThat(newest()).isEqualTo(before);
  }

  @Test
  void aChangeNeedsAReason() {
    int before = newest().version();
    String text = changed("1321.000");
    assertThat(save(lead, before, text, "  ").body()).contains("dites pourquoi", "IDA: 1321.000");
    assertThat(save(lead, before, text, "x".repeat(501)).body()).contains("dites pourquoi");
    assertThat(newest().version()).isEqualTo(before);
  }

  @Test
  void theSecondOfTwoIsToldWhatTheFirstChangedAndKeepsItsText() {
    int before = newest().version();
    String second = newest().text().replaceFirst("nombre: \\d+", "nombre: 9");
    save(loggedIn("amel"), before, changed("1432.000"), "premier");
    HttpResponse<String> answer = save(lead, before, second, "second");
    assertThat(answer.body())
        .contains("amel a enregistré la version " + (before + 1))
        .contains("premier", "+     IDA: 1432.000", "  nombre: 9", "value=\"second\"")
        .contains("name=\"base\" value=\"" + (before + 1) + "\"");
    assertThat(newest().by()).isEqualTo("amel");

    // Having seen it, the second saves knowingly.
    assertThat(location(save(lead, before + 1, second, "second"))).endsWith(RULES);
    assertThat(newest().text()).contains("nombre: 9").doesNotContain("1432.000");
  }

  @Test
  void anEarlierVersionIsTakenUpAgainAsANewOne() {
    RuleVersion before = newest();
    save(lead, before.version(), changed("1543.000"), "à l'essai");
    String page = lead.get(RULES + "/versions/" + before.version()).body();
    assertThat(page).contains("id=\"reprendre\"");
    String editor = lead.get(EDITOR + "?reprise=" + before.version()).body();
    assertThat(editor)
        .contains("Reprise de la version " + before.version() + ".")
        .doesNotContain("1543.000")
        .contains("name=\"base\" value=\"" + (before.version() + 1) + "\"");
    save(lead, before.version() + 1, before.text(), "retour");
    assertThat(newest().version()).isEqualTo(before.version() + 2);
    assertThat(newest().text()).isEqualTo(before.text());
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    assertThat(lead.get("/parametres/regles/fraude").statusCode()).isEqualTo(404);
    assertThat(lead.get(RULES + "/versions/999999").statusCode()).isEqualTo(404);
    assertThat(lead.get(RULES + "/versions/0").statusCode()).isEqualTo(404);
    assertThat(lead.get(EDITOR + "?reprise=999999").statusCode()).isEqualTo(404);
  }

  @Test
  void elementAndDossierLeadToTheRulesTheyWereDecidedBy() {
    TestRows rows = new TestRows(jdbc);
    rows.claim("D26-027-00123", "S26-027-00045");
    long item =
        rows.aMail("constat")
            .claim("D26-027-00123")
            .ended("DONE", "dossier_ouvert", "Ouvert.")
            .add();
    int version = newest().version();
    jdbc.sql("update work_item set rule_book = 'ouverture', rule_version = :version where id = :id")
        .param("version", version)
        .param("id", item)
        .update();
    String link = "href=\"" + RULES + "/versions/" + version + "\"";
    assertThat(lead.get("/elements/" + item).body()).contains(link);
    assertThat(lead.get("/dossiers/S26-027-00045").body()).contains(link);
  }
}
