package tn.flotte.orchestrator.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A claim on one page: what happened, its pieces, its mails.
 *
 * @param marks what is known of it by kind, as people write it
 * @param remarks what its items were ended with, oldest item first
 * @param moments oldest first
 * @param mails oldest first
 * @param rules by mail, what it was worked on under; a mail that no rules were needed for has none
 * @param cut whether there is more than the page shows
 */
record ClaimFile(
    String declaration,
    @Nullable String dossier,
    Map<String, String> marks,
    List<Remark> remarks,
    List<Moment> moments,
    List<ItemSheet.Piece> pieces,
    List<ItemRow> mails,
    Map<Long, UsedRules> rules,
    boolean cut) {
  ClaimFile {
    remarks = List.copyOf(remarks);
    moments = List.copyOf(moments);
    pieces = List.copyOf(pieces);
    mails = List.copyOf(mails);
    rules = Map.copyOf(rules);
  }

  /** Something noted on an item, in French. */
  record Remark(long item, String text) {}

  /**
   * Something that was done.
   *
   * @param who a person's name or a robot's
   * @param kind {@code step}, {@code decision}, an event's, or what people noted of a letter
   * @param duration how long it took; null for events
   */
  record Moment(
      Instant at,
      long item,
      String kind,
      String what,
      @Nullable String who,
      @Nullable Duration duration,
      @Nullable String text,
      List<ItemSheet.Picture> pictures) {
    Moment {
      pictures = List.copyOf(pictures);
    }

    public boolean isByAPerson() {
      return who != null && !kind.equals("step");
    }
  }

  /** The mails that wait for a person. */
  public List<ItemRow> waiting() {
    return mails.stream().filter(mail -> mail.status().equals("REVIEW")).toList();
  }
}
