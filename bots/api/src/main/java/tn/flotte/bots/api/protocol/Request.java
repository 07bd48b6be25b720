package tn.flotte.bots.api.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Claims.PaperPrint;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Outcome;

/**
 * What an agent asks of the orchestrator. Each is answered after the database commit, and each may
 * be sent again when no answer came: the orchestrator recognises what it already did. Whatever
 * names an item carries its attempt, and is refused ({@link Reply.Late}) when that attempt no
 * longer holds the item.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "request")
public sealed interface Request {
  /** I live, and can host these bots. */
  record Present(
      String agent, String host, long pid, List<String> bots, int capacity, String version)
      implements Request {}

  /**
   * Give me an item for this bot, if there is one.
   *
   * @param ruleBook the book of which the item is given one version, or null
   */
  record Take(String bot, String agent, boolean needsPassAccount, @Nullable String ruleBook)
      implements Request {
    /** For a bot that has no rules. */
    public Take(String bot, String agent, boolean needsPassAccount) {
      this(bot, agent, needsPassAccount, null);
    }
  }

  /** Whatever speaks of an item that the sender holds. */
  sealed interface Held extends Request {
    long item();

    int attempt();
  }

  /** I still work on it, and stand at this step. */
  record Pulse(long item, int attempt, String step) implements Held {}

  /** This step is done; keep its result. */
  record StepDone(long item, int attempt, String step, String result, long milliseconds)
      implements Held {}

  /** I am about to change the outside world. */
  record Intend(long item, int attempt, String effect, String key) implements Held {}

  /** The doubt is over, nothing had happened; I am about to do it again. */
  record Renew(long item, int attempt, String effect, String key) implements Held {}

  /** The outside world shows the effect; keep its result. */
  record EffectDone(
      long item, int attempt, String effect, String key, String result, long milliseconds)
      implements Held {}

  /** It was not done and nothing was begun; take the intent back. */
  record Withdraw(long item, int attempt, String effect, String key) implements Held {}

  /** The item has ended. */
  record Finish(long item, int attempt, Outcome outcome) implements Held {}

  /** A step failed for a technical reason. */
  record Fail(long item, int attempt, String step, FailureKind kind, String message)
      implements Held {}

  /** Somebody else is before me: put it back for a while. */
  record Defer(long item, int attempt, Duration delay, String reason) implements Held {}

  /** These documents came with the item; who brought them before? */
  record Known(long item, int attempt, List<String> sha256) implements Held {}

  /** These plates and papers came with the item; which other claims show them? */
  record Resemble(
      long item,
      int attempt,
      List<String> plates,
      List<PaperPrint> prints,
      int distance,
      Instant since)
      implements Held {}

  /** I want to work on this claim. */
  record Join(long item, int attempt, String numeroDeclaration) implements Held {}

  /**
   * Here is new work for a bot, found while working on the item.
   *
   * @param notBefore when it may be taken at the earliest
   */
  record Deposit(
      long item,
      int attempt,
      String bot,
      String reference,
      Map<String, String> payload,
      Instant notBefore)
      implements Held {}

  /** A screenshot was stored for this step. */
  record Keep(
      long item, int attempt, String step, String screen, @Nullable String url, String sha256)
      implements Held {}
}
