package tn.flotte.orchestrator.work;

/** Whoever asks no longer holds the item; nothing was changed. */
final class LateAttempt extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String why;

  LateAttempt(String why) {
    super(why);
    this.why = why;
  }

  @Override
  public String getMessage() {
    return why;
  }
}
