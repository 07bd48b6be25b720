package tn.flotte.bots.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do for one bot, as it was handed to the agent that holds it.
 *
 * @param id the orchestrator's number for it
 * @param bot the bot's name, such as {@code ouverture}
 * @param reference unique per bot; of a mail, the SHA-256 of its bytes
 * @param attempt from 1; grows each time the item is taken, and fences off whoever held it before
 * @param retaken whether an earlier holder lost it and may still be alive somewhere
 * @param compte the PASS account leased with the item, or null when the bot needs none
 * @param payload what the item is about, by names that the bot knows
 * @param rules what it is worked on under from beginning to end, whatever is saved meanwhile; null
 *     when the bot has no rules
 */
public record WorkItem(
    long id,
    String bot,
    String reference,
    int attempt,
    boolean retaken,
    @Nullable String compte,
    Instant createdAt,
    Map<String, String> payload,
    @Nullable RuleText rules) {
  public WorkItem {
    payload = Map.copyOf(payload);
  }

  /** Of a bot that has no rules. */
  public WorkItem(
      long id,
      String bot,
      String reference,
      int attempt,
      boolean retaken,
      @Nullable String compte,
      Instant createdAt,
      Map<String, String> payload) {
    this(id, bot, reference, attempt, retaken, compte, createdAt, payload, null);
  }

  public Optional<String> payload(String name) {
    return Optional.ofNullable(payload.get(name));
  }

  /** The PASS account leased with this item; a bug in the bot's definition when there is none. */
  public String leasedCompte() {
    if (compte == null) {
      throw new ConnectorException(
          FailureKind.BUG,
          "Item " + id + " needs a PASS account, but its bot is not declared to need one.");
    }
    return compte;
  }

  /** The rules this item is worked on under; a bug in the bot's definition when there are none. */
  public RuleText givenRules() {
    if (rules == null) {
      throw new ConnectorException(
          FailureKind.BUG, "Item " + id + " needs rules, but its bot is not declared to need any.");
    }
    return rules;
  }
}
