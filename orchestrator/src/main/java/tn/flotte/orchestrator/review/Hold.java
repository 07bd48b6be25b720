package tn.flotte.orchestrator.review;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who holds an item now, and what is half done.
 *
 * @param holder null when nobody does
 * @param draft what was filled in, by the form's names; empty when there is nothing
 */
public record Hold(
    @Nullable String holder,
    @Nullable Instant until,
    Map<String, String> draft,
    @Nullable String draftBy,
    @Nullable Instant draftAt) {
  static final Hold NOBODY = new Hold(null, null, Map.of(), null, null);

  public Hold {
    draft = Map.copyOf(draft);
  }

  public boolean isBy(String who) {
    return who.equals(holder);
  }
}
