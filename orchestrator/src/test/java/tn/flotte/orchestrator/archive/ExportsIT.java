package tn.flotte.orchestrator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;

class ExportsIT extends RunningHouse {
  private static final String CLAIM = "D26-027-00123";

  @Autowired Archive archive;
  @Autowired Exports exports;
  @Autowired Documents documents;
  @Autowired TransactionTemplate transactions;

  private TestRows rows;
  private String scan;
  private String broken;

  @BeforeEach
  void aFiledMail() {
    rows = new TestRows(jdbc);
    rows.empty();
    rows.claim(CLAIM, "S26-027-00045");
    scan = store("un scan de deux pièces");
    broken = store("%PDF- rien d'autre");
    long item =
        rows.aMail("Déclaration d'Hélène : « pièces jointes » — العربية")
            .payload("document", store("From: a\r\n\r\nBonjour"))
            .claim(CLAIM)
            .details("{}")
            .createdAt(Instant.parse("2026-11-20T09:00:00Z"))
            .ended("DONE", "dossier_ouvert", "ouvert")
            .add();
    rows.step(item, "recevoir", "{\"texte\":\"Bonjour,\\nvoilà l'été à Sfax.\"}", 12);
    rows.piece(item, CLAIM, "scan.pdf#1", "constat", scan);
    rows.piece(item, CLAIM, "scan.pdf#2", "om", scan);
    rows.piece(item, CLAIM, "abîmé.pdf", "autre", broken);
    transactions.executeWithoutResult(_ -> archive.file(item));
  }

  private String store(String content) {
    return documents.put(content.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  private String picture(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", jpeg);
    return documents.put(jpeg.toByteArray()).sha256();
  }

  private List<Entry> entries() {
    return archive.entries(CLAIM);
  }

  private void drawn() throws IOException {
    loggedIn("olfa").submit("/dossiers/" + CLAIM, "/dossiers/" + CLAIM + "/export", "x=1");
    long item = exports.state(CLAIM, entries()).item();
    rows.step(
        item,
        "tirer",
        """
        {"documents":[{"sha256":"%s","pages":[{"sha256":"%s","largeur":300,"hauteur":400},
         {"sha256":"%s","largeur":400,"hauteur":300}]},{"sha256":"%s","pages":[]}]}
        """
            .formatted(scan, picture(300, 400), picture(400, 300), broken),
        20);
    jdbc.sql("update work_item set status = 'DONE' where id = :id").param("id", item).update();
  }

  @Test
  void asksTheBotOnceForEachStateOfTheArchive() {
    var olfa = loggedIn("olfa");
    assertThat(exports.state(CLAIM, entries()).state()).isEqualTo(Exports.State.NONE);
    assertThat(olfa.get("/dossiers/" + CLAIM + "/dossier.pdf").statusCode()).isEqualTo(404);
    for (int twice = 0; twice < 2; twice++) {
      assertThat(
              olfa.submit("/dossiers/" + CLAIM, "/dossiers/S26-027-00045/export", "x=1")
                  .statusCode())
          .isEqualTo(302);
    }
    assertThat(exports.state(CLAIM, entries()).state()).isEqualTo(Exports.State.RUNNING);
    assertThat(
            jdbc.sql("select payload ->> 'documents' from work_item where bot = 'tirage'")
                .query(String.class)
                .list())
        .as("each document once, no mail")
        .containsExactly(scan + " " + broken);
  }

  @Test
  void printsAnIndexAndEveryPage() throws IOException {
    byte[] rules = "natures: …".getBytes(StandardCharsets.UTF_8);
    transactions.executeWithoutResult(
        _ -> archive.keepRules("ouverture", 1, rules, Instant.now(), "installation"));
    jdbc.sql(
            "update work_item set rule_book = 'ouverture', rule_version = 1 where bot = 'ouverture'")
        .update();
    drawn();

    assertThat(loggedIn("olfa").get("/dossiers/" + CLAIM + "/dossier.pdf").headers().map())
        .containsEntry("Content-Type", List.of("application/pdf"))
        .containsEntry(
            "Content-Disposition", List.of("attachment; filename=\"S26-027-00045.pdf\""));
    Path file =
        exports
            .print(CLAIM, "S26-027-00045", entries(), "olfa", type -> "la pièce " + type)
            .orElseThrow();
    try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
      // The index, the mail, two pages of the scan, one that says what can't be shown.
      assertThat(pdf.getNumberOfPages()).isEqualTo(5);
      assertThat(page(pdf, 1))
          .contains(
              "Dossier S26-027-00045",
              "imprimées le",
              "Règles suivies : ouverture version 1 (écriture n° 5)",
              "par olfa",
              "la pièce constat",
              "la pièce om",
              "20/11/2026",
              "agence027@exemple.tn",
              scan,
              "abîmé.pdf",
              "page 1 / 5")
          .containsPattern("la pièce constat.*3\\s")
          .containsPattern("la pièce autre.*5\\s");
      assertThat(page(pdf, 2))
          .contains(
              "Objet : Déclaration d'Hélène : « pièces jointes » — ",
              "Bonjour,",
              "voilà l'été à Sfax.",
              "1/1");
      assertThat(page(pdf, 3)).contains("scan.pdf#1", "1/2", "page 3 / 5");
      assertThat(page(pdf, 4)).contains("2/2");
      assertThat(page(pdf, 5)).contains("ne peut pas être montré");
      assertThat(pdf.getPage(3).getMediaBox().getWidth())
          .as("a wide page lies")
          .isGreaterThan(pdf.getPage(3).getMediaBox().getHeight());
      assertThat(pdf.getPage(2).getResources().getXObjectNames()).hasSize(1);
    } finally {
      Files.delete(file);
    }
  }

  private static String page(PDDocument pdf, int number) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setSortByPosition(true);
    stripper.setStartPage(number);
    stripper.setEndPage(number);
    return stripper.getText(pdf);
  }

  @Test
  void onlyWhoDecidesMayNoteAnOriginal() {
    String claim = "/dossiers/" + CLAIM;
    assertThat(
            loggedIn("sami")
                .submit(claim, claim + "/originaux", "type=constat&recu=true")
                .statusCode())
        .isEqualTo(403);
    loggedIn("olfa").submit(claim, claim + "/originaux", "type=constat&recu=true");
    assertThat(archive.originals(entries()))
        .extracting(Archive.Original::type, Archive.Original::by)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("constat", "olfa"),
            org.assertj.core.groups.Tuple.tuple("om", null));
  }
}
