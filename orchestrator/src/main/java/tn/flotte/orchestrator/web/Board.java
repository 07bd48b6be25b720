package tn.flotte.orchestrator.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is everything all right? What the first page says.
 *
 * @param awaited how much waits for a person; the basket shows just this
 */
record Board(
    List<BotLine> bots,
    List<AgentLine> agents,
    Balance balance,
    List<Alert> alerts,
    List<NextRun> runs,
    long awaited,
    Instant at) {

  /** One bot; the counts are of items. */
  record BotLine(
      String name,
      String state,
      @Nullable String reason,
      @Nullable Instant until,
      long waiting,
      long deferred,
      long working,
      long review,
      long uncertain,
      long failed,
      @Nullable Instant oldestWaiting,
      @Nullable Instant lastSuccess) {
    public boolean isRunning() {
      return state.equals("RUNNING");
    }
  }

  /**
   * One agent.
   *
   * @param holds items it has in hand
   */
  record AgentLine(
      String name,
      String host,
      List<String> bots,
      int capacity,
      String version,
      Instant seenAt,
      boolean silent,
      long holds) {}

  /** What is wrong, and where to look. */
  record Alert(boolean grave, String text, String link) {}

  /** A schedule's next firing; null when there is none, or it can't be known. */
  record NextRun(String name, String bot, @Nullable Instant next, @Nullable Instant previous) {}

  public boolean isGrave() {
    return alerts.stream().anyMatch(Alert::grave);
  }
}
