package tn.flotte.pass;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless browser used as a person uses one: sees labels, types, clicks, answers questions. */
final class Browser implements AutoCloseable {

  private final ChromeDriverService service =
      new ChromeDriverService.Builder()
          .usingDriverExecutable(new File("/usr/bin/chromedriver"))
          .usingAnyFreePort()
          .build();
  private final ChromeDriver driver;
  private final String address;
  private boolean killed;

  Browser(String address, Path profile) {
    this.address = address;
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
            "--window-size=1150,800",
            "--user-data-dir=" + profile));
    options.setUnhandledPromptBehaviour(org.openqa.selenium.UnexpectedAlertBehaviour.IGNORE);
    driver = new ChromeDriver(service, options);
  }

  ChromeDriver driver() {
    return driver;
  }

  <T> T await(Function<WebDriver, T> condition) {
    return new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class)
        .ignoring(UnhandledAlertException.class)
        .until(condition);
  }

  void login(String compte, String password) {
    driver.get(address + "/connexion.do");
    awaitVeil();
    type("COMPTE", compte);
    type("MOT DE PASSE", password);
    click("CONNEXION");
    await(ExpectedConditions.numberOfElementsToBe(By.tagName("frame"), 3));
  }

  void menu(String entry) {
    driver.switchTo().defaultContent();
    await(ExpectedConditions.frameToBeAvailableAndSwitchToIt("menu"));
    await(ExpectedConditions.elementToBeClickable(By.linkText(entry))).click();
    work();
  }

  private void work() {
    driver.switchTo().defaultContent();
    await(ExpectedConditions.frameToBeAvailableAndSwitchToIt("travail"));
  }

  void awaitTitle(String title) {
    await(
        ignored -> {
          work();
          return driver.findElements(By.className("titre")).stream()
              .anyMatch(cell -> cell.getText().equals(title));
        });
    awaitVeil();
  }

  void awaitText(String text) {
    await(ignored -> text().contains(text));
    awaitVeil();
  }

  void awaitVeil() {
    await(ExpectedConditions.invisibilityOfElementLocated(By.className("voile")));
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** The control in the cell right of its label. */
  WebElement control(String label) {
    return await(
        ExpectedConditions.presenceOfElementLocated(
            By.xpath(
                "//td[@class='lib' and translate(normalize-space(translate(., '\u00a0:', '  ')),"
                    + " '\u00a0', ' ')=\""
                    + label
                    + "\"]/following-sibling::td[1]//*[self::input or self::select or"
                    + " self::textarea]")));
  }

  void type(String label, String value) {
    WebElement control = control(label);
    control.clear();
    control.sendKeys(value);
  }

  void choose(String label, String value) {
    new Select(control(label)).selectByValue(value);
  }

  void click(String button) {
    await(
            ExpectedConditions.elementToBeClickable(
                By.xpath("//input[@type='button' and @value=\"" + button + "\"]")))
        .click();
  }

  void link(String text) {
    await(ExpectedConditions.elementToBeClickable(By.linkText(text))).click();
  }

  void accept() {
    await(ExpectedConditions.alertIsPresent()).accept();
  }

  /** Ends the browser at once, as a machine that dies would. */
  void kill(Path profile) {
    ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().arguments().stream()
                    .flatMap(java.util.Arrays::stream)
                    .anyMatch(argument -> argument.equals("--user-data-dir=" + profile)))
        .forEach(ProcessHandle::destroyForcibly);
    killed = true;
  }

  @Override
  public void close() {
    try {
      if (!killed) {
        driver.quit();
      }
    } finally {
      service.stop();
    }
  }
}
