package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.logging.LogType;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.TestRows;

/** A person at the screen: what everybody sees, and every page judged by axe. */
class BrowserIT extends BrowserHouse {
  @Autowired private Documents documents;
  private TestRows rows;
  private long failed;
  private long opened;

  private static byte[] aScreenshot() throws IOException {
    BufferedImage image = new BufferedImage(1000, 700, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(0xd4, 0xd0, 0xc8));
    pen.fillRect(0, 0, 1000, 700);
    pen.setColor(new Color(0, 0, 0x80));
    pen.fillRect(0, 0, 1000, 30);
    pen.setColor(Color.WHITE);
    for (int row = 0; row < 12; row++) {
      pen.fillRect(220, 70 + row * 45, 320, 26);
    }
    pen.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  @BeforeEach
  void aDayAtTheOffice() throws IOException {
    rows = new TestRows(jdbc);
    rows.empty();
    Instant now = Instant.now();
    String picture = documents.put(aScreenshot()).sha256();
    String mail =
        documents.put("Subject: Constat\r\n\r\nBonjour".getBytes(StandardCharsets.UTF_8)).sha256();
    rows.bot("ouverture", "RUNNING", "");
    rows.bot("releve", "RUNNING", "");
    rows.bot("sauvegarde", "STOPPED", "CONFIGURATION : le dépôt de sauvegarde n’est pas réglé.");
    rows.agent("poste-7-4711", "[\"ouverture\", \"releve\"]", now);
    rows.agent("poste-9-311", "[\"ouverture\"]", now.minusSeconds(900));
    rows.claim("D26-027-00123", "S26-027-00045");
    opened =
        rows.aMail("Déclaration D26-027-00123 – constat et ordre de mission")
            .payload("message_id", "<20261120.1@agence027.exemple.tn>")
            .payload("document", mail)
            .claim("D26-027-00123")
            .createdAt(now.minusSeconds(420))
            .ended(
                "DONE",
                "dossier_ouvert",
                "Dossier S26-027-00045 ouvert sur le nœud 027, mission confiée à M. Trabelsi.")
            .details(
                """
                {"numeroDeclaration":"D26-027-00123","numeroDossier":"S26-027-00045","noeud":"027","nature":"MATERIEL",
                 "piecesManquantes":[],"piecesIllisibles":[],"corrections":{"date_accident":["2026-11-12","2026-11-21"],
                 "immatriculation_adverse":["132 TU 4567","123 TU 4567"]},
                 "remarques":["Déclaration faite le huitième jour : au-delà des cinq jours."],"pieces":[]}
                """)
            .add();
    rows.step(
        opened,
        "lire",
        "{\"pieces\":[{\"fichier\":\"scan.pdf#1\",\"type\":\"constat\",\"lisible\":true},{\"fichier\":\"scan.pdf#2\",\"type\":\"om\",\"lisible\":true}]}",
        8421);
    rows.step(opened, "controler", "{\"manquantes\":[],\"illisibles\":[]}", 3);
    rows.step(opened, "corriger", "{\"corrections\":2}", 5210);
    rows.step(opened, "ouvrir", "{\"numeroDossier\":\"S26-027-00045\",\"noeud\":\"027\"}", 12_480);
    rows.step(
        opened, "repondre", "{\"messageId\":\"<repondre.D26-027-00123@flotte.exemple.tn>\"}", 640);
    rows.effect(opened, "ouvrir", "D26-027-00123", true);
    rows.effect(opened, "repondre", "D26-027-00123", true);
    rows.event(opened, "taken", "pris par poste-7-4711");
    rows.event(opened, "finished", "Dossier S26-027-00045 ouvert sur le nœud 027.");
    rows.screenshot(opened, picture);
    rows.screenshot(opened, picture);
    rows.piece(opened, "D26-027-00123", "scan.pdf#1", "constat", picture);
    rows.piece(opened, "D26-027-00123", "scan.pdf#2", "om", picture);
    rows.aMail("RE: D26-027-00123 complément")
        .claim("D26-027-00123")
        .createdAt(now.minusSeconds(300))
        .ended("DONE", "doublon", "Les mêmes papiers sont déjà au dossier.")
        .add();
    rows.aMail("Vol du véhicule 123 TU 4567")
        .payload("expediteur", "agence114@exemple.tn")
        .createdAt(now.minusSeconds(260))
        .ended(
            "REJECTED",
            "regularisation_demandee",
            "Il manque le certificat de police ; l’agence en est avertie.")
        .add();
    rows.aMail("<script>alert('bonjour')</script> URGENT !!!")
        .payload("expediteur", "inconnu@ailleurs.exemple")
        .createdAt(now.minusSeconds(200))
        .ended(
            "REVIEW",
            "quarantaine",
            "Un programme est joint et l’expéditeur n’est pas dans l’annuaire.")
        .add();
    rows.aMail("Absence du bureau")
        .createdAt(now.minusSeconds(180))
        .ended("DONE", "ignore", "Réponse automatique.")
        .add();
    rows.aMail("Rapport d’expertise S26-027-00012")
        .payload("expediteur", "cabinet.expert@exemple.tn")
        .createdAt(now.minusSeconds(150))
        .ended("DONE", "rapport_expertise", "Transmis au robot d’expertise.")
        .add();
    rows.aMail("Constat illisible")
        .createdAt(now.minusSeconds(140))
        .ended("REVIEW", "a_verifier", "La plaque lue (123 TU 4567) contredit PASS (132 TU 4567).")
        .add();
    failed =
        rows.aMail("Déclaration D26-027-00130")
            .createdAt(now.minusSeconds(120))
            .ended(
                "FAILED",
                "echec",
                "Abandonné après 5 essais : PASS ne répond pas à l’écran « recherche » (30 s).")
            .add();
    rows.event(failed, "taken", "pris par poste-7-4711");
    rows.event(
        failed, "failed", "UNAVAILABLE : PASS ne répond pas à l’écran « recherche » (30 s).");
    rows.aMail("Accident du 18 novembre")
        .createdAt(now.minusSeconds(60))
        .heldBy("poste-7-4711")
        .add();
    rows.aMail("Constat à ouvrir").createdAt(now.minusSeconds(20)).add();
    rows.anItem("releve").ended("DONE", "", "").add();
    browser.manage().deleteAllCookies();
  }

  @Test
  void everyPageCanBeReadByEverybody() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    judge(softly, "connexion", "/connexion?erreur");
    logIn("amel");
    judge(softly, "tableau", "/");
    judge(softly, "courrier", "/courrier");
    judge(softly, "elements", "/elements");
    judge(softly, "element", "/elements/" + opened);
    judge(softly, "element-echec", "/elements/" + failed + "/confirmation?action=cloture");
    judge(softly, "vide", "/elements?q=introuvable");
    judge(softly, "erreur-404", "/nulle-part");
    judge(softly, "tableau-en", "/?lang=en");
    browser.get(at("/?lang=fr").toString());
    softly.assertAll();
  }

  @Test
  void aPersonLogsInFindsTheFailedItemAndQueuesItAgain() {
    see(OFFICE, "light");
    logIn("ezzedine");
    assertThat(find("#etat").getText()).contains("à régler");

    find("#n-ouverture-FAILED").click();
    find("#element-" + failed).click();
    find("#reprendre").click();
    find("#confirmer").click();

    await(driver -> driver.findElement(By.className("alert-success")).isDisplayed());
    assertThat(find(".alert-success").getText()).contains("est remis en file");
    assertThat(find("#fiche").getText()).contains("En attente", "ezzedine");
  }

  @Test
  void figuresRefreshThemselvesAndNothingIsRefusedByTheContentPolicy() {
    browser.manage().logs().get(LogType.BROWSER).getAll();
    see(OFFICE, "light");
    logIn("olfa");
    assertThat(find("#n-ouverture-REVIEW").getText()).isEqualTo("2");

    rows.aMail("encore un").ended("REVIEW", "a_verifier", "doute").add();

    await(driver -> driver.findElement(By.id("n-ouverture-REVIEW")).getText().equals("3"));
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  @Test
  void aScreenshotIsEnlargedAndTheThemeKept() throws IOException {
    see(OFFICE, "light");
    logIn("olfa");
    browser.get(at("/elements/" + opened).toString());
    find("#capture-0").click();
    await(driver -> driver.findElement(By.cssSelector("#agrandi[open] img")).isDisplayed());
    photograph("capture-agrandie");
    find("#agrandi button").click();
    await(driver -> driver.findElements(By.cssSelector("#agrandi[open]")).isEmpty());

    browser.executeScript("window.scrollTo(0, 0)");
    find("#theme").click();
    browser.get(at("/courrier").toString());
    assertThat(find("html").getAttribute("data-bs-theme")).isEqualTo("dark");
    find("#theme").click();
    assertThat(find("html").getAttribute("data-bs-theme")).isEqualTo("light");
  }
}
