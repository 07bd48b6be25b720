package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.TestRows;

/** The cell at its desk: basket, review desk, keyboard only, drafts and locks. */
class DeskBrowserIT extends BrowserHouse {
  @Autowired private Documents documents;
  private TestRows rows;
  private long item;
  private String papers = "[]";

  @BeforeEach
  void somethingWaits() throws IOException {
    rows = new TestRows(jdbc);
    rows.empty();
    rows.claim("D26-027-00123", "");
    item =
        rows.aMail("Déclaration D26-027-00123 – constat")
            .claim("D26-027-00123")
            .details("{\"reperes\":{\"agence\":\"027\"}}")
            .ended(
                "REVIEW",
                "a_verifier",
                "Immatriculation de l’assuré : PASS « 131 TU 6238 », pièce « 123 TU 4567 ».")
            .add();
    papers =
        """
        [{"sha256":"SCAN","fichier":"scan.png","type":"constat","vue":{"sha256":"SCAN","largeur":1000,"hauteur":1400,
          "zones":{"a_vehicule_immatriculation":[0.1,0.3,0.45,0.3,0.45,0.34,0.1,0.34],"date_accident":[0.1,0.1,0.4,0.1,0.4,0.14,0.1,0.14]}}},
         {"sha256":"SCAN","fichier":"om <i>.pdf","type":"om","motifIllisible":"floue"}]
        """
            .replace("SCAN", documents.put(aScan()).sha256());
    rows.question(item, papers);
    rows.step(item, "rejoindre", "{}", 5);
    long opened =
        rows.aMail("Déclaration D26-031-00007").ended("DONE", "dossier_ouvert", "Ouvert.").add();
    rows.task(opened, "mission", "Mission à enregistrer par la cellule : numéro non lu.");
    rows.aMail("Déclaration D26-027-00130")
        .ended("FAILED", "echec", "Abandonné après 5 essais : PASS ne répond pas.")
        .add();
    browser.manage().deleteAllCookies();
  }

  private static byte[] aScan() throws IOException {
    BufferedImage image = new BufferedImage(1000, 1400, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 1000, 1400);
    pen.setColor(Color.DARK_GRAY);
    pen.setFont(new Font(Font.SERIF, Font.PLAIN, 30));
    pen.drawString("constat amiable d'accident", 300, 60);
    pen.drawString("date de l'accident : 12/11/2026", 100, 180);
    pen.drawString("n° d'immatriculation : 123 TU 4567", 100, 460);
    pen.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  private String status() {
    return jdbc.sql("select status from work_item where id = :id")
        .param("id", item)
        .query(String.class)
        .single();
  }

  /** The same fields stand on the page before; only then may they be used. */
  private static void take() {
    find("#prendre").click();
    find("#rendre");
  }

  private static void press(CharSequence... keys) {
    browser.switchTo().activeElement().sendKeys(keys);
  }

  @Test
  void everyPageOfTheDeskCanBeReadByEverybody() throws IOException {
    SoftAssertions softly = new SoftAssertions();
    logIn("olfa");
    judge(softly, "corbeille", "/corbeille");
    judge(softly, "corbeille-vide", "/corbeille?agence=999");
    judge(softly, "poste-libre", "/poste/" + item);
    browser.get(at("/poste/" + item).toString());
    take();
    judge(softly, "poste", "/poste/" + item);
    judge(softly, "dossier", "/dossiers/D26-027-00123");
    judge(softly, "recherche", "/recherche?q=rien");
    softly.assertAll();
  }

  @Test
  void theKeyboardAloneSettlesAnItem() {
    browser.manage().logs().get(LogType.BROWSER).getAll();
    see(OFFICE, "light");
    logIn("olfa");
    browser.get(at("/corbeille").toString());
    find("a[href='/poste/" + item + "']").sendKeys(Keys.ENTER);
    await(driver -> driver.switchTo().activeElement().getAttribute("id").equals("prendre"));
    press(Keys.ENTER);
    find("#rendre");

    WebElement read = find("#immatriculation_assure-lu0");
    await(driver -> driver.switchTo().activeElement().equals(find("#immatriculation_assure-pass")));
    press(Keys.ARROW_DOWN);
    assertThat(read.isSelected()).isTrue();
    press(Keys.ENTER);

    await(driver -> driver.findElement(By.className("alert-success")).isDisplayed());
    assertThat(find(".alert-success").getText()).contains("reprend");
    assertThat(status()).isEqualTo("NEW");
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  @Test
  void severalSignsAreShownWithLinksAndThePersonLetsTheRobotGoOn() throws IOException {
    rows.claim("D26-027-00090", "S26-027-00012");
    rows.claim("D26-027-00091", "");
    rows.signs(item, papers);
    jdbc.sql("update work_item set reason = :reason, details = :details::jsonb where id = :id")
        .param(
            "reason",
            "À regarder avant d'ouvrir : contrat récent, véhicule adverse déjà vu, pièce déjà vue (11 points, seuil 6, règles version 4).")
        .param(
            "details",
            """
            {"reperes":{"agence":"027"},
             "remarques":["Signe relevé (3 points, seuil 6) : Contrat à effet du 09/11/2026, 3 jours avant l'accident."]}
            """)
        .param("id", item)
        .update();
    logIn("olfa");
    SoftAssertions softly = new SoftAssertions();
    judge(softly, "corbeille-signes", "/corbeille?cause=signes");
    browser.get(at("/poste/" + item).toString());
    take();
    judge(softly, "poste-signes", "/poste/" + item);
    judge(softly, "dossier-signes", "/dossiers/D26-027-00123");
    softly.assertAll();
    assertThat(find(".remarques").getText()).contains("Signe relevé (3 points, seuil 6)");

    browser.get(at("/poste/" + item).toString());
    assertThat(find(".doutes").getText()).contains("S26-027-00012", "3 jours avant");
    assertThat(find("#resume-signes").getText())
        .contains("11 points", "seuil 6", "règles version 4");
    assertThat(find(".renvois a").getAttribute("href")).endsWith("/dossiers/D26-027-00091");
    find("#continuer").click();
    await(driver -> driver.findElement(By.className("alert-success")).isDisplayed());
    assertThat(status()).isEqualTo("NEW");
    assertThat(
            jdbc.sql(
                    "select result ->> 'admis' from step where item_id = :id and name = 'décision 1'")
                .param("id", item)
                .query(String.class)
                .single())
        .contains("3 jours avant l'accident", "98 TU 7654", "S26-027-00012");
  }

  @Test
  void thePaperShowsTheFieldThatIsWorkedOn() throws IOException {
    see(OFFICE, "light");
    logIn("olfa");
    browser.get(at("/poste/" + item).toString());
    take();
    await(
        driver ->
            find(".zone.allumee").getAttribute("data-champ").equals("a_vehicule_immatriculation"));
    find("#date_accident-pass").click();
    await(driver -> find(".zone.allumee").getAttribute("data-champ").equals("date_accident"));
    photograph("poste-zone");

    find("[data-feuille][data-fichier='om <i>.pdf']").click();
    assertThat(find("#feuille-0").isDisplayed()).isFalse();
    assertThat(find("#feuille-1").getText()).contains("floue", "om <i>.pdf");
    find("[data-feuille][data-fichier='scan.png']").click();
    int before = find("#feuille-0 svg[data-largeur]").getSize().width;
    find("#vue-plus").click();
    assertThat(find("#feuille-0 svg[data-largeur]").getSize().width).isGreaterThan(before);
    find("#vue-tourner").click();
    assertThat(find("#feuille-0 svg[data-largeur]").getDomAttribute("viewBox"))
        .isEqualTo("0 0 1400 1000");
    assertThat(find("#feuille-0 image").getDomAttribute("href")).contains("/documents/");
  }

  @Test
  void typingAValueChoosesItAndTheDraftSurvivesTheBrowser() {
    see(OFFICE, "light");
    logIn("olfa");
    browser.get(at("/poste/" + item).toString());
    take();
    find("#immatriculation_assure-valeur").sendKeys("124 TU 4567");
    assertThat(find("#immatriculation_assure-autre").isSelected()).isTrue();
    await(driver -> find("#brouillon").getText().contains("Brouillon gardé"));

    browser.manage().deleteAllCookies();
    logIn("olfa");
    browser.get(at("/poste/" + item).toString());
    assertThat(find("#immatriculation_assure-valeur").getAttribute("value"))
        .isEqualTo("124 TU 4567");
    find("#continuer").click();
    await(driver -> driver.findElement(By.className("alert-success")).isDisplayed());
    assertThat(jdbc.sql("select value from settled_field").query(String.class).single())
        .isEqualTo("124 TU 4567");
  }

  @Test
  void theSenderIsAskedWithAReadyLetter() {
    see(OFFICE, "light");
    logIn("olfa");
    browser.get(at("/poste/" + item).toString());
    take();
    find("#volet-demander summary").click();
    assertThat(find("#sujet").getAttribute("value")).contains("pièces à compléter");
    find("#texte").sendKeys(" le certificat de police.");
    find("#demander").click();

    await(driver -> driver.findElement(By.className("alert-success")).isDisplayed());
    assertThat(
            jdbc.sql("select result -> 'lettre' ->> 'texte' from step where name = 'décision 1'")
                .query(String.class)
                .single())
        .contains("le certificat de police.");
  }
}
