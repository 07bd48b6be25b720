package tn.flotte.orchestrator.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the archive. Times are whole microseconds, as the database keeps them.
 *
 * @param seq its place in the chain, from 1, without gaps
 * @param filedAt when it was entered
 * @param claim the declaration's number; of rules {@link #RULES} and their book's name
 * @param dossier the claim's dossier, if one was known then
 * @param item the work item that brought it, or null
 * @param sha256 the document, or null for an original on paper
 * @param name the file's name, or a mail's subject; hostile
 * @param type constat, om… as the bots spell them, {@code courriel} for a mail
 * @param receivedAt when it came
 * @param sender the address it came from; of rules whoever made them; of what PASS prints {@code
 *     PASS}; of an original whoever saw it
 * @param size in bytes; null when the store did not have the document
 * @param keepUntil the last day on which it must be there
 * @param rule version of the rule that says so
 * @param previous the hash of the entry before; 64 zeros for the first
 */
public record Entry(
    long seq,
    Instant filedAt,
    Kind kind,
    String claim,
    @Nullable String dossier,
    @Nullable Long item,
    @Nullable String sha256,
    String name,
    String type,
    Instant receivedAt,
    String sender,
    @Nullable Long size,
    LocalDate keepUntil,
    int rule,
    String previous,
    String hash) {
  /** What the first entry is chained to. */
  static final String NOTHING = "0".repeat(64);

  /** The type of a mail. */
  public static final String MAIL = "courriel";

  /** The type of a rule text. */
  static final String RULE_TEXT = "regles";

  /** What the place of rules begins with; no declaration has a slash. */
  static final String RULES = "regles/";

  /** What an entry tells of. */
  public enum Kind {
    /** A mail, byte for byte. */
    COURRIEL,
    PIECE,
    /** A person has the paper original in hand. */
    ORIGINAL_RECU,
    /** The person was mistaken. */
    ORIGINAL_ANNULE,
    /** The text of a version of a bot's rules, which decisions name. */
    REGLES
  }

  /** Whether a document stands behind it. */
  public boolean isDocument() {
    return sha256 != null;
  }

  static Entry of(ResultSet row) throws SQLException {
    long item = row.getLong("item_id");
    boolean noItem = row.wasNull();
    long size = row.getLong("size");
    boolean noSize = row.wasNull();
    return new Entry(
        row.getLong("seq"),
        row.getTimestamp("filed_at").toInstant(),
        Kind.valueOf(row.getString("kind")),
        row.getString("claim"),
        row.getString("dossier"),
        noItem ? null : item,
        row.getString("sha256"),
        row.getString("name"),
        row.getString("type"),
        row.getTimestamp("received_at").toInstant(),
        row.getString("sender"),
        noSize ? null : size,
        row.getObject("keep_until", LocalDate.class),
        row.getInt("rule"),
        row.getString("previous"),
        row.getString("hash"));
  }

  /** The same with the hash that belongs to it. */
  Entry sealed() {
    return new Entry(
        seq,
        filedAt,
        kind,
        claim,
        dossier,
        item,
        sha256,
        name,
        type,
        receivedAt,
        sender,
        size,
        keepUntil,
        rule,
        previous,
        computed());
  }

  /**
   * The hash that belongs to what the entry says: SHA-256 over all its values in the order of the
   * columns, each with its length in bytes before it, so that no two different entries are written
   * alike.
   */
  String computed() {
    MessageDigest digest = digest();
    for (@Nullable Object value :
        new @Nullable Object[] {
          previous,
          seq,
          filedAt,
          kind,
          claim,
          dossier,
          item,
          sha256,
          name,
          type,
          receivedAt,
          sender,
          size,
          keepUntil,
          rule
        }) {
      if (value == null) {
        digest.update((byte) '-');
      } else {
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}
