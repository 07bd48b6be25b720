package tn.flotte.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import tn.flotte.pass.Entry.Correction;
import tn.flotte.pass.Entry.Lettre;
import tn.flotte.pass.Entry.Mission;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The screens in a real browser, and what a bare client sees. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "pass.jeton=secret",
      "pass.latence=40ms",
      "pass.voile=100ms",
      "pass.journal=target/journal-it.jsonl"
    })
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class PassIT {

  private static final String DECLARATION = "D26-501-00200";
  private static final ZoneId TUNIS = ZoneId.of("Africa/Tunis");

  @LocalServerPort private int port;
  @Autowired private Records records;
  @Autowired private JsonMapper json;
  @TempDir private Path profile;
  private String address = "";

  @BeforeEach
  void knowTheAddress() {
    address = "http://127.0.0.1:" + port;
  }

  @Test
  void aPersonCorrectsValidatesOpensRegistersAndPrints() throws Exception {
    try (Browser browser = new Browser(address, profile)) {
      browser.login("SALMA", "cellule");

      browser.menu("Recherche préouverture");
      browser.awaitTitle("RECHERCHE PREOUVERTURE");
      browser.choose("AGENCE", "501");
      browser.type("IMMATRICULATION", "101tu2000");
      browser.click("RECHERCHER");
      browser.awaitText("1 ENREGISTREMENT(S)");
      browser.link(DECLARATION);

      browser.awaitTitle("PREOUVERTURE SINISTRE");
      browser.click("MODIFIER");
      browser.awaitText("(MODIFICATION)");
      browser.type("DATE ACCIDENT", "02062026");
      browser.type("LIEU ACCIDENT", "Rue d'été, <b>Béja</b> œ");
      browser.type("IMMAT. VEHICULE ADVERSE", "rs4411");
      browser.type("ESTIMATION (DT)", "1250.5");
      browser.choose("CIE ADVERSE", "MAE");
      browser.click("ENREGISTRER");
      browser.awaitText("Enregistrement effectué");
      assertThat(browser.text()).contains("02/06/2026", "Rue d'été, <b>Béja</b> ", "1 250,500");

      browser.click("VALIDER");
      browser.accept();
      browser.awaitText("Préouverture validée");

      browser.click("OUVRIR DOSSIER");
      browser.awaitTitle("OUVERTURE DOSSIER SINISTRE");
      browser.choose("NOEUD", "501");
      browser.type("RESERVE (DT)", "900");
      browser.click("OUVRIR");
      browser.accept();
      browser.awaitText("a été ouvert");
      assertThat(browser.text()).contains("S26-501-00001");

      browser.click("MISSION D'EXPERTISE");
      browser.awaitTitle("MISSION D'EXPERTISE");
      browser.type("N° OM", "004512");
      chooseExpertInTheOtherWindow(browser);
      browser.type("DATE MISSION", "03/06/2026");
      browser.type("LIEU DE VISITE", "Garage central");
      browser.click("ENREGISTRER");
      browser.accept();
      browser.awaitText("Mission 004512 enregistrée");

      browser.click("RETOUR");
      browser.awaitTitle("CONSULTATION DOSSIER SINISTRE");
      browser.link("004512");
      browser.awaitTitle("CONSULTATION MISSION");
      browser.click("COMPLETER MISSION");
      browser.awaitTitle("COMPLETER MISSION");
      browser.choose("GENRE DE RAPPORT", "DEFINITIF");
      browser.type("DATE RAPPORT", "01062026");
      browser.type("REFERENCE RAPPORT", "RE-17/26");
      browser.type("HONORAIRES (DT)", "150.75");
      browser.type("MONTANT DEGATS (DT)", "1920,5");
      browser.choose("EPAVE", "N");
      browser.click("ENREGISTRER");
      browser.accept();
      browser.awaitText("DATE RAPPORT : antérieure à l'accident du 02/06/2026");
      browser.type("DATE RAPPORT", "12062026");
      browser.click("ENREGISTRER");
      browser.accept();
      browser.awaitText("Mission 004512 : rapport RE-17/26 enregistré");
      assertThat(browser.text()).contains("COMPLETEE", "150,750", "1 920,500", "12/06/2026");
      browser.click("COMPLETER MISSION");
      browser.awaitText("Saisie refusée : mission 004512 COMPLETEE");
      browser.click("RETOUR");
      browser.awaitTitle("CONSULTATION DOSSIER SINISTRE");

      browser.click("LETTRES");
      browser.awaitTitle("EDITION LETTRES");
      browser.choose("GENRE DE LETTRE", "IDA");
      browser.click("EDITER");
      browser.accept();
      browser.awaitText("Lettre éditée");
      assertThat(print(browser)).startsWith("%PDF");
    }
    Records.Saved saved = records.saved();
    assertThat(saved.corrections())
        .extracting(Correction::champ, Correction::apres)
        .contains(
            org.assertj.core.groups.Tuple.tuple("date_accident", "2026-06-02"),
            org.assertj.core.groups.Tuple.tuple("immatriculation_adverse", "RS 4411"),
            org.assertj.core.groups.Tuple.tuple("compagnie_adverse", "MAE"))
        .hasSize(5);
    assertThat(saved.missions()).extracting(Mission::expert).containsExactly("X02");
    assertThat(truth().path("missions").path(0).path("statut").asString()).isEqualTo("COMPLETEE");
    JsonNode rapport = truth().path("missions").path(0).path("rapports").path(0);
    assertThat(rapport.path("montant_degats").decimalValue()).isEqualByComparingTo("1920.500");
    assertThat(rapport.path("epave").asBoolean()).isFalse();
    assertThat(saved.lettres()).extracting(Lettre::genre).containsExactly("IDA");
  }

  private static void chooseExpertInTheOtherWindow(Browser browser) {
    var driver = browser.driver();
    String main = driver.getWindowHandle();
    browser.click("...");
    browser.await(ignored -> driver.getWindowHandles().size() == 2);
    String other =
        driver.getWindowHandles().stream()
            .filter(each -> !each.equals(main))
            .findFirst()
            .orElseThrow();
    driver.switchTo().window(other);
    browser.awaitVeil();
    browser.link("X02");
    browser.await(ignored -> driver.getWindowHandles().size() == 1);
    driver.switchTo().window(main);
    browser.awaitTitle("MISSION D'EXPERTISE");
  }

  private static String print(Browser browser) throws IOException, InterruptedException {
    var driver = browser.driver();
    String target =
        Objects.requireNonNull(driver.findElement(By.linkText("Imprimer")).getDomProperty("href"));
    Cookie cookie = Objects.requireNonNull(driver.manage().getCookieNamed(Gate.COOKIE));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(target))
                .header("Cookie", Gate.COOKIE + "=" + cookie.getValue())
                .build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
        .body();
  }

  @Test
  void aNewLoginSendsTheOlderBrowserToTheLoginPage() throws Exception {
    try (Browser browser = new Browser(address, profile)) {
      browser.login("ROBOT01", "robot");
      login("ROBOT01", "robot");

      browser.driver().switchTo().frame("menu");
      browser.link("Recherche dossier");

      browser.driver().switchTo().defaultContent();
      browser.awaitText("Votre session a été fermée : nouvelle connexion sur un autre poste");
      assertThat(browser.driver().getCurrentUrl()).endsWith("/connexion.do");
    }
  }

  @Test
  void aRequestCommitsAlthoughItsBrowserWasKilledAndItsAccountLoggedInAgain() throws Exception {
    records.validate(DECLARATION, "SALMA");
    String cookie;
    try (Browser browser = new Browser(address, profile)) {
      sendAnOpeningThatTakesLong(browser);
      browser.kill(profile);
      fault("{\"latence_ms\": 0}");
      cookie = login("ROBOT01", "robot");
      assertThat(truth().path("dossiers")).isEmpty();
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(truth().path("dossiers")).hasSize(1));

    String page =
        post(
            "/ouverture.do",
            cookie,
            "num=" + DECLARATION + "&cboNat=MATERIEL&cboNoeud=501&txtRes=900%2C000");
    assertThat(page).contains("S26-501-00002");
    assertThat(truth().path("dossiers"))
        .extracting(each -> each.path("numero_declaration").asString())
        .containsExactly(DECLARATION, DECLARATION);
  }

  private void sendAnOpeningThatTakesLong(Browser browser)
      throws IOException, InterruptedException {
    browser.login("ROBOT01", "robot");
    browser.menu("Recherche préouverture");
    browser.awaitTitle("RECHERCHE PREOUVERTURE");
    browser.type("N° DECLARATION", DECLARATION);
    browser.click("RECHERCHER");
    browser.awaitText("1 ENREGISTREMENT(S)");
    browser.link(DECLARATION);
    browser.awaitTitle("PREOUVERTURE SINISTRE");
    browser.click("OUVRIR DOSSIER");
    browser.awaitTitle("OUVERTURE DOSSIER SINISTRE");
    browser.choose("NOEUD", "501");
    browser.type("RESERVE (DT)", "900,000");
    fault("{\"latence_ms\": 6000}");
    long before = truth().path("requetes").asLong();
    browser.click("OUVRIR");
    browser.accept();
    await().until(() -> truth().path("requetes").asLong() > before);
  }

  @Test
  void aLockedRecordTellsWhoHoldsIt() throws Exception {
    String cookie = login("ROBOT01", "robot");
    fault("{\"verrou\": {\"numero\": \"" + DECLARATION + "\", \"compte\": \"SALMA\"}}");
    assertThat(get("/preouvertureMod.do?num=" + DECLARATION, cookie))
        .contains("Dossier verrouillé par SALMA depuis ");
    fault("{\"verrou\": null}");
    assertThat(get("/preouvertureMod.do?num=" + DECLARATION, cookie)).contains("ENREGISTRER");
  }

  @Test
  void listsTenLinesAPageAndTheNextOnRequest() throws Exception {
    String cookie = login("ROBOT01", "robot");
    String first = post("/recherchePre.do", cookie, "txtNom=a&pg=1");
    assertThat(first).contains("Suivant &#62;&#62;");
    assertThat(first.split("preouverture\\.do\\?num=", -1)).hasSize(11);
    assertThat(post("/recherchePre.do", cookie, "txtNom=a&pg=2")).doesNotContain("Suivant");
    assertThat(post("/annuaireExp.do", cookie, "txtNom=modele")).contains("x02@experts.example");
  }

  @Test
  void aReportIsCheckedFieldByFieldAndTakenOnceOnly() throws Exception {
    String dossier = dossierWithAMission("501", "004512", "2026-11-10");
    String cookie = login("ROBOT01", "robot");

    assertThat(get("/missionCompl.do?num=" + dossier + "&rang=1", cookie)).contains("OM PRIS LE");
    assertThat(
            post(
                "/missionCompl.do",
                cookie,
                "num=" + dossier + "&rang=1&txtDtRap=31022026&txtHon=abc&txtMntDeg=-1&txtRefRap="))
        .contains(
            "DATE RAPPORT : date invalide",
            "HONORAIRES (DT) : montant invalide",
            "MONTANT DEGATS (DT) : montant invalide",
            "REFERENCE RAPPORT : zone obligatoire",
            "GENRE DE RAPPORT : valeur inconnue",
            "EPAVE : répondez OUI ou NON");
    assertThat(truth().path("missions").path(0).path("rapports")).isEmpty();

    assertThat(complete(dossier, cookie, "PRELIMINAIRE", "P-1")).contains("rapport P-1 enregistré");
    assertThat(complete(dossier, cookie, "PRELIMINAIRE", "P-2"))
        .contains("Saisie refusée : mission 004512 PRELIMINAIRE, rapport PRELIMINAIRE N° P-1");
    assertThat(complete(dossier, cookie, "DEFINITIF", "D-1")).contains("rapport D-1 enregistré");
    assertThat(complete(dossier, cookie, "DEFINITIF", "D-2"))
        .contains("COMPLETEE, rapport DEFINITIF N° D-1 du 20/11/2026, honoraires 95,500")
        .contains("dégâts 6 200,000, épave OUI, saisi par ROBOT01");
    assertThat(truth().path("missions").path(0).path("rapports"))
        .extracting(each -> each.path("reference").asString())
        .containsExactly("P-1", "D-1");
    assertThat(post("/missionAnn.do", cookie, "num=" + dossier + "&rang=1"))
        .contains("Annulation impossible");
  }

  @Test
  void completingTakesTheDossiersLock() throws Exception {
    String dossier = dossierWithAMission("501", "004512", "2026-11-10");
    String other = login("SALMA", "cellule");
    get("/missionCompl.do?num=" + dossier + "&rang=1", other);
    String cookie = login("ROBOT01", "robot");
    assertThat(get("/missionCompl.do?num=" + dossier + "&rang=1", cookie))
        .contains("Dossier verrouillé par SALMA depuis ");
    assertThat(complete(dossier, cookie, "DEFINITIF", "D-1"))
        .contains("Dossier verrouillé par SALMA depuis ");
    assertThat(complete(dossier, other, "DEFINITIF", "D-1")).contains("rapport D-1 enregistré");
    assertThat(get("/missionCons.do?num=" + dossier + "&rang=2", cookie))
        .contains("Mission inconnue");
  }

  @Test
  void listsWhatIsStillAwaited() throws Exception {
    String first = dossierWithAMission("501", "004512", "2026-11-10");
    String second = dossierWithAMission("502", "004600", "2026-11-11");
    String cookie = login("ROBOT01", "robot");

    assertThat(get("/missionsCours.do", cookie)).contains(first, second, "2 ENREGISTREMENT(S)");
    long days = ChronoUnit.DAYS.between(LocalDate.of(2026, 11, 10), LocalDate.now(TUNIS));
    assertThat(post("/missionsCours.do", cookie, "cboNoeud=501&pg=1"))
        .contains(first, "<td nowrap>10/11/2026</td><td nowrap>" + days + "</td>")
        .doesNotContain(second);
    complete(first, cookie, "DEFINITIF", "D-1");
    assertThat(get("/missionsCours.do", cookie)).contains(second).doesNotContain(first);

    assertThat(get("/dossiersOuverts.do", cookie)).contains(first, second, "03/06/2026");
    assertThat(post("/dossiersOuverts.do", cookie, "cboRap=SANS"))
        .contains(second)
        .doesNotContain(first);
    assertThat(post("/dossiersOuverts.do", cookie, "cboRap=AVEC"))
        .contains(first, "DEFINITIF")
        .doesNotContain(second);
    assertThat(post("/dossiersOuverts.do", cookie, "txtDtMax=02062026"))
        .contains("ACCIDENT JUSQU&#39;AU : date invalide");
    assertThat(post("/dossiersOuverts.do", cookie, "txtDtMax=02%2F06%2F2026"))
        .contains("Aucun enregistrement ne correspond");
  }

  private String dossierWithAMission(String noeud, String om, String date) {
    String dossier =
        records
            .open(DECLARATION, noeud, "MATERIEL", new BigDecimal("900"), false, "SALMA")
            .numeroDossier();
    records.register(dossier, om, "X01", date, "Testour", "SALMA");
    return dossier;
  }

  private String complete(String dossier, String cookie, String genre, String reference)
      throws IOException, InterruptedException {
    return post(
        "/missionCompl.do",
        cookie,
        "num="
            + dossier
            + "&rang=1&cboGenreRap="
            + genre
            + "&txtRefRap="
            + reference
            + "&txtDtRap=20%2F11%2F2026&txtHon=95%2C500&txtMntDeg=6+200%2C000&cboEpave=O");
  }

  @Test
  void theAdministratorsDoorNeedsItsToken() throws Exception {
    for (String path : List.of("/verite", "/panne")) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
      if (path.equals("/panne")) {
        request.POST(HttpRequest.BodyPublishers.ofString("{}"));
      }
      assertThat(send(request).statusCode()).isEqualTo(401);
      assertThat(send(request.header("Authorization", "Bearer wrong")).statusCode()).isEqualTo(401);
    }
    assertThat(
            send(HttpRequest.newBuilder(URI.create(address + "/verite"))
                    .header("Authorization", "Bearer secret"))
                .statusCode())
        .isEqualTo(200);
    assertThat(faultStatus("{\"inconnu\": 1}")).isEqualTo(400);
    assertThat(get("/sante", "")).isEqualTo("OK");
  }

  @Test
  void faultsShowAsThePagesOfALegacySystem() throws Exception {
    String cookie = login("ROBOT01", "robot");
    fault("{\"erreur_taux\": 1}");
    assertThat(get("/menu.do", cookie)).contains("Erreur système PASS", "ORA-");
    fault("{\"erreur_taux\": 0, \"maintenance\": true}");
    assertThat(get("/menu.do", cookie)).contains("PASS est en maintenance");
    fault("{\"maintenance\": false, \"controle_deplace\": true}");
    records.validate(DECLARATION, "SALMA");
    assertThat(get("/ouverture.do?num=" + DECLARATION, cookie))
        .contains("SITE DE RATTACHEMENT", "lstSite")
        .doesNotContain("cboNoeud");
    fault("{\"perte_session\": true}");
    assertThat(get("/menu.do", cookie)).contains("Session perdue");
  }

  @Test
  void controlsOfTheScreensThatWriteHaveNamesOfTheDay() throws Exception {
    String cookie = login("ROBOT01", "robot");
    String page = get("/preouvertureMod.do?num=" + DECLARATION, cookie);
    assertThat(page).containsPattern("name=\"_f[0-9a-f]{4}:txtDtAcc\" id=\"ctl_[0-9a-f]{4}_\\d+\"");
  }

  @Test
  void theAccessLogTellsFormsButNoPassword() throws Exception {
    String cookie = login("ROBOT07", "robot");
    post("/recherchePre.do", cookie, "txtNom=Sa%EFdi&pg=1");

    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(Path.of("target/journal-it.jsonl")))
                    .contains("txtCpt=ROBOT07&txtPwd=***", "txtNom=Sa%EFdi&pg=1")
                    .doesNotContain("txtPwd=robot"));
  }

  @Test
  void formsAreReadAsTheBrowserSendsThem() throws Exception {
    String cookie = login("ROBOT01", "robot");
    assertThat(get("/preouverture.do?num=%3Cscript%3E%E9", cookie))
        .contains("Déclaration inconnue : &#60;script&#62;é");
  }

  /** Logs in without a browser; the answer's redirect is not followed, it carries the cookie. */
  private String login(String compte, String password) throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address + "/connexion.do"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "txtCpt=" + compte + "&txtPwd=" + password))
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return set.substring(0, set.indexOf(';'));
  }

  private String get(String path, String cookie) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address + path)).header("Cookie", cookie)).body();
  }

  private String post(String path, String cookie, String form)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address + path))
            .header("Cookie", cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)))
        .body();
  }

  private void fault(String wish) throws IOException, InterruptedException {
    assertThat(faultStatus(wish)).isEqualTo(200);
  }

  private int faultStatus(String wish) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address + "/panne"))
            .header("X-Admin-Token", "secret")
            .POST(HttpRequest.BodyPublishers.ofString(wish)))
        .statusCode();
  }

  private JsonNode truth() throws IOException, InterruptedException {
    return json.readTree(
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address + "/verite"))
                    .header("X-Admin-Token", "secret")
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }
}
