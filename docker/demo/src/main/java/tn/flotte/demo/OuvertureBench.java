package tn.flotte.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * The command {@code ./flotte bench ouverture}: what a dossier costs, beside the floor measured in
 * the same run.
 */
@Command(
    name = "./flotte bench ouverture",
    usageHelpAutoWidth = true,
    description = {
      "Secondes par dossier (un courriel de deux pages, latence de PASS nulle) à côté du plancher mesuré dans la"
          + " même exécution : la commande tesseract sur les mêmes pages, plus un simple client HTTP qui fait à PASS"
          + " les mêmes requêtes. Mémoire de la JVM et d'une session de navigateur, temps de démarrage."
    })
public final class OuvertureBench implements Callable<Integer> {
  private static final int MEASURED_PAGES = 2;
  private static final Duration A_MAIL = Duration.ofMinutes(3);

  @Mixin private final Sources sources = new Sources();

  @Option(names = "--nombre", paramLabel = "N", description = "Combien de courriels au plus (8).")
  private int most = 8;

  private final Screen screen =
      new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));

  /**
   * @param seconds from the mail's arrival in the queue to its outcome
   * @param pages of the papers
   */
  private record Measured(
      String name, double seconds, int pages, double tesseract, double http, int requests) {
    double floor() {
      return tesseract + http;
    }

    double ratio() {
      return seconds / floor();
    }
  }

  public static void main(String[] args) {
    System.exit(FrenchErrors.over(new OuvertureBench(), System.err).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    try (DataDirectory data = DataDirectory.temporary("flotte-bench-")) {
      List<RawMail> mails = sources.mails();
      Path seed = sources.seed();
      try {
        return new Stage(sources.repository(), screen)
            .with(data, 0, (fleet, supervisor) -> run(fleet, seed, mails, data.path()));
      } finally {
        DataDirectory.deleteTree(data.path());
      }
    } catch (WrongUseException e) {
      screen.say(String.valueOf(e.getMessage()));
      return FrenchErrors.WRONG_USE;
    } catch (DemoException e) {
      screen.say(String.valueOf(e.getMessage()));
      return 3;
    }
  }

  private int run(Fleet fleet, Path seed, List<RawMail> toDeliver, Path place) throws IOException {
    Path journal = place.resolve("requetes.jsonl");
    fleet.set("pass.latence", "0s");
    fleet.set("pass.voile", "0s");
    fleet.set("pass.journal", journal.toString());
    Child orchestrator = fleet.startWithAgentInside(seed);
    double ready = fleet.secondsToReady();
    List<Measured> measured = new ArrayList<>();
    double browser = 0;
    double readers = 0;
    for (RawMail mail : othersFirst(toDeliver, place)) {
      if (measured.size() >= most) {
        break;
      }
      int from = PassReplay.lines(journal);
      fleet.deliver(List.of(mail));
      Resultat result = await(fleet, mail);
      List<JsonNode> requests = PassReplay.requests(journal, from);
      List<Path> pages = pages(mail, place);
      if (result.issue().filter(Issue.DOSSIER_OUVERT::equals).isEmpty()) {
        continue;
      }
      browser = Math.max(browser, Memory.ofTree(orchestrator.pid(), "chrom"));
      readers = Math.max(readers, Memory.ofTree(orchestrator.pid(), "java"));
      if (pages.size() != MEASURED_PAGES) {
        screen.progress(
            String.format(
                Locale.FRENCH, "%s : %.1f s, non compté.", mail.name(), result.secondes()));
        continue;
      }
      double tesseract = 0;
      for (Path page : pages) {
        tesseract += Tesseract.seconds(page);
      }
      PassReplay bare = new PassReplay(fleet.pass("/"));
      bare.logIn("ROBOT08", "robot");
      double http = bare.run(requests);
      Measured one =
          new Measured(
              mail.name(), result.secondes(), pages.size(), tesseract, http, requests.size());
      measured.add(one);
      screen.progress(
          String.format(
              Locale.FRENCH,
              "%s : %.2f s ; plancher %.2f s (tesseract %d pages %.2f s, HTTP %d requêtes %.2f s) ; rapport %.2f",
              one.name(),
              one.seconds(),
              one.floor(),
              one.pages(),
              one.tesseract(),
              one.requests(),
              one.http(),
              one.ratio()));
    }
    report(measured, Memory.of(orchestrator.pid()), readers, browser, ready);
    return measured.isEmpty() ? 1 : 0;
  }

  /** What is not measured comes first and warms everything up. */
  private static List<RawMail> othersFirst(List<RawMail> mails, Path place) {
    List<RawMail> others = new ArrayList<>();
    List<RawMail> measured = new ArrayList<>();
    for (RawMail mail : mails) {
      (pages(mail, place).size() == MEASURED_PAGES ? measured : others).add(mail);
    }
    others.addAll(measured);
    return others;
  }

  /** None of a mail that can't be taken apart: it isn't measured, but warms up like the others. */
  private static List<Path> pages(RawMail mail, Path place) {
    try {
      return PaperPages.write(mail, place.resolve("pages"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private void report(
      List<Measured> measured, double jvm, double readers, double browser, double ready) {
    screen.say("");
    if (measured.isEmpty()) {
      screen.say("Aucun courriel de deux pages n'a ouvert de dossier : rien n'est mesuré.");
      return;
    }
    Measured median =
        measured.stream()
            .sorted(Comparator.comparingDouble(Measured::ratio))
            .toList()
            .get(measured.size() / 2);
    screen.say(
        String.format(
            Locale.FRENCH,
            "Secondes par dossier : %.2f ; plancher de la même exécution : %.2f ; rapport médian %.2f (%d dossiers ; visé ≤ 1,5)",
            median.seconds(),
            median.floor(),
            median.ratio(),
            measured.size()));
    screen.say(
        String.format(
            Locale.FRENCH,
            "Mémoire résidente : JVM %.0f Mo (visé ≤ 700), lecteurs %.0f Mo, session de navigateur %.0f Mo (part propre, PSS)",
            jvm,
            readers,
            browser));
    screen.say(String.format(Locale.FRENCH, "Démarrage : prêt en %.1f s (visé ≤ 12)", ready));
  }

  private static Resultat await(Fleet fleet, RawMail mail) {
    long end = System.nanoTime() + A_MAIL.toNanos();
    while (System.nanoTime() < end) {
      try {
        Optional<Resultat> found =
            fleet.results().stream()
                .filter(r -> r.messageId().equals(mail.messageId()) && r.issue().isPresent())
                .findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (IOException e) {
        throw new DemoException("L'orchestrateur ne répond plus : " + e.getMessage(), e);
      }
      // The fleet times itself; asking more often would only take the processor from it.
      Fleet.pause(Duration.ofMillis(500));
    }
    throw new DemoException(
        "Pas d'issue pour " + mail.name() + " en " + A_MAIL.toMinutes() + " minutes.");
  }
}
