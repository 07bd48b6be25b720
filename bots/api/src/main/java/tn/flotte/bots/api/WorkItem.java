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
 */
public record WorkItem(
    long id,
    String bot,
    String reference,
    int attempt,
    boolean retaken,
    @Nullable String compte,
    Instant createdAt,
    Map<String, String> payload) {
  public WorkItem {
    payload = Map.copyOf(payload);
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
}
