package tn.flotte.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./flotte bench kills}: done once, though machines die. */
@Command(
    name = "./flotte bench kills",
    usageHelpAutoWidth = true,
    description = {
      "Tue agents et orchestrateur (SIGKILL) pendant qu'ils travaillent, à des instants tirés au sort et à"
          + " chaque bord de chaque effet, puis ne regarde que PASS et les courriels arrivés."
    })
public final class KillsBench implements Callable<Integer> {
  @Option(names = "--nombre", paramLabel = "N", description = "Combien d'arrêts brutaux (50).")
  private int kills = 50;

  @Option(names = "--graine", paramLabel = "N", description = "La graine du tirage au sort (1).")
  private long seed = 1;

  @Option(names = "--agents", paramLabel = "N", description = "Combien d'agents (2).")
  private int agents = 2;

  @Option(
      names = "--latence",
      paramLabel = "MS",
      description = "La latence de PASS en millisecondes (2000).")
  private long latency = 2_000;

  @Option(
      names = "--mails",
      paramLabel = "DIR",
      description =
          "D'autres courriels que les exemples ; attendu.json y dit ce qu'ils produisent.")
  private @Nullable Path mails;

  @Option(
      names = "--pass-data",
      paramLabel = "FICHIER",
      description = "Ce que PASS contient au départ.")
  private @Nullable Path passData;

  @Option(
      names = "--engages",
      description =
          "Ne tue qu'au moment où PASS a engagé un dossier, une mission ou une lettre, ou le serveur de"
              + " courriel une réponse.")
  private boolean atCommits;

  @Option(
      names = "--classes",
      hidden = true,
      description = "Classes mises devant celles des agents.")
  private String extraClasses = "";

  @Option(
      names = "--depot",
      hidden = true,
      description = "La racine du dépôt, donnée par le lanceur.")
  private Path depot = Path.of("");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Cette aide.")
  @SuppressWarnings("UnusedVariable") // picocli itself answers it
  private boolean help;

  private final Screen screen;

  KillsBench(Screen screen) {
    this.screen = screen;
  }

  public static void main(String[] args) {
    Screen screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    System.exit(new CommandLine(new KillsBench(screen)).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Depot repository = new Depot(depot);
    Path directory = mails == null ? repository.samples() : mails;
    List<RawMail> toDeliver = RawMail.of(directory);
    Attendu promised = Attendu.of(directory, toDeliver);
    Path seedFile = passData == null ? repository.samples().resolve("pass.json") : passData;
    Path temporary = Files.createTempDirectory("flotte-kills-");
    boolean right = false;
    try (DataDirectory data = DataDirectory.open(temporary, false)) {
      right =
          new Stage(repository, screen)
              .with(
                  data,
                  0,
                  (fleet, supervisor) -> run(fleet, supervisor, seedFile, toDeliver, promised));
    } catch (DemoException e) {
      screen.say(String.valueOf(e.getMessage()));
    } finally {
      if (right) {
        DataDirectory.deleteTree(temporary);
      } else {
        screen.say("Les données et les journaux restent dans " + temporary);
      }
    }
    return right ? 0 : 1;
  }

  private boolean run(
      Fleet fleet, Supervisor supervisor, Path seedFile, List<RawMail> toDeliver, Attendu promised)
      throws IOException {
    fleet.set("pass.latence", latency + "ms");
    fleet.set("flotte.travail.bail", "5s");
    fleet.set("flotte.travail.recul", "1s");
    fleet.set("flotte.travail.pertes-max", "100");
    fleet.set("flotte.travail.echecs-max", "50");
    // More than twice PASS's slowest page, and a mail server that answers at once.
    fleet.set("flotte.pass.requete-max", Math.max(3_000, 4 * latency) + "ms");
    fleet.set("flotte.mail.delai-doute", "4s");
    Child orchestrator = fleet.startWithoutAgents(seedFile);
    long begin = System.nanoTime();
    Duration limit = Duration.ofSeconds(120L + 45L * kills + 240L * toDeliver.size());
    Kills blows = new Kills(fleet, supervisor, screen, orchestrator, seed, extraClasses);
    Map<String, Integer> struck =
        atCommits
            ? blows.runAtCommits(toDeliver, kills, limit)
            : blows.run(toDeliver, agents, kills, limit);
    screen.say("");
    struck.forEach(
        (what, count) -> screen.say(String.format(Locale.FRENCH, "  %3d  %s", count, what)));
    screen.say(
        String.format(
            Locale.FRENCH,
            "%d arrêts brutaux en %.0f s, graine %d.",
            struck.values().stream().mapToInt(Integer::intValue).sum(),
            (System.nanoTime() - begin) / 1e9,
            seed));
    Table.lines(toDeliver, fleet.results()).forEach(screen::say);
    List<String> broken = new ArrayList<>(promised.broken(fleet.truth(), fleet.answers().files()));
    int killed = struck.values().stream().mapToInt(Integer::intValue).sum();
    if (killed < kills) {
      broken.add("l'ouvrage était fini après %d arrêts brutaux sur %d".formatted(killed, kills));
    }
    broken.forEach(line -> screen.say("ERREUR : " + line));
    boolean right = broken.isEmpty();
    screen.say(right ? "RIEN DEUX FOIS, RIEN DE PERDU." : "PROMESSE NON TENUE.");
    return right;
  }
}
