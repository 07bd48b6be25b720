package tn.flotte.demo;

/** Somebody asked the demonstration to end; nothing went wrong. */
final class StoppedException extends DemoException {
  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("Arrêt demandé.");
  }
}
