package tn.flotte.demo;

import java.io.IOException;
import java.util.List;

/** One outside system that is taken from the fleet for a while, and given back. */
enum Panne {
  BOITE("la boîte aux lettres, tuée puis relancée") {
    @Override
    void begin(Fleet fleet) {
      fleet.killMailServer();
    }

    @Override
    void end(Fleet fleet) {
      fleet.restartMailServer();
    }
  },
  PASS("PASS, tué puis relancé") {
    @Override
    void begin(Fleet fleet) {
      fleet.killPass();
    }

    @Override
    void end(Fleet fleet) {
      fleet.restartPass();
    }
  },
  BASE("la base de données, gelée") {
    @Override
    void begin(Fleet fleet) {
      signal("STOP", fleet.database());
    }

    @Override
    void end(Fleet fleet) {
      signal("CONT", fleet.database());
    }
  },
  COURTIER("le courtier, gelé avec l'orchestrateur qui le porte") {
    @Override
    void begin(Fleet fleet) {
      signal("STOP", List.of(fleet.orchestrator()));
    }

    @Override
    void end(Fleet fleet) {
      signal("CONT", List.of(fleet.orchestrator()));
    }
  };

  private final String what;

  Panne(String what) {
    this.what = what;
  }

  /** As people call it, in French. */
  String what() {
    return what;
  }

  abstract void begin(Fleet fleet);

  abstract void end(Fleet fleet);

  private static void signal(String name, List<ProcessHandle> processes) {
    for (ProcessHandle process : processes) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      } catch (IOException e) {
        throw new DemoException("Le signal " + name + " ne part pas : " + e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DemoException("Arrêt demandé.", e);
      }
    }
  }
}
