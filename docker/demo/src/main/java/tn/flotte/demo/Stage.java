package tn.flotte.demo;

import java.io.IOException;

/** Where the parts run: whatever ends the work, a signal included, every process ends with it. */
record Stage(Depot depot, Screen screen) {
  /** What is done while the parts run. */
  interface Work<R> {
    R with(Fleet fleet, Supervisor supervisor) throws IOException;
  }

  /**
   * @param dashboardPort 0 for any free port
   */
  <R> R with(DataDirectory data, int dashboardPort, Work<R> work) throws IOException {
    Supervisor supervisor = new Supervisor(data.path(), data.path().resolve("journaux"));
    Thread onSignal =
        new Thread(
            () -> {
              screen.say("");
              screen.say("J'arrête tous les processus…");
              supervisor.close();
              screen.say("Tout est arrêté.");
            },
            "arret");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      supervisor.endLeftovers();
      return work.with(new Fleet(depot, data, supervisor, screen, dashboardPort), supervisor);
    } finally {
      supervisor.close();
      forget(onSignal);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already and the hook does the same work.
      return;
    }
  }
}
