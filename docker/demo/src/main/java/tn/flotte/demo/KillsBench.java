package tn.flotte.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final Sources sources = new Sources();

  @Option(
      names = "--engages",
      description =
          "Ne tue qu'au moment où PASS a engagé un dossier, une mission ou une lettre, ou le serveur de"
              + " courriel une réponse.")
  private boolean atCommits;

  @Option(
      names = "--classes",
      paramLabel = "DIR",
      description = "Classes mises devant celles des agents.")
  private String extraClasses = "";

  private final Screen screen;

  KillsBench(Screen screen) {
    this.screen = screen;
  }

  public static void main(String[] args) {
    Screen screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    System.exit(FrenchErrors.over(new KillsBench(screen), System.err).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    return new Trial(screen, sources).run("flotte-kills-", this::run);
  }

  private List<String> run(Fleet fleet, Supervisor supervisor, List<RawMail> mails)
      throws IOException {
    fleet.set("pass.latence", latency + "ms");
    fleet.set("flotte.travail.bail", "5s");
    fleet.set("flotte.travail.recul", "1s");
    fleet.set("flotte.travail.pertes-max", "100");
    fleet.set("flotte.travail.echecs-max", "50");
    // More than twice PASS's slowest page, and a mail server that answers at once.
    fleet.set("flotte.pass.requete-max", Math.max(3_000, 4 * latency) + "ms");
    fleet.set("flotte.mail.delai-doute", "4s");
    Child orchestrator = fleet.startWithoutAgents(sources.seed());
    long begin = System.nanoTime();
    Duration limit = Duration.ofSeconds(120L + 45L * kills + 240L * mails.size());
    Kills blows = new Kills(fleet, supervisor, screen, orchestrator, seed, extraClasses);
    Map<String, Integer> struck =
        atCommits
            ? blows.runAtCommits(mails, kills, limit)
            : blows.run(mails, agents, kills, limit);
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
    int killed = struck.values().stream().mapToInt(Integer::intValue).sum();
    return killed < kills
        ? List.of("l'ouvrage était fini après %d arrêts brutaux sur %d".formatted(killed, kills))
        : List.of();
  }
}
