package tn.flotte.bots.api;

import java.time.Duration;
import java.util.Optional;

/**
 * One change to the outside world that must happen once, though machines die. The journal records
 * the intent, calls {@link #lookup} always first, performs only when it found nothing, and records
 * the result. When an intent without result is found, the older holder is fenced off, the lookup is
 * repeated until {@link #longestRequest} has passed, and only then it is performed.
 *
 * @param <R> the result, a record that the journal can keep as JSON
 */
public interface Effect<R> {
  /**
   * What makes it this effect and no other, over all items: two mails about one claim have the same
   * key.
   */
  String naturalKey();

  /**
   * Whether the outside world already shows it; the result as {@link #perform} would have given it.
   */
  Optional<R> lookup();

  R perform();

  /** How long the outside system may still carry out a request whose sender has died. */
  Duration longestRequest();

  /** Makes sure that no earlier holder can still begin the effect; for PASS, a new login. */
  default void fence() {}
}
