package tn.flotte.orchestrator.archive;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The archive as the orchestrator's other modules use it. */
@Component
public class Archive {
  /** Of one claim shown; an ordinary one has a dozen. */
  private static final int MOST = 1_000;

  private final JdbcClient jdbc;
  private final Chain chain;
  private final ReadWords words;
  private final Conservation rules;
  private final Clock clock;

  Archive(JdbcClient jdbc, Chain chain, ReadWords words, Conservation rules, Clock clock) {
    this.jdbc = jdbc;
    this.chain = chain;
    this.words = words;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Enters what an item has filed, in the transaction that files it, as the last thing that
   * transaction does: from here to its end nobody else can add.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void file(long item) {
    words.keep(item);
    chain.file(item);
  }

  /**
   * Keeps the text of a version of a bot's rules, so that it can be read as long as the decisions
   * that name it; in the transaction that makes the version, as the last thing it does.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void keepRules(String book, int version, byte[] text, Instant at, String who) {
    chain.rules(book, version, text, at, who);
  }

  /** What was filed under the claim, oldest first. */
  public List<Entry> entries(String claim) {
    return jdbc.sql("select * from archive_entry where claim = :claim order by seq limit :most")
        .param("claim", claim)
        .param("most", MOST)
        .query((row, _) -> Entry.of(row))
        .list();
  }

  /**
   * A person has the paper original in hand, or takes that back.
   *
   * @param type the piece's, one of which originals are expected
   * @return false when there is nothing to change: another person was first, or nobody expects it
   */
  @Transactional
  public boolean original(String claim, String type, boolean came, String who) {
    return rules.expectsOriginal(type) && chain.original(claim, type, came, who);
  }

  /** The paper originals that the claim's pieces let expect, by type. */
  public List<Original> originals(List<Entry> entries) {
    Map<String, Original> originals = new TreeMap<>();
    for (Entry entry : entries) {
      String type = entry.type();
      if (!rules.expectsOriginal(type)) {
        continue;
      }
      switch (entry.kind()) {
        case PIECE -> originals.computeIfAbsent(type, _ -> expected(entry));
        case ORIGINAL_RECU ->
            originals.put(
                type,
                new Original(
                    type,
                    Original.State.RECU,
                    since(originals, entry),
                    entry.receivedAt(),
                    entry.sender()));
        case ORIGINAL_ANNULE ->
            originals.computeIfPresent(type, (_, was) -> awaited(type, was.since()));
        case COURRIEL, REGLES -> {}
      }
    }
    return List.copyOf(originals.values());
  }

  private static Instant since(Map<String, Original> originals, Entry entry) {
    return Optional.ofNullable(originals.get(entry.type()))
        .map(Original::since)
        .orElse(entry.receivedAt());
  }

  private Original expected(Entry piece) {
    return awaited(piece.type(), piece.receivedAt());
  }

  private Original awaited(String type, Instant since) {
    boolean late = since.plus(rules.patience()).isBefore(clock.instant());
    return new Original(
        type, late ? Original.State.MANQUANT : Original.State.ATTENDU, since, null, null);
  }

  /**
   * A paper original.
   *
   * @param since when its scan came
   * @param received when a person saw it, or null
   * @param by who saw it, or null
   */
  public record Original(
      String type, State state, Instant since, @Nullable Instant received, @Nullable String by) {
    /** Where it is. */
    public enum State {
      ATTENDU,
      RECU,
      MANQUANT
    }
  }

  /** The form in which {@code claim_words} keeps text: small letters without accents. */
  public static String plain(String typed) {
    return ReadWords.plain(typed);
  }
}
