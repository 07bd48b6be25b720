package tn.flotte.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Drops the samples and tells what becomes of every mail, until somebody stops it. */
final class LiveDemo {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Fleet fleet;
  private final Supervisor supervisor;
  private final Screen screen;
  private final Path dropped;

  /**
   * @param data where it is remembered that the samples were dropped
   */
  LiveDemo(Fleet fleet, Supervisor supervisor, Screen screen, Path data) {
    this.fleet = fleet;
    this.supervisor = supervisor;
    this.screen = screen;
    this.dropped = data.resolve("courriels-deposes");
  }

  void run(List<RawMail> samples, boolean again) throws IOException {
    Map<String, String> known = new HashMap<>();
    fleet.results().forEach(result -> known.put(result.key(), state(result)));
    invite();
    if (again || !Files.exists(dropped)) {
      fleet.deliver(samples);
      Files.writeString(dropped, samples.size() + "\n");
    } else {
      screen.say(
          "Les courriels d'exemple ont déjà été déposés ("
              + Nombre.de(known.size(), "courriel connu", "courriels connus")
              + ") ; --encore les dépose de nouveau, --fresh recommence à zéro.");
    }
    boolean silent = false;
    while (true) {
      supervisor.check();
      try {
        List<Resultat> results = fleet.results();
        Envois envois = new Envois(samples, results);
        for (Resultat result : results) {
          String state = state(result);
          if (!state.equals(known.put(result.key(), state)) && result.issue().isPresent()) {
            screen.progress(Check.line(envois.name(result), result));
          }
        }
        silent = false;
      } catch (IOException e) {
        if (!silent) {
          screen.progress("L'orchestrateur ne répond pas : " + e.getMessage());
        }
        silent = true;
      }
      Fleet.pause(POLL);
    }
  }

  private static String state(Resultat result) {
    return Check.line("", result);
  }

  private void invite() {
    screen.say("");
    screen.say("  Tableau de bord : " + fleet.dashboard("/"));
    screen.say("  Identifiant     : admin");
    screen.say("  Mot de passe    : " + fleet.acces().motDePasse());
    screen.say("  Faux PASS       : " + fleet.pass("/") + "  (SALMA / cellule)");
    screen.say("  Données         : " + dropped.getParent());
    screen.say("  Journaux        : " + fleet.logs());
    screen.say("  Ctrl-C arrête tout.");
    screen.say("");
  }
}
