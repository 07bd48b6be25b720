package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.bots.api.Outcome.LettreARemettre;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.TestRows;
import tn.flotte.orchestrator.letters.Letter;
import tn.flotte.orchestrator.letters.Letters;

/** A gestionnaire hands letters over and notes it. */
class LettersBrowserIT extends BrowserHouse {
  private static final String OLD = "D26-027-00123";
  private static final String FRESH = "D26-014-00007";

  @Autowired private Letters letters;
  @Autowired private Documents documents;

  private LocalDate today;

  @BeforeEach
  void lettersOfSeveralClaims() {
    browser.manage().deleteAllCookies();
    new TestRows(jdbc).empty();
    today = letters.today();
    letter(FRESH, "S26-014-00003", "OUVERTURE", "ZITOUNA TAKAFUL", today);
    letter(OLD, "S26-027-00045", "IDA", "STAR", today.minusDays(8));
    letter("D26-027-00099", "S26-027-00040", "IDA", "COMAR", today.minusDays(30));
    letter("D26-027-00101", "S26-027-00041", "OUVERTURE", "LLOYD", today.minusDays(7));
    letters.deliver(only("D26-027-00099").id(), today.minusDays(25), "sami");
    letters.deliver(only("D26-027-00101").id(), today.minusDays(2), "olfa");
  }

  private void letter(String claim, String dossier, String genre, String company, LocalDate day) {
    TestRows rows = new TestRows(jdbc);
    rows.claim(claim, dossier);
    String pdf = documents.put(("lettre " + claim).getBytes(StandardCharsets.UTF_8)).sha256();
    long item =
        rows.aMail("Déclaration " + claim)
            .claim(claim)
            .details("{}")
            .ended("DONE", "dossier_ouvert", "Dossier " + dossier + " ouvert.")
            .add();
    letters.keep(
        claim,
        item,
        List.of(new LettreARemettre(genre, company, pdf, "lettre-" + genre + ".pdf", day, 7, 20)));
  }

  private Letter only(String claim) {
    return letters.of(claim).getFirst();
  }

  private static WebElement row(Letter letter) {
    return find("#lettre-" + letter.id());
  }

  @Test
  void aGestionnaireNotesWhatWasHandedOverAndTakesAMistakeBack() throws IOException {
    browser.manage().logs().get(LogType.BROWSER).getAll();
    SoftAssertions softly = new SoftAssertions();
    see(OFFICE, "light");
    logIn("olfa");
    judge(softly, "lettres", "/lettres");
    judge(softly, "lettres-toutes", "/lettres?etat=toutes");

    browser.get(at("/lettres").toString());
    assertThat(browser.findElements(By.cssSelector("#liste tbody tr")))
        .extracting(r -> r.getDomAttribute("id"))
        .as("the oldest first, nothing that was handed over")
        .containsExactly("lettre-" + only(OLD).id(), "lettre-" + only(FRESH).id());
    assertThat(row(only(OLD)).getText())
        .contains("en retard", "STAR", "S26-027-00045", "Lettre IDA");
    assertThat(row(only(FRESH)).getText()).contains("à remettre", "Lettre d’ouverture");

    row(only(OLD)).findElement(By.cssSelector("button")).click();
    await(driver -> driver.findElement(By.className("alert-success")).isDisplayed());
    assertThat(only(OLD).deliveredOn()).isEqualTo(today);
    assertThat(only(OLD).deliveredBy()).isEqualTo("olfa");
    assertThat(browser.findElements(By.cssSelector("#liste tbody tr"))).hasSize(1);

    judge(softly, "lettre-dossier", "/dossiers/" + OLD);
    assertThat(find("#lettres").getText())
        .contains("délai en cours", "opposition jusqu’au", "notée par olfa");
    assertThat(find(".histoire").getText()).contains("Lettre remise", "opposition jusqu'au");

    browser.get(at("/lettres?etat=toutes&q=" + OLD).toString());
    find(".remise summary").click();
    find("input[name='motif']").sendKeys("Mauvais guichet");
    photograph("lettre-annuler");
    find(".remise details button").click();
    await(driver -> driver.findElement(By.className("alert-success")).isDisplayed());
    assertThat(only(OLD).deliveredOn()).isNull();
    assertThat(browser.getCurrentUrl()).as("the filter stays").contains("etat=toutes", "q=" + OLD);
    browser.get(at("/dossiers/" + OLD).toString());
    assertThat(find(".histoire").getText()).contains("Remise annulée", "Mauvais guichet");
    softly.assertAll();
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }
}
