package tn.flotte.connectors.pass.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.CommandInfo;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.Response;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.HttpClient;
import org.openqa.selenium.remote.http.HttpMethod;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * One headless Chromium with its driver, both ours alone: in a process group of their own, with a
 * profile directory that every one of their command lines names, so that what a killed process left
 * behind can be told from everybody else's browsers.
 */
public final class Navigateur implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Navigateur.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(10);
  // No script runs longer than a slice of this; one that went away with its window is noticed by
  // it.
  private static final Duration SCRIPT = Duration.ofMillis(1500);
  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
  private static final String CDP = "executeCdpCommand";
  private static final String TEMPORAIRE = "flotte-pass-";
  private static final String LIEN = "tmp";
  private static final int MAXIMUM_HEAP_MIB = 64;

  private final Path profil;
  private final Process pilote;
  private final RemoteWebDriver driver;

  private Navigateur(Path profil, Process pilote, RemoteWebDriver driver) {
    this.profil = profil;
    this.pilote = pilote;
    this.driver = driver;
  }

  /**
   * Starts a browser in this profile directory, after ending whatever still runs in it.
   *
   * @param delai longest time a single command may take
   */
  public static Navigateur demarrer(Path chromium, Path chromedriver, Path profil, Duration delai) {
    Path absolu = profil.toAbsolutePath().normalize();
    achever(absolu);
    Path temporaire;
    try {
      effacer(absolu);
      Files.createDirectories(absolu);
      // What the browser writes for itself goes with the profile. Its sockets need a short path, so
      // it lies elsewhere.
      temporaire = Files.createTempDirectory(TEMPORAIRE);
      Files.createSymbolicLink(absolu.resolve(LIEN), temporaire);
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "The browser's profile directory " + absolu + " can't be made anew.",
          e);
    }
    Process pilote = null;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              "setsid",
              chromedriver.toString(),
              "--port=0",
              "--log-path=" + absolu.resolve("chromedriver.log"));
      builder.environment().put("TMPDIR", temporaire.toString());
      builder.redirectErrorStream(true);
      pilote = builder.start();
      int port = port(pilote);
      MutableCapabilities capabilities = new MutableCapabilities();
      capabilities.setCapability("browserName", "chrome");
      // The connector waits for screens itself, and answers dialogs itself.
      capabilities.setCapability("pageLoadStrategy", "none");
      capabilities.setCapability("unhandledPromptBehavior", "ignore");
      capabilities.setCapability("timeouts", Map.of("script", SCRIPT.toMillis()));
      capabilities.setCapability(
          "goog:chromeOptions", Map.of("binary", chromium.toString(), "args", arguments(absolu)));
      ClientConfig client =
          ClientConfig.defaultConfig()
              .baseUri(URI.create("http://127.0.0.1:" + port))
              .readTimeout(delai.plus(END).plus(END))
              .connectionTimeout(END);
      HttpCommandExecutor executor =
          new HttpCommandExecutor(
              Map.of(CDP, new CommandInfo("/session/:sessionId/goog/cdp/execute", HttpMethod.POST)),
              client,
              HttpClient.Factory.createDefault());
      return new Navigateur(absolu, pilote, new RemoteWebDriver(executor, capabilities));
    } catch (IOException | WebDriverException e) {
      if (pilote != null) {
        terminer(pilote);
      }
      achever(absolu);
      throw new ConnectorException(
          FailureKind.UNAVAILABLE,
          "The browser for profile "
              + absolu.getFileName()
              + " did not start; it will be tried again.",
          e);
    }
  }

  RemoteWebDriver driver() {
    return driver;
  }

  /** A picture of what stands in the window, a PNG file, made for speed rather than for size. */
  byte[] photo() {
    try {
      Response answer =
          driver
              .getCommandExecutor()
              .execute(
                  new Command(
                      driver.getSessionId(),
                      CDP,
                      Map.of(
                          "cmd",
                          "Page.captureScreenshot",
                          "params",
                          Map.of("format", "png", "optimizeForSpeed", true))));
      if (answer.getValue() instanceof Map<?, ?> value
          && value.get("data") instanceof String data) {
        return Base64.getDecoder().decode(data);
      }
      throw new WebDriverException("No picture came.");
    } catch (IOException e) {
      throw new WebDriverException(e);
    }
  }

  /** Whether its processes live; a dead browser is replaced, not mended. */
  public boolean vivant() {
    return pilote.isAlive();
  }

  @Override
  public void close() {
    try {
      CompletableFuture.runAsync(driver::quit).get(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.debug(
          "The browser of {} did not close when asked; its processes are ended.",
          profil.getFileName(),
          e);
    }
    terminer(pilote);
    achever(profil);
    try {
      effacer(profil);
    } catch (IOException e) {
      log.debug("The profile {} could not be cleared; the next start clears it.", profil, e);
    }
  }

  private static List<String> arguments(Path profil) {
    return List.of(
        "--headless=new",
        "--no-sandbox",
        "--user-data-dir=" + profil,
        "--window-size=1280,900",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-domain-reliability",
        "--disable-client-side-phishing-detection",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--disable-default-apps",
        "--disable-breakpad",
        "--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication,"
            + "SpareRendererForSitePerProcess,BackForwardCache,IsolateOrigins,site-per-process,"
            + "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI",
        "--metrics-recording-only",
        "--mute-audio",
        // Timers of an unseen page must not be slowed down: screens are awaited with them.
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding",
        "--in-process-gpu",
        "--renderer-process-limit=1",
        // A picture waits for the next frame: nobody watches, so frames come when they are asked
        // for.
        "--disable-frame-rate-limit",
        "--disk-cache-size=1048576",
        "--js-flags=--max-old-space-size=" + MAXIMUM_HEAP_MIB,
        "--password-store=basic",
        "--force-device-scale-factor=1",
        "about:blank");
  }

  private static int port(Process pilote) throws IOException {
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("chromedriver-output")
        .start(
            () -> {
              try (BufferedReader lines = pilote.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  Matcher started = STARTED.matcher(line);
                  if (started.find()) {
                    port.complete(Integer.valueOf(started.group(1)));
                  }
                }
                port.completeExceptionally(
                    new IOException("The driver ended before it was ready."));
              } catch (IOException e) {
                port.completeExceptionally(e);
              }
            });
    try {
      return port.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the driver started.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The driver did not start.", e);
    }
  }

  /** Ends the driver's whole process group. */
  private static void terminer(Process pilote) {
    List<ProcessHandle> all = new ArrayList<>(pilote.descendants().toList());
    all.add(pilote.toHandle());
    try {
      new ProcessBuilder("kill", "-KILL", "--", "-" + pilote.pid())
          .inheritIO()
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(END.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException e) {
      log.debug("The process group {} could not be ended at once.", pilote.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(Navigateur::achever);
  }

  /**
   * Ends the processes whose command line names this profile directory: what a killed agent left.
   * They are found by the directory, not by their parent, because orphans move to init.
   */
  static void achever(Path profil) {
    for (ProcessHandle process : restants(profil)) {
      log.info(
          "Ending process {}, left over in browser profile {}.",
          process.pid(),
          profil.getFileName());
      achever(process);
    }
  }

  static List<ProcessHandle> restants(Path profil) {
    Optional<String> ourselves = ProcessHandle.current().info().user();
    return ProcessHandle.allProcesses()
        .filter(p -> p.pid() != ProcessHandle.current().pid())
        .filter(p -> nomme(p.pid(), profil.toAbsolutePath().normalize()))
        .filter(p -> p.info().user().equals(ourselves))
        .toList();
  }

  private static boolean nomme(long pid, Path profil) {
    try {
      String commandLine =
          Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
      String wanted =
          new String(
              profil.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      return Stream.of(commandLine.split("\0"))
          .filter(
              argument ->
                  argument.startsWith("--user-data-dir=")
                      || argument.startsWith("--log-path=")
                      || argument.startsWith("--database="))
          .map(argument -> argument.substring(argument.indexOf('=') + 1))
          .anyMatch(value -> value.equals(wanted) || value.startsWith(wanted + "/"));
    } catch (IOException | UncheckedIOException e) {
      // It ended meanwhile, or it is not ours to read.
      return false;
    }
  }

  private static void achever(ProcessHandle process) {
    process.destroyForcibly();
    try {
      process.onExit().get(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn(
          "Process {} does not end; a browser in the same profile may not start.", process.pid());
    }
  }

  private static void effacer(Path profil) throws IOException {
    Path lien = profil.resolve(LIEN);
    if (Files.isSymbolicLink(lien)) {
      Path temporaire = Files.readSymbolicLink(lien);
      if (temporaire.getFileName().toString().startsWith(TEMPORAIRE)) {
        effacerTout(temporaire);
      }
    }
    effacerTout(profil);
  }

  private static void effacerTout(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
