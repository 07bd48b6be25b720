package tn.flotte.orchestrator.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is known of one item. */
record ItemSheet(
    ItemRow row,
    int failures,
    int losses,
    int priority,
    boolean orphaned,
    @Nullable Instant startedAt,
    @Nullable Instant leaseUntil,
    @Nullable String compte,
    @Nullable UsedRules rules,
    Map<String, String> payload,
    Details details,
    List<Step> steps,
    List<Effect> effects,
    List<Event> events,
    List<Picture> pictures,
    List<Piece> pieces,
    List<ItemRow> sameClaim) {
  /** Events shown at once. */
  private static final int LATEST = 6;

  /** What the outcome said. */
  record Details(
      @Nullable String numeroDeclaration,
      @Nullable String numeroDossier,
      @Nullable String noeud,
      @Nullable String nature,
      List<String> piecesManquantes,
      List<String> piecesIllisibles,
      List<Correction> corrections,
      List<String> remarques,
      List<String> taches) {
    public boolean isEmpty() {
      return numeroDeclaration == null
          && numeroDossier == null
          && noeud == null
          && nature == null
          && piecesManquantes.isEmpty()
          && piecesIllisibles.isEmpty()
          && corrections.isEmpty()
          && remarques.isEmpty()
          && taches.isEmpty();
    }
  }

  /** A field of PASS that was put right. */
  record Correction(String champ, String avant, String apres) {}

  /** A step that is recorded, or an effect that is done. */
  record Step(
      String name,
      int attempt,
      Duration duration,
      Instant at,
      List<ReadableJson.Line> result,
      String json) {}

  /** A change to the outside world, begun and, when {@code doneAt} is there, done. */
  record Effect(
      String name, String key, int attempt, Instant intendedAt, @Nullable Instant doneAt) {}

  /** Something that happened to the item. */
  record Event(Instant at, int attempt, String kind, @Nullable String step, String text) {}

  /** A screenshot. */
  record Picture(String step, String screen, @Nullable String url, String sha256, Instant at) {}

  /** A paper filed under the claim; {@code ours} when this item brought it. */
  record Piece(
      String fichier,
      String type,
      boolean lisible,
      @Nullable String motif,
      String sha256,
      Instant filedAt,
      long item,
      boolean ours) {}

  /** Whether there is more than the page shows, which are the newest of each. */
  public boolean isCut() {
    return events.size() == ItemSheets.MOST_EVENTS
        || steps.size() == ItemSheets.MOST_STEPS
        || effects.size() == ItemSheets.MOST_EFFECTS
        || pictures.size() == ItemSheets.MOST_PICTURES
        || pieces.size() == ItemSheets.MOST_PIECES
        || sameClaim.size() == ItemRows.MOST_OF_CLAIM;
  }

  /** The newest events. */
  public List<Event> latest() {
    return events.subList(0, Math.min(LATEST, events.size()));
  }

  /** Those before the {@link #latest()}. */
  public List<Event> older() {
    return events.subList(Math.min(LATEST, events.size()), events.size());
  }

  /** Whether a person may put it back in the queue or close it. */
  public boolean isForAPerson() {
    return row.status().equals("FAILED") || row.status().equals("REVIEW");
  }
}
