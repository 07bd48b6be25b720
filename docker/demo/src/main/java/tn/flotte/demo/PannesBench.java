package tn.flotte.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ./flotte bench pannes}: what is away for a minute costs a minute. */
@Command(
    name = "./flotte bench pannes",
    usageHelpAutoWidth = true,
    description = {
      "Prive la flotte, l'un après l'autre et pendant qu'elle travaille, de la boîte aux lettres, de PASS, de la"
          + " base de données et du courtier ; puis ne regarde que PASS et les courriels arrivés."
    })
public final class PannesBench implements Callable<Integer> {
  private static final Duration TAKEN = Duration.ofSeconds(10);
  private static final Duration TO_FINISH = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(200);

  @Mixin private final Sources sources = new Sources();

  @Option(
      names = "--duree",
      paramLabel = "S",
      description = "Combien de secondes dure chaque panne (60).")
  private int seconds = 60;

  private final Screen screen;

  PannesBench(Screen screen) {
    this.screen = screen;
  }

  public static void main(String[] args) {
    Screen screen = new Screen(new PrintStream(System.out, true, UTF_8));
    System.exit(FrenchErrors.over(new PannesBench(screen), System.err).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    return new Trial(screen, sources).run("flotte-pannes-", this::run);
  }

  private List<String> run(Fleet fleet, Supervisor supervisor, List<RawMail> mails)
      throws IOException {
    fleet.set("flotte.travail.bail", "5s");
    fleet.set("flotte.travail.recul", "1s");
    fleet.set("flotte.travail.coupure", "2s");
    fleet.set("flotte.travail.coupure-max", "5s");
    fleet.startWithoutAgents(sources.seed());
    fleet.startAgents(1);
    Deque<Panne> troubles = new ArrayDeque<>(List.of(Panne.values()));
    for (RawMail mail : mails) {
      fleet.deliver(List.of(mail));
      if (!troubles.isEmpty() && somebodyWorks(fleet)) {
        trouble(troubles.pop(), fleet);
      }
    }
    long end = System.nanoTime() + TO_FINISH.toNanos();
    while (!Check.isSettled(fleet, mails)) {
      supervisor.check();
      if (System.nanoTime() > end) {
        return List.of("la flotte n'a pas fini");
      }
      Fleet.pause(POLL);
    }
    return troubles.stream().map(t -> "personne ne travaillait pour : " + t.what()).toList();
  }

  private void trouble(Panne panne, Fleet fleet) {
    panne.begin(fleet);
    screen.progress("En panne : " + panne.what());
    Fleet.pause(Duration.ofSeconds(seconds));
    panne.end(fleet);
    screen.progress("De retour : " + panne.what());
  }

  /** Waits until an agent holds something: a trouble in an idle fleet shows nothing. */
  private static boolean somebodyWorks(Fleet fleet) {
    long end = System.nanoTime() + TAKEN.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (fleet.state().path("en_cours").asInt(0) > 0) {
          return true;
        }
      } catch (IOException e) {
        throw new DemoException("L'orchestrateur ne répond plus : " + e.getMessage(), e);
      }
      Fleet.pause(POLL);
    }
    return false;
  }
}
