package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes that die in every way: each costs its own piece, and nothing else. */
class WorkerIT {
  private static final Launch FRAIL = Launch.of(FrailWorker.class);

  private Ocr ocr;

  @BeforeEach
  void start() {
    ocr = new Ocr(settings(Duration.ofSeconds(60)), FRAIL);
  }

  @AfterEach
  void stop() {
    ocr.close();
  }

  private static OcrSettings settings(Duration delaiFichier) {
    return settings(delaiFichier, 1);
  }

  private static OcrSettings settings(Duration delaiFichier, int threads) {
    OcrSettings d = OcrSettings.defaults();
    return new OcrSettings(
        d.tessdata(),
        d.langues(),
        d.maxOctets(),
        d.maxPages(),
        d.maxPixels(),
        threads,
        null,
        delaiFichier,
        Duration.ofMillis(1));
  }

  private List<String> order(String fichier, String order) {
    return ocr.read(fichier, order.getBytes(StandardCharsets.UTF_8)).stream()
        .map(piece -> String.valueOf(piece.motifIllisible()))
        .toList();
  }

  private String order(String order) {
    assertThat(order("une-page", order)).hasSize(1);
    return order("une-page", order).getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SEGFAULT", "ABORT", "EXIT", "KILL", "THROW", "HEAP", "NATIVE", "GARBAGE"})
  void aDeathCostsItsPieceAndTheNextFileIsRead(String death) {
    assertThat(order("une-page", death))
        .singleElement()
        .asString()
        .startsWith("la lecture de ce fichier a échoué");
    assertThat(order("LIRE")).startsWith("lu par ");
  }

  @Test
  void aDeathCostsOneFileOfALotOnePage() {
    assertThat(order("trois-pages", "KILL"))
        .satisfiesExactly(
            un -> assertThat(un).startsWith("lu par "),
            deux -> assertThat(deux).startsWith("la lecture de ce fichier a échoué"),
            trois -> assertThat(trois).startsWith("lu par "));
  }

  @Test
  void aPageThatIsUnluckyOnceIsReadByAFreshWorker(@TempDir Path dir) throws IOException {
    Path mark = Files.createFile(dir.resolve("vivant"));
    String first = order("LIRE");
    assertThat(order("une-page", "ONCE " + mark))
        .singleElement()
        .asString()
        .startsWith("lu par ")
        .isNotEqualTo(first);
  }

  @Test
  void aFileThatNeverEndsIsEnded() {
    ocr.close();
    ocr = new Ocr(settings(Duration.ofMillis(500)), FRAIL);
    assertThat(order("trois-pages", "LOOP"))
        .satisfiesExactly(
            un -> assertThat(un).startsWith("lu par "),
            deux -> assertThat(deux).contains("durait trop longtemps"));
  }

  @Test
  void aPageThatTakesTooLongToOpenCostsNoOther() {
    assertThat(order("trois-pages", "SLOW"))
        .satisfiesExactly(
            un -> assertThat(un).startsWith("lu par "),
            deux -> assertThat(deux).startsWith("contenu démesuré"),
            trois -> assertThat(trois).startsWith("lu par "));
  }

  @Test
  void whatLibrariesPrintIsNoAnswer() {
    assertThat(order("PRINT")).startsWith("lu par ");
  }

  @Test
  void aTiredWorkerIsReplacedAndAFitOneIsKept() {
    String first = order("LIRE");
    assertThat(order("LIRE")).isEqualTo(first);
    String last = order("une-page", "TIRED").getFirst();
    assertThat(last).isEqualTo(first);
    assertThat(order("LIRE")).isNotEqualTo(first);
  }

  @Test
  void aWorkerKilledBetweenTwoFilesIsNotMissed() {
    String first = order("LIRE");
    long pid = Long.parseLong(first.replaceAll("\\D", ""));
    ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
    worker.destroyForcibly();
    assertThat(order("LIRE")).startsWith("lu par ").isNotEqualTo(first);
  }

  @Test
  void allReadersStartBeforeTheyAreNeeded() {
    ocr.close();
    ocr = new Ocr(settings(Duration.ofSeconds(60), 3), FRAIL);
    await().atMost(Duration.ofSeconds(60)).until(() -> readers() == 3);
  }

  @Test
  void aReaderThatDiedIsReplacedBeforeTheNextFile() {
    order("une-page", "TIRED");
    await().atMost(Duration.ofSeconds(60)).until(() -> readers() == 1);
    long fresh =
        ProcessHandle.current()
            .children()
            .filter(ProcessHandle::isAlive)
            .findFirst()
            .orElseThrow()
            .pid();
    assertThat(order("LIRE")).isEqualTo("lu par " + fresh);
  }

  private static long readers() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }

  /** Where the machine allows it; where it does not, the log says so at the start. */
  @Test
  void aWorkerReachesNoNetwork() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String expected = FRAIL.isCutOff() ? "injoignable" : "joint";
      assertThat(order("une-page", "CALL " + server.getLocalPort()).getFirst())
          .startsWith(expected);
    }
  }

  @Test
  void aWorkerIsToldNoSecret() {
    String known = order("ENVIRONMENT").replaceFirst(" par .*", "");
    assertThat(known.split(","))
        .contains("OMP_THREAD_LIMIT")
        .isSubsetOf(
            "OMP_THREAD_LIMIT",
            "MALLOC_ARENA_MAX",
            "PATH",
            "HOME",
            "TMPDIR",
            "LANG",
            "LC_ALL",
            "PWD",
            "OLDPWD",
            "SHLVL",
            "_");
  }

  @Test
  void aWorkerEndsWithItsParentThoughItIsBusy() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AbandonedOcr.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ProcessHandle worker;
    try (BufferedReader out = parent.inputReader()) {
      worker = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      assertThat(worker.isAlive()).isTrue();
    } finally {
      parent.destroyForcibly();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> !worker.isAlive());
  }

  @Test
  void anInterruptedCallerTakesNoWorkerWithIt() throws Exception {
    Thread caller =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  try {
                    order("une-page", "LOOP");
                  } catch (RuntimeException e) {
                    // What is told to an interrupted caller is not the matter here.
                  }
                });
    caller.start();
    caller.interrupt();
    caller.join();
    CompletableFuture<String> next = CompletableFuture.supplyAsync(() -> order("LIRE"));
    assertThat(next.get()).startsWith("lu par ");
  }
}
