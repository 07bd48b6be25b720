package tn.flotte.orchestrator.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that waits for a person.
 *
 * @param item the item it is about
 * @param task the task that a finished item left, or null when the item itself waits
 * @param cause why, as a code
 * @param reason why, in one sentence
 * @param holder who works on it now
 */
record BasketRow(
    long item,
    @Nullable Long task,
    String status,
    String cause,
    @Nullable String reason,
    @Nullable String agency,
    @Nullable String expediteur,
    @Nullable String sujet,
    @Nullable String claim,
    @Nullable String dossier,
    Instant createdAt,
    @Nullable Instant deadline,
    @Nullable String holder,
    @Nullable Instant heldUntil) {

  /** Where it is settled: what failed for a technical reason is no question to the cell. */
  public String address() {
    return status.equals("FAILED") ? "/elements/" + item : "/poste/" + item;
  }

  public boolean isLate(Instant now) {
    return deadline != null && deadline.isBefore(now);
  }
}
