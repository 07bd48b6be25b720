package tn.flotte.orchestrator.web;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import tn.flotte.orchestrator.RunningHouse;

/**
 * A person at the screen: a real browser, at the sizes and in the themes people have. Leaves
 * pictures of the pages under {@code target/captures}.
 */
abstract class BrowserHouse extends RunningHouse {
  protected static final Dimension OFFICE = new Dimension(1366, 768);
  protected static final Dimension PHONE = new Dimension(390, 844);
  protected static final Path PICTURES = Path.of("target", "captures");

  private static ChromeDriverService service;
  protected static ChromeDriver browser;
  private static String axe;

  @BeforeAll
  static void startTheBrowser(@TempDir Path profile) throws IOException {
    service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
            .usingAnyFreePort()
            .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--window-size=1500,1200",
            "--user-data-dir=" + profile));
    browser = new ChromeDriver(service, options);
    Files.createDirectories(PICTURES);
    try (InputStream script = BrowserIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void endTheBrowser() {
    browser.quit();
    service.stop();
  }

  protected static <T> T await(Function<WebDriver, T> condition) {
    return new WebDriverWait(browser, Duration.ofSeconds(30), Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class)
        .until(condition);
  }

  protected static WebElement find(String selector) {
    return await(driver -> driver.findElement(By.cssSelector(selector)));
  }

  protected void logIn(String name) {
    browser.get(at("/connexion").toString());
    find("#nom").sendKeys(name);
    find("#mot-de-passe").sendKeys(name + "-passe");
    find("#entrer").click();
    find("#etat");
  }

  protected static void see(Dimension size, String theme) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", size.width, "height", size.height, "deviceScaleFactor", 1, "mobile", false));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", theme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  protected static void photograph(String name) throws IOException {
    Map<String, Object> picture =
        browser.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    Files.write(
        PICTURES.resolve(name + ".png"),
        Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
  }

  /** What axe finds serious or critical, in a line each. */
  protected static List<String> complaints() {
    browser.executeScript(axe);
    Object found =
        browser.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations
              .filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)
                + ' ' + (n.any[0] ? n.any[0].message : '')).join(' | '))));
            """);
    return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
  }

  protected static boolean scrollsSideways() {
    return Boolean.TRUE.equals(
        browser.executeScript(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
  }

  protected void judge(SoftAssertions softly, String name, String path) throws IOException {
    for (Dimension size : List.of(OFFICE, PHONE)) {
      for (String theme : List.of("light", "dark")) {
        see(size, theme);
        browser.get(at(path).toString());
        find("main");
        photograph(name + "-" + size.width + "-" + theme);
        softly.assertThat(complaints()).as("axe on %s, %s, %s", path, size, theme).isEmpty();
        softly.assertThat(scrollsSideways()).as("%s scrolls sideways at %s", path, size).isFalse();
      }
    }
    see(OFFICE, "light");
  }
}
