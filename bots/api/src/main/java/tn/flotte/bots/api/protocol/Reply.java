package tn.flotte.bots.api.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Claims.Alike;
import tn.flotte.bots.api.Claims.ClaimState;
import tn.flotte.bots.api.Claims.KnownDocument;
import tn.flotte.bots.api.WorkItem;

/** What the orchestrator answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "reply")
public sealed interface Reply {
  /** Done, and committed. */
  record Committed() implements Reply {}

  /**
   * You hold this item now, until the lease runs out; these steps are already recorded, by name.
   */
  record Taken(WorkItem item, Duration lease, Map<String, String> steps) implements Reply {
    public Taken {
      steps = Map.copyOf(steps);
    }
  }

  /** There is nothing to take now. */
  record Nothing() implements Reply {}

  /** You no longer hold the item: stop, and touch nothing. */
  record Late(String why) implements Reply {}

  /** Somebody is before you. */
  record Busy(String why, Duration delay) implements Reply {}

  /** The request itself was wrong. */
  record Refused(String why) implements Reply {}

  /** Nobody intended this effect before: look, then perform. */
  record Fresh() implements Reply {}

  /**
   * It was begun before and nobody knows whether it took: fence, look until it can no longer
   * appear, then renew and perform.
   */
  record Uncertain() implements Reply {}

  /** It happened already, with this result; look whether the outside still shows it. */
  record Happened(String result) implements Reply {}

  /** What is known of the documents. */
  record KnownDocuments(List<KnownDocument> documents) implements Reply {}

  /** What other claims share with the item. */
  record Resembling(Alike alike) implements Reply {}

  /** You work on this claim now. */
  record Joined(ClaimState claim) implements Reply {}

  /** The new work is in the database; false when it was there already. */
  record Deposited(boolean fresh, @Nullable Long id) implements Reply {}
}
