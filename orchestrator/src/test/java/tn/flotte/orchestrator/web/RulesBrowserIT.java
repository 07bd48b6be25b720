package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.orchestrator.TestRows;
import tn.flotte.orchestrator.rules.RuleShelf;
import tn.flotte.orchestrator.rules.RuleVersion;

/** A team lead changes the rules: a mistake told, mended, saved, seen in the history. */
class RulesBrowserIT extends BrowserHouse {
  private static final String RULES = "/parametres/regles/ouverture";

  @Autowired private RuleShelf shelf;

  @BeforeEach
  void noItems() {
    new TestRows(jdbc).empty();
    browser.manage().deleteAllCookies();
  }

  private RuleVersion newest() {
    return shelf.newest("ouverture").orElseThrow();
  }

  private static void write(String text) {
    browser.executeScript(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
        find("#texte"),
        text);
  }

  /** Pictures of a page that a form has answered with, which has no address of its own. */
  private static void judgeHere(SoftAssertions softly, String name) throws IOException {
    for (Dimension size : new Dimension[] {OFFICE, PHONE}) {
      for (String theme : new String[] {"light", "dark"}) {
        see(size, theme);
        photograph(name + "-" + size.width + "-" + theme);
        softly.assertThat(complaints()).as("axe on %s, %s, %s", name, size, theme).isEmpty();
        softly.assertThat(scrollsSideways()).as("%s scrolls sideways at %s", name, size).isFalse();
      }
    }
    see(OFFICE, "light");
  }

  @Test
  void aTeamLeadChangesTheRules() throws IOException {
    browser.manage().logs().get(LogType.BROWSER).getAll();
    SoftAssertions softly = new SoftAssertions();
    see(OFFICE, "light");
    logIn("ezzedine");
    RuleVersion before = newest();
    int line =
        1
            + IntStream.range(0, (int) before.text().lines().count())
                .filter(i -> before.text().lines().toList().get(i).startsWith("    delai-jours:"))
                .findFirst()
                .orElseThrow();
    String days = before.text().contains("    delai-jours: 6") ? "7" : "6";
    judge(softly, "regles", RULES);
    judge(softly, "regles-modification", RULES + "/modification");

    browser.get(at(RULES).toString());
    find("#modifier").click();
    String mistaken =
        before
            .text()
            .replaceFirst("delai-jours: \\d+", "delai-jours: cinq")
            .replaceFirst("notre-compagnie: LLOYD", "notre-compagnie: LOYD");
    write(mistaken);
    find("#motif").sendKeys("Délai d’essai");
    find("#enregistrer").click();

    WebElement trouble = find("#refus");
    assertThat(trouble.getText())
        .contains("2 erreurs", "ligne " + line, "« cinq »", "natures.MATERIEL.delai-jours");
    assertThat(browser.switchTo().activeElement()).isEqualTo(trouble);
    assertThat(find("#texte").getAttribute("value")).isEqualTo(mistaken);
    assertThat(find("#motif").getAttribute("value")).isEqualTo("Délai d’essai");
    judgeHere(softly, "regles-refusees");
    find("#refus a[data-ligne='" + line + "']").click();
    assertThat(
            browser.executeScript(
                "const t = arguments[0]; return t.value.slice(t.selectionStart, t.selectionEnd)",
                find("#texte")))
        .isEqualTo("    delai-jours: cinq");
    photograph("regles-ligne");

    write(before.text().replaceFirst("delai-jours: \\d+", "delai-jours: " + days));
    find("#enregistrer").click();
    await(driver -> driver.findElement(By.className("alert-success")).isDisplayed());
    assertThat(newest().version()).isEqualTo(before.version() + 1);
    assertThat(newest().reason()).isEqualTo("Délai d’essai");

    find("#histoire tbody a").click();
    await(driver -> driver.findElement(By.id("ecart")).getText().contains("delai-jours: " + days));
    judge(softly, "regles-version", RULES + "/versions/" + newest().version());
    softly.assertAll();
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  @Test
  void theSecondOfTwoSeesWhatTheFirstChangedAndTheTextIsNumberedAsItGrows() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    see(OFFICE, "light");
    logIn("amel");
    RuleVersion before = newest();
    browser.get(at(RULES + "/modification").toString());
    shelf.save(
        shelf.book("ouverture").orElseThrow(),
        before.version(),
        before.text().replaceFirst("delai-jours: \\d+\n  nombre", "delai-jours: 8\n  nombre"),
        "ezzedine",
        "Relancer un jour plus tard");
    String mine = before.text() + "# une ligne\n# et une autre\n";
    write(mine);
    assertThat(find("#marge span:last-of-type").getText())
        .isEqualTo(String.valueOf(mine.split("\n", -1).length));
    find("#motif").sendKeys("Commentaire");
    find("#enregistrer").click();

    assertThat(find("#depasse").getText())
        .contains("ezzedine a enregistré la version " + (before.version() + 1))
        .contains("Relancer un jour plus tard", "delai-jours: 8");
    assertThat(find("#texte").getAttribute("value")).isEqualTo(mine);
    judgeHere(softly, "regles-depassees");
    softly.assertAll();
  }
}
