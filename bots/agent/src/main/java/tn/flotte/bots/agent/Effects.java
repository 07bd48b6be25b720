package tn.flotte.bots.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Effect.Result;
import tn.flotte.bots.api.FailureKind;

/**
 * How an effect is brought about once the intent is recorded: always look first; in doubt fence the
 * older holder off and keep looking until the outside world can no longer carry out its request;
 * only then perform, unless something stands in its way.
 */
class Effects {
  private static final Logger log = LoggerFactory.getLogger(Effects.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(1500);

  private final Clock clock;

  Effects(Clock clock) {
    this.clock = clock;
  }

  /** Nobody intended it before. */
  <R> Result<R> fresh(String name, Effect<R> effect) {
    mark(name, effect, "lookup");
    Optional<R> found = effect.lookup();
    if (found.isPresent()) {
      mark(name, effect, "found");
      return new Result.Done<>(found.get());
    }
    return perform(name, effect, () -> {});
  }

  /**
   * The journal says that it happened, perhaps long ago and for another item. What the outside
   * shows now is what counts; what somebody has undone since is never done again by a machine.
   */
  <R> Result<R> happened(String name, Effect<R> effect) {
    mark(name, effect, "lookup");
    Optional<R> found = effect.lookup();
    mark(name, effect, found.isPresent() ? "found" : "undone");
    return found
        .<Result<R>>map(Result.Done::new)
        .orElseGet(
            () ->
                new Result.Withheld<>(
                    "Déjà fait une fois d'après le journal (« %s »), mais ne se voit plus : une personne doit dire pourquoi."
                        .formatted(name)));
  }

  /**
   * Somebody intended it and nobody knows whether it took.
   *
   * @param renew records the new intent, once the doubt is over
   */
  <R> Result<R> uncertain(String name, Effect<R> effect, Runnable renew) {
    mark(name, effect, "doubt");
    effect.fence();
    Instant over = clock.instant().plus(effect.longestRequest());
    while (true) {
      // Read the clock before looking: the last look must begin after the doubt is over.
      boolean last = !clock.instant().isBefore(over);
      Optional<R> found = effect.lookup();
      if (found.isPresent()) {
        mark(name, effect, "found");
        return new Result.Done<>(found.get());
      }
      if (last) {
        break;
      }
      pause();
    }
    return perform(name, effect, renew);
  }

  private static <R> Result<R> perform(String name, Effect<R> effect, Runnable renew) {
    Optional<String> obstacle = effect.obstacle();
    if (obstacle.isPresent()) {
      mark(name, effect, "withheld");
      return new Result.Withheld<>(obstacle.get());
    }
    renew.run();
    mark(name, effect, "perform");
    R result = effect.perform();
    mark(name, effect, "performed");
    return new Result.Done<>(result);
  }

  /** One line an edge, so that whoever reads the log knows where a machine died. */
  static void mark(String name, Effect<?> effect, String edge) {
    log.info("effect {} [{}] {}", name, effect.naturalKey(), edge);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          FailureKind.UNKNOWN_EFFECT, "Interrupted while in doubt; stays in doubt.", e);
    }
  }
}
