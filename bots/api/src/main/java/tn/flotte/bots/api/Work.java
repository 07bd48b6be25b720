package tn.flotte.bots.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt at one item, as its bot sees it: what is known so far, and the journal that makes
 * every step happen once. Bound to the thread that runs the route.
 */
public interface Work {
  WorkItem item();

  /** The result of the step that yields this type; a bug in the route when no such step has run. */
  <R> R get(Class<R> type);

  /** The result of the step that yields this type, if that step has run. */
  <R> Optional<R> find(Class<R> type);

  /** What people have decided about the item, oldest first. */
  List<Decision> decisions();

  /**
   * What an earlier attempt recorded for the step, if it did; nothing is run. From here on {@link
   * #find} knows it.
   */
  <R> Optional<R> recorded(String name, Class<R> type);

  /**
   * Runs the step, or gives back what an earlier attempt recorded for it. The result is in the
   * database when this returns.
   */
  <R> R step(String name, Class<R> type, StepWork<R> work);

  /**
   * Changes the outside world once, whoever dies; see {@link Effect}. What became of it is in the
   * database when this returns.
   */
  <R> Effect.Result<R> effect(String name, Class<R> type, Effect<R> effect);

  /** Ends the item. Nothing may follow. */
  void finish(Outcome outcome);

  Claims claims();

  /** Puts a new item before a bot, to be taken at once. */
  default boolean deposit(String bot, String reference, Map<String, String> payload) {
    return deposit(bot, reference, payload, clock().instant());
  }

  /**
   * Puts a new item before a bot, once for a reference; committed when this returns.
   *
   * @param notBefore when it may be taken at the earliest
   * @return false when the bot already knows the reference
   */
  boolean deposit(String bot, String reference, Map<String, String> payload, Instant notBefore);

  /** Keeps a screenshot with the step that runs now. */
  void keep(Evidence evidence);

  Clock clock();
}
