package tn.flotte.bots.api;

import java.time.Duration;
import java.util.Optional;

/**
 * One change to the outside world that must happen once, though machines die. The journal records
 * the intent, calls {@link #lookup} always first, performs only when it found nothing and {@link
 * #obstacle} sees none, and records the result. When an intent without result is found, the older
 * holder is fenced off, the lookup is repeated until {@link #longestRequest} has passed, and only
 * then it is performed.
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

  /**
   * Looks at the outside world right before {@link #perform}: why the effect must not happen any
   * more, as one sentence in French with what was decided on and what is there now; empty when it
   * may. Nothing has been begun when it is asked.
   */
  default Optional<String> obstacle() {
    return Optional.empty();
  }

  R perform();

  /** How long the outside system may still carry out a request whose sender has died. */
  Duration longestRequest();

  /** Makes sure that no earlier holder can still begin the effect; for PASS, a new login. */
  default void fence() {}

  /** What became of an effect. */
  sealed interface Result<R> {
    /** The outside world shows it, and the journal holds its result. */
    record Done<R>(R value) implements Result<R> {}

    /**
     * It was not done, and its intent is taken back, so that it may be wanted again.
     *
     * @param motif why, in French
     */
    record Withheld<R>(String motif) implements Result<R> {}
  }
}
