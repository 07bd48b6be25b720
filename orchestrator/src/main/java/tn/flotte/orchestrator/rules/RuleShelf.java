package tn.flotte.orchestrator.rules;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.RuleBook;
import tn.flotte.bots.api.RuleFault;
import tn.flotte.bots.api.RuleText;
import tn.flotte.orchestrator.archive.Archive;

/**
 * The rule books of the house and every version of each; only what a book itself accepts becomes
 * one. At the start a book's file is taken in once: as the first version, or, while nobody has
 * changed the rules at the screen, whenever the file has changed.
 */
@Component
public class RuleShelf implements InitializingBean {
  /** Who a text is by that came from a file. */
  public static final String INSTALLATION = "installation";

  private static final Logger log = LoggerFactory.getLogger(RuleShelf.class);

  private final List<RuleBook> books;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Archive archive;
  private final Clock clock;

  RuleShelf(
      ObjectProvider<RuleBook> books,
      JdbcClient jdbc,
      TransactionOperations transactions,
      Archive archive,
      Clock clock) {
    this.books = books.orderedStream().toList();
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.archive = archive;
    this.clock = clock;
  }

  /** What became of a text that a person wanted to save. */
  public sealed interface Saving {
    /** It is in force for every item that begins from now on. */
    record Saved(int version) implements Saving {}

    /** It is what is in force already. */
    record Same() implements Saving {}

    /** It can't be used. */
    record Refused(List<RuleFault> faults) implements Saving {
      public Refused {
        faults = List.copyOf(faults);
      }
    }

    /** Somebody else has saved since; this text was not written from what is in force now. */
    record Overtaken(RuleVersion newest) implements Saving {}
  }

  public List<RuleBook> books() {
    return books;
  }

  public Optional<RuleBook> book(String name) {
    return books.stream().filter(book -> book.name().equals(name)).findFirst();
  }

  /** What an item that begins now is worked on under. */
  public Optional<RuleText> given(String book) {
    return newest(book).map(RuleShelf::text);
  }

  /** What an item that has begun is worked on under. */
  public Optional<RuleText> given(String book, int version) {
    return find(book, version).map(RuleShelf::text);
  }

  private static RuleText text(RuleVersion version) {
    return new RuleText(version.book(), version.version(), version.text());
  }

  /** The version in force. */
  public Optional<RuleVersion> newest(String book) {
    return jdbc.sql("select * from rule_version where book = :book order by version desc limit 1")
        .param("book", book)
        .query(RuleShelf::version)
        .optional();
  }

  public Optional<RuleVersion> find(String book, int version) {
    return jdbc.sql("select * from rule_version where book = :book and version = :version")
        .param("book", book)
        .param("version", version)
        .query(RuleShelf::version)
        .optional();
  }

  /** The version before this one. */
  public Optional<RuleVersion> before(String book, int version) {
    return jdbc.sql(
            """
            select * from rule_version where book = :book and version < :version order by version desc limit 1
            """)
        .param("book", book)
        .param("version", version)
        .query(RuleShelf::version)
        .optional();
  }

  /** Newest first, the texts left out. */
  public List<RuleVersion> history(String book) {
    return jdbc.sql(
            """
            select book, version, '' as text, made_at, made_by, reason, base from rule_version
            where book = :book order by version desc
            """)
        .param("book", book)
        .query(RuleShelf::version)
        .list();
  }

  private static RuleVersion version(ResultSet row, int number) throws SQLException {
    int base = row.getInt("base");
    boolean noBase = row.wasNull();
    return new RuleVersion(
        row.getString("book"),
        row.getInt("version"),
        row.getString("text"),
        row.getTimestamp("made_at").toInstant(),
        row.getString("made_by"),
        row.getString("reason"),
        noBase ? null : base);
  }

  /**
   * A person wants this text to be in force.
   *
   * @param base the version it was written from
   */
  public Saving save(RuleBook book, int base, String text, String who, String reason) {
    String clean = clean(text);
    if (book.read(clean) instanceof RuleBook.Reading.Refused refused) {
      return new Saving.Refused(refused.faults());
    }
    return Objects.requireNonNull(
        transactions.execute(_ -> savedIfNewest(book, base, clean, who, reason)));
  }

  private Saving savedIfNewest(RuleBook book, int base, String text, String who, String reason) {
    lock(book.name());
    RuleVersion newest = newest(book.name()).orElseThrow();
    if (newest.version() != base) {
      return new Saving.Overtaken(newest);
    }
    return newest.text().equals(text)
        ? new Saving.Same()
        : new Saving.Saved(add(book, base + 1, text, who, reason, base));
  }

  /** As browsers and editors of all systems write the same lines. */
  private static String clean(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing() + "\n";
  }

  /** One writer a book at a time, whichever orchestrator he asks. */
  private void lock(String book) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext(:book))")
        .param("book", "flotte.regles." + book)
        .query(row -> {});
  }

  private int add(
      RuleBook book, int version, String text, String who, String reason, @Nullable Integer base) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    jdbc.sql(
            """
            insert into rule_version (book, version, text, made_at, made_by, reason, base)
            values (:book, :version, :text, :at, :by, :reason, :base)
            """)
        .param("book", book.name())
        .param("version", version)
        .param("text", text)
        .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .param("by", who)
        .param("reason", reason)
        .param("base", base, Types.INTEGER)
        .update();
    archive.keepRules(book.name(), version, text.getBytes(StandardCharsets.UTF_8), now, who);
    log.info("rules {} version {} by {}: {}", book.name(), version, who, reason);
    return version;
  }

  /**
   * @throws ConnectorException CONFIGURATION when a book's file is missing or is refused
   */
  @Override
  public void afterPropertiesSet() {
    for (RuleBook book : books) {
      String text = clean(book.origin());
      if (book.read(text) instanceof RuleBook.Reading.Refused refused) {
        throw new ConnectorException(
            FailureKind.CONFIGURATION,
            "Le fichier des règles « %s » est refusé : %s."
                .formatted(book.name(), refused.faults().getFirst().sentence()));
      }
      transactions.executeWithoutResult(_ -> takeIn(book, text));
      newest(book.name()).ifPresent(newest -> warnOfRefused(book, newest));
    }
  }

  private void takeIn(RuleBook book, String file) {
    lock(book.name());
    Optional<RuleVersion> newest = newest(book.name());
    if (newest.isEmpty()) {
      add(book, firstVersion(book.name()), file, INSTALLATION, "Texte d'origine.", null);
    } else if (!known(book.name(), file)) {
      if (newest.get().by().equals(INSTALLATION)) {
        add(
            book,
            newest.get().version() + 1,
            file,
            INSTALLATION,
            "Le fichier des règles a changé.",
            null);
      } else {
        log.warn(
            "The file of the rules {} has changed, but version {} was made at the screen and stays in force.",
            book.name(),
            newest.get().version());
      }
    }
  }

  private boolean known(String book, String text) {
    return jdbc.sql(
            "select exists (select 1 from rule_version where book = :book and text = :text)")
        .param("book", book)
        .param("text", text)
        .query(Boolean.class)
        .single();
  }

  /** After every number that the journal already names: what it says keeps its meaning. */
  private int firstVersion(String book) {
    return jdbc.sql(
            """
            select coalesce(max((s.result ->> 'regles')::int), 0) + 1
            from step s join work_item w on w.id = s.item_id
            where w.bot = :book and jsonb_typeof(s.result -> 'regles') = 'number'
            """)
        .param("book", book)
        .query(Integer.class)
        .single();
  }

  /** A new release may read less than the one under which the text was saved. */
  private static void warnOfRefused(RuleBook book, RuleVersion newest) {
    if (book.read(newest.text()) instanceof RuleBook.Reading.Refused refused) {
      log.error(
          "The rules {} version {} are refused by this release and will stop its bots until they are mended on the page: {}",
          newest.book(),
          newest.version(),
          refused.faults().getFirst().sentence());
    }
  }
}
