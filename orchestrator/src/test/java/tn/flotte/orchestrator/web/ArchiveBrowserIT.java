package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.TestRows;
import tn.flotte.orchestrator.archive.Archive;

class ArchiveBrowserIT extends BrowserHouse {
  private static final String CLAIM = "D26-027-00123";

  @Autowired Archive archive;
  @Autowired Documents documents;
  @Autowired TransactionTemplate transactions;

  @BeforeEach
  void aDossierWithItsPapers() {
    TestRows rows = new TestRows(jdbc);
    rows.empty();
    rows.claim(CLAIM, "S26-027-00045");
    long old = mail(rows, "Déclaration " + CLAIM, Instant.now().minus(Duration.ofDays(41)));
    rows.piece(old, CLAIM, "constat amiable signé.pdf", "constat", store("constat"));
    file(old);
    long fresh = mail(rows, "RE: pièces à compléter", Instant.now());
    rows.piece(fresh, CLAIM, "ordre-de-mission.jpg", "om", store("om"));
    rows.piece(fresh, CLAIM, "lettre-IDA.pdf", "lettre", store("lettre"));
    file(fresh);
  }

  private long mail(TestRows rows, String subject, Instant came) {
    return rows.aMail(subject)
        .payload("document", store(subject))
        .claim(CLAIM)
        .details("{}")
        .createdAt(came)
        .ended("DONE", "dossier_ouvert", "Dossier S26-027-00045 ouvert.")
        .add();
  }

  private String store(String content) {
    return documents.put(content.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  private void file(long item) {
    transactions.executeWithoutResult(_ -> archive.file(item));
  }

  private static void awaitText(String words) {
    await(driver -> driver.findElement(By.id("archive")).getText().contains(words));
  }

  @Test
  void notesAnOriginalAndExportsTheDossier() throws IOException {
    logIn("olfa");
    SoftAssertions softly = new SoftAssertions();
    judge(softly, "archive", "/dossiers/" + CLAIM);
    softly.assertAll();

    browser.get(at("/dossiers/" + CLAIM).toString());
    awaitText("manquant");
    assertThat(find("#archive").getText()).contains("attendu", "lettre-IDA.pdf", "PASS");
    find("button[aria-label^='Marquer reçu'][aria-label$='Constat amiable']").click();
    awaitText("par olfa");
    assertThat(find("#archive").getText()).doesNotContain("manquant");

    find("#exporter").click();
    awaitText("Les pages sont tirées");
    // The agent has done its part.
    jdbc.sql("update work_item set status = 'DONE' where bot = 'tirage'").update();
    assertThat(find("#telecharger").getAttribute("href"))
        .endsWith("/dossiers/" + CLAIM + "/dossier.pdf");
    softly = new SoftAssertions();
    judge(softly, "archive-prete", "/dossiers/" + CLAIM);
    softly.assertAll();
  }
}
