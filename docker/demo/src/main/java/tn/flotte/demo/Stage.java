package tn.flotte.demo;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where the parts run: whatever ends the work, a signal included, every process ends with it. */
record Stage(Depot depot, Screen screen) {
  /** What is done while the parts run. */
  interface Work<R> {
    R with(Fleet fleet, Supervisor supervisor) throws IOException;
  }

  /**
   * @param dashboardPort 0 for any free port
   * @throws StoppedException when a signal ended it; nothing of a temporary directory is left then
   */
  <R> R with(DataDirectory data, int dashboardPort, Work<R> work) throws IOException {
    Supervisor supervisor = new Supervisor(data.path(), data.path().resolve("journaux"));
    AtomicBoolean stopped = new AtomicBoolean();
    Thread onSignal =
        new Thread(
            () -> {
              stopped.set(true);
              screen.say("");
              screen.say("J'arrête tous les processus…");
              supervisor.close();
              data.discardIfTemporary();
              screen.say("Tout est arrêté.");
            },
            "arret");
    if (!register(onSignal)) {
      data.discardIfTemporary();
      throw new StoppedException();
    }
    try {
      supervisor.endLeftovers();
      return work.with(new Fleet(depot, data, supervisor, screen, dashboardPort), supervisor);
    } finally {
      supervisor.close();
      forget(onSignal, stopped);
    }
  }

  /** Whether it is not too late: a signal may have come before anything was started. */
  private static boolean register(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Once a signal has come, whatever failed since is only its echo. */
  private static void forget(Thread hook, AtomicBoolean stopped) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook does the same work.
      stopped.set(true);
    }
    if (stopped.get()) {
      throw new StoppedException();
    }
  }
}
