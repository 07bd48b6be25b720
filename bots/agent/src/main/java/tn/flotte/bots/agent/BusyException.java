package tn.flotte.bots.agent;

import java.time.Duration;

/** Somebody else is before this item; it is put back for a while, which is no failure. */
final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration delay;

  BusyException(String why, Duration delay) {
    super(why);
    this.delay = delay;
  }

  Duration delay() {
    return delay;
  }
}
