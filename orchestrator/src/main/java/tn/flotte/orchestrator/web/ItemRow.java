package tn.flotte.orchestrator.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line in a list of items.
 *
 * @param issue one of {@link Issue}'s codes for a mail; of other bots whatever they ended with
 * @param delay from arrival to end; null when it isn't finished
 * @param awaited whether a person has to do something about it
 */
record ItemRow(
    long id,
    String bot,
    String reference,
    String status,
    @Nullable String issue,
    @Nullable String reason,
    @Nullable String expediteur,
    @Nullable String sujet,
    @Nullable String document,
    @Nullable String claim,
    @Nullable String dossier,
    int attempt,
    @Nullable String agent,
    @Nullable String step,
    @Nullable Instant deadline,
    Instant notBefore,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable Duration delay,
    boolean awaited) {

  public boolean isOpen() {
    return status.equals("NEW") || status.equals("IN_PROGRESS") || status.equals("UNCERTAIN");
  }

  /** Whether nothing more will be done about it in time: a deadline says nothing any more. */
  public boolean isFinished() {
    return status.equals("DONE") || status.equals("REJECTED");
  }

  /** What became of it, when that says more than where it stands. */
  public @Nullable String telling() {
    boolean same =
        status.equals("FAILED")
            || (status.equals("REVIEW") && Issue.A_VERIFIER.code().equals(issue))
            || (status.equals("REJECTED") && Issue.REJETE.code().equals(issue));
    return isOpen() || same ? null : issue;
  }

  public boolean isLate(Instant now) {
    return deadline != null && isOpen() && deadline.isBefore(now);
  }
}
