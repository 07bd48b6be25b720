package tn.flotte.bots.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the fleet knows of claims (sinistres) and of the papers seen before. */
public interface Claims {
  /**
   * Says which documents came with this item, and learns which earlier items of the same bot
   * brought the very same bytes.
   *
   * @return oldest first
   */
  List<KnownDocument> known(Collection<String> sha256);

  /**
   * Makes this item the one that works on the claim, or steps back: when an earlier item works on
   * it, or an earlier mail of the same sender has not been understood yet, this item is put back
   * and tried again in its turn.
   */
  ClaimState join(String numeroDeclaration);

  /** A document seen before, and what became of the item that brought it. */
  record KnownDocument(
      String sha256,
      long itemId,
      @Nullable String numeroDeclaration,
      String status,
      @Nullable String issue) {}

  /**
   * A claim as its finished items left it.
   *
   * @param numeroDossier the dossier the fleet opened for it, or null
   * @param pieces what was filed under it, oldest first
   * @param items its earlier items, oldest first
   */
  record ClaimState(
      String numeroDeclaration,
      @Nullable String numeroDossier,
      List<FiledPiece> pieces,
      List<ClaimItem> items) {
    public ClaimState {
      pieces = List.copyOf(pieces);
      items = List.copyOf(items);
    }
  }

  /**
   * An earlier item of a claim.
   *
   * @param expediteur who sent the mail it is; null when it is none
   */
  record ClaimItem(
      long itemId,
      Instant createdAt,
      String status,
      @Nullable String issue,
      @Nullable String expediteur) {}
}
