package tn.flotte.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver with real processes; small programs of the same names take the parts' places. */
class DemoIT {
  private static final List<String> PARTS = List.of("docker/pass", "docker/boite", "orchestrator");

  @TempDir private Path root;
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

  @BeforeEach
  void buildARepositoryOfFakes() throws IOException {
    Path classes = Path.of("target/test-classes");
    for (String part : PARTS) {
      Path target = Files.createDirectories(root.resolve(part).resolve("target"));
      Files.createDirectories(target.resolve("lib"));
      jar(classes, target.resolve("flotte-part-0.1.0-SNAPSHOT.jar"));
    }
    Files.createDirectories(root.resolve("schedules"));
    Path samples = Files.createDirectories(root.resolve("docker/demo/samples"));
    Files.writeString(samples.resolve("01.eml"), "Message-ID: <a@x>\r\n\r\nOne\r\n");
    Files.writeString(samples.resolve("02.eml"), "Message-ID: <b@x>\r\n\r\n.Two\r\n");
    Files.writeString(samples.resolve("pass.json"), "{\"preouvertures\":[],\"dossiers\":[]}");
  }

  @Test
  void writesTheResultsAndEndsByItselfWithNoProcessLeft(@TempDir Path out) throws IOException {
    outcomes(
        "[{\"id\":1,\"statut\":\"DONE\",\"message_id\":\"<a@x>\",\"issue\":\"ignore\"},"
            + "{\"id\":2,\"statut\":\"REVIEW\",\"message_id\":\"<b@x>\",\"issue\":\"a_verifier\"}]");

    int code = demo("--check", "--out", out.toString());

    assertThat(screen()).contains("2 reçus = 1 à vérifier + 1 ignoré", "VÉRIFICATION RÉUSSIE");
    assertThat(code).isZero();
    assertThat(Files.readString(out.resolve("resultats.json")))
        .contains("\"message_id\" : \"<a@x>\"", "\"duree_ms\" : null", "\"fichier\" : \"01.eml\"")
        .doesNotContain("statut");
    assertThat(Files.readString(out.resolve("pass.json"))).contains("dossiers");
    assertThat(out.resolve("courriels"))
        .isDirectoryContaining("glob:**/0001-agence@agents.example.eml");
    assertNothingIsLeft();
    assertThat(data()).doesNotExist();
  }

  @Test
  void failsWhenAMailIsCountedTwice() throws IOException {
    outcomes(
        "[{\"message_id\":\"<a@x>\",\"issue\":\"ignore\"},"
            + "{\"message_id\":\"<a@x>\",\"issue\":\"ignore\"},"
            + "{\"message_id\":\"<b@x>\",\"issue\":\"ignore\"}]");

    assertThat(demo("--check")).isEqualTo(1);
    assertThat(screen()).contains("ERREUR : compté 2 fois : 01.eml", "VÉRIFICATION MANQUÉE");
    assertNothingIsLeft();
    DataDirectory.deleteTree(data());
  }

  @Test
  void leavesNoProcessWhenAPartDiesAtItsStart() throws IOException {
    int code = demo("--check");

    assertThat(code).isEqualTo(3);
    assertThat(screen())
        .contains(
            "« orchestrateur » s'est arrêté (code 7)",
            "La base de données est introuvable.",
            "journaux/orchestrateur.log");
    assertNothingIsLeft();
    DataDirectory.deleteTree(data());
  }

  @Test
  void endsEveryProcessWhenItIsTerminated() throws Exception {
    outcomes("[]");
    Path data = root.resolve("donnees");
    Path log = root.resolve("demo.log");
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName(),
                "--depot",
                root.toString(),
                "--donnees",
                data.toString(),
                "--port",
                "0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.readString(log).contains("Déposé : 02.eml"));
      assertThat(Supervisor.marked(data.toRealPath())).isNotEmpty();
    } finally {
      demo.destroy();
      demo.waitFor();
    }

    assertThat(Files.readString(log)).contains("Mot de passe", "Tout est arrêté.");
    assertThat(Supervisor.marked(data.toRealPath())).isEmpty();
  }

  @Test
  void endsEveryProcessEvenWhenItIsKilled() throws Exception {
    outcomes("[]");
    Path data = root.resolve("donnees");
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName(),
                "--depot",
                root.toString(),
                "--donnees",
                data.toString(),
                "--port",
                "0")
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("demo.log").toFile())
            .start();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Files.readString(root.resolve("demo.log")).contains("Déposé : 02.eml"));
    demo.destroyForcibly().waitFor();

    // The parts are ended by the kernel; what they had started, by the next demonstration.
    new Supervisor(data.toRealPath(), data.resolve("journaux")).endLeftovers();
    assertThat(Supervisor.marked(data.toRealPath())).isEmpty();
  }

  @Test
  void letsTheOtherOrchestratorsWorkOnTheFirstOnesDatabaseBrokerAndData() throws IOException {
    outcomes(
        "[{\"message_id\":\"<a@x>\",\"issue\":\"ignore\"},"
            + "{\"message_id\":\"<b@x>\",\"issue\":\"ignore\"}]");

    assertThat(demo("--check", "--orchestrators", "3")).as(screen()).isZero();

    assertThat(screen()).contains("orchestrateur-2", "orchestrateur-3");
    List<Properties> told = toldToOrchestrators();
    assertThat(told).hasSize(3);
    for (String shared :
        List.of("FLOTTE_DONNEES", "FLOTTE_SECURITE_JETON", "FLOTTE_SECURITE_MOTDEPASSEADMIN")) {
      assertThat(told.stream().map(one -> one.getProperty(shared)).distinct()).hasSize(1);
    }
    Properties first =
        told.stream().filter(one -> !one.containsKey("FLOTTE_DB_URL")).findFirst().orElseThrow();
    told.remove(first);
    assertThat(told)
        .allSatisfy(
            other -> {
              assertThat(other.getProperty("FLOTTE_BROKER_URL"))
                  .isEqualTo(first.getProperty("FLOTTE_BROKER_EMBARQUE_ACCUEIL"));
              assertThat(other.getProperty("FLOTTE_DB_URL"))
                  .contains(":" + first.getProperty("FLOTTE_DB_EMBARQUEPORT") + "/");
            });
    assertThat(told.stream().map(one -> one.getProperty("FLOTTE_PASS_PROFILS")).distinct())
        .hasSize(2);
    assertNothingIsLeft();
  }

  private List<Properties> toldToOrchestrators() throws IOException {
    List<Properties> told = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(root.resolve("schedules"), "*.env")) {
      for (Path file : files) {
        Properties one = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
          one.load(reader);
        }
        told.add(one);
      }
    }
    return told;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--check --fresh",
        "--check --port 8080",
        "--donnees /etc",
        "--donnees /dev/null",
        "--agents 2",
        "--ordre 1",
        "--check --ordre un",
        "--orchestrators 2",
        "--nonsense",
        "--check --agents 0",
        "--check --agents deux",
        "--check --agents",
        "--check --orchestrators 5",
        "--check --mails /nope",
        "--check --pass-data /nope",
        "--port 70000"
      })
  void refusesWhatItCannotDoBeforeItStartsAnything(String options) {
    assertThat(demo(options.split(" "))).isEqualTo(2);
    assertThat(screen())
        .isNotBlank()
        .doesNotContain("données dans")
        .doesNotContainIgnoringCase("option:", "invalid", "missing", "unknown");
  }

  @Test
  void theLauncherKnowsTheOptionsOfTheDemonstration() throws IOException {
    String launcher = Files.readString(Path.of("../../flotte"));
    Matcher lists = Pattern.compile("readonly DEMO_(?:FLAGS|VALUES)='([^']*)'").matcher(launcher);

    assertThat(lists.results().flatMap(list -> Stream.of(list.group(1).split(" "))))
        .containsExactlyInAnyOrderElementsOf(
            Demo.commandLine(new Screen(System.out), System.err)
                .getCommandSpec()
                .optionsMap()
                .keySet());
  }

  @Test
  void cleansUpACheckThatIsInterrupted() throws Exception {
    outcomes("[]");
    Path log = root.resolve("check.log");
    Process check =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName(),
                "--depot",
                root.toString(),
                "--check")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.readString(log).contains("Déposé : 02.eml"));
    } finally {
      check.destroy();
      check.waitFor();
    }
    seen.write(Files.readAllBytes(log));

    assertThat(screen()).contains("Tout est arrêté.").doesNotContain("restent dans", "ERREUR");
    assertNothingIsLeft();
    assertThat(data()).doesNotExist();
  }

  private int demo(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--depot", root.toString()));
    all.addAll(List.of(arguments));
    Screen screen = new Screen(new PrintStream(seen, true, UTF_8));
    return Demo.commandLine(screen, new PrintStream(seen, true, UTF_8))
        .execute(all.toArray(String[]::new));
  }

  private void outcomes(String json) throws IOException {
    Files.writeString(root.resolve("schedules/mails.json"), json);
  }

  private String screen() {
    return seen.toString(UTF_8);
  }

  private Path data() {
    Matcher place = Pattern.compile("données dans (\\S+)").matcher(screen());
    assertThat(place.find()).isTrue();
    return Path.of(place.group(1));
  }

  private void assertNothingIsLeft() {
    assertThat(Supervisor.marked(data())).isEmpty();
  }

  private static void jar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> found = Files.walk(classes.resolve("tn"))) {
      for (Path entry : found.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
        Files.copy(entry, out);
        out.closeEntry();
      }
    }
  }
}
