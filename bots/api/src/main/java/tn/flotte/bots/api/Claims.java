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

  /**
   * Says how this item's papers look, and learns which other claims show the same plates or papers
   * that look the same.
   *
   * @param plates as PASS writes them
   * @param prints of this item's papers; kept, so that later items find them
   * @param distance bits in which the prints of one paper may differ
   * @param since claims that the fleet has known from before don't count
   */
  Alike alike(
      Collection<String> plates, Collection<PaperPrint> prints, int distance, Instant since);

  /**
   * What a paper looks like, in bits of which the same paper scanned again shares nearly all.
   *
   * @param genre what may be compared with each other
   * @param bits 256, hexadecimal
   */
  record Print(String genre, String bits) {}

  /** A paper of this item and its print. */
  record PaperPrint(String sha256, String fichier, Print print) {}

  /** What other claims share with this item, newest claim first; never the item's own claim. */
  record Alike(List<SharedPlate> plates, List<SharedPaper> papers) {
    public Alike {
      plates = List.copyOf(plates);
      papers = List.copyOf(papers);
    }
  }

  /**
   * A plate of another claim.
   *
   * @param plate as it was asked for
   * @param genre {@code immatriculation} or {@code immatriculation_adverse}: whose it is there
   */
  record SharedPlate(
      String plate, String genre, String numeroDeclaration, @Nullable String numeroDossier) {}

  /**
   * A paper of another claim that looks the same.
   *
   * @param fichier this item's paper
   * @param distance bits in which they differ
   */
  record SharedPaper(
      String fichier, int distance, String numeroDeclaration, @Nullable String numeroDossier) {}

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
