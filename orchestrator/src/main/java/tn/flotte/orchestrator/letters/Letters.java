package tn.flotte.orchestrator.letters;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.bots.api.Outcome.LettreARemettre;
import tn.flotte.orchestrator.HouseSettings;

/**
 * The letters that people hand over. A letter is handed over once; a note that was wrong is taken
 * back with a reason, and both stay in its history.
 */
@Component
public class Letters {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final JdbcClient jdbc;
  private final HouseSettings house;
  private final Clock clock;

  Letters(JdbcClient jdbc, HouseSettings house, Clock clock) {
    this.jdbc = jdbc;
    this.house = house;
    this.clock = clock;
  }

  /** What became of a note. */
  public enum Noted {
    DONE,
    /** Somebody else was first: nothing was changed. */
    ALREADY,
    /** The day hasn't come yet: nothing was changed. */
    TOO_LATE,
    /** The letter wasn't printed yet on that day: nothing was changed. */
    TOO_EARLY,
    UNKNOWN
  }

  /**
   * Something that was noted of a letter.
   *
   * @param kind {@code remise} or {@code remise-annulee}
   * @param text what, in a sentence for people, in French
   */
  public record Event(long item, Instant at, String kind, String who, String text) {}

  /** Today in the house's zone. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), house.fuseau());
  }

  /** Puts what an item has printed on the list; a claim's letter of one kind is there once. */
  public void keep(String claim, long item, List<LettreARemettre> printed) {
    for (LettreARemettre letter : printed) {
      jdbc.sql(
              """
              insert into letter (claim, item_id, genre, compagnie, sha256, edited_on, remise_jours, suite_jours)
              values (:claim, :item, :genre, :compagnie, :sha256, :edited, :remise, :suite)
              on conflict (claim, genre) do nothing
              """)
          .param("claim", claim)
          .param("item", item)
          .param("genre", letter.genre())
          .param("compagnie", letter.compagnie())
          .param("sha256", letter.sha256())
          .param("edited", letter.editeeLe())
          .param("remise", letter.remiseJours())
          .param("suite", letter.suiteJours())
          .update();
    }
  }

  /** The claim's letters, oldest first. */
  public List<Letter> of(String claim) {
    return jdbc.sql(
            "select "
                + Letter.COLUMNS
                + " from letter l join claim c on c.numero = l.claim where l.claim = :claim order by l.id")
        .param("claim", claim)
        .query((row, _) -> Letter.of(row))
        .list();
  }

  /** What was noted of the claim's letters, oldest first. */
  public List<Event> events(String claim) {
    return jdbc.sql(
            """
            select l.item_id, e.at, e.kind, e.who, e.text
            from letter l join letter_event e on e.letter_id = l.id where l.claim = :claim order by e.id
            """)
        .param("claim", claim)
        .query(
            (row, _) ->
                new Event(
                    row.getLong("item_id"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("kind"),
                    row.getString("who"),
                    row.getString("text")))
        .list();
  }

  private Optional<Letter> hold(long id) {
    return jdbc.sql(
            "select "
                + Letter.COLUMNS
                + " from letter l join claim c on c.numero = l.claim where l.id = :id for update of l")
        .param("id", id)
        .query((row, _) -> Letter.of(row))
        .optional();
  }

  /** A person says on which day the letter was handed over: from then on the clock runs. */
  @Transactional
  public Noted deliver(long id, LocalDate day, String who) {
    Letter letter = hold(id).orElse(null);
    if (letter == null) {
      return Noted.UNKNOWN;
    }
    if (letter.deliveredOn() != null) {
      return Noted.ALREADY;
    }
    if (day.isAfter(today())) {
      return Noted.TOO_LATE;
    }
    if (day.isBefore(letter.editedOn())) {
      return Noted.TOO_EARLY;
    }
    jdbc.sql("update letter set delivered_on = :day, delivered_by = :who where id = :id")
        .param("day", day)
        .param("who", who)
        .param("id", id)
        .update();
    note(
        id,
        "remise",
        who,
        "%s, %s : remise le %s ; %s jusqu'au %s."
            .formatted(
                name(letter),
                letter.compagnie(),
                DAY.format(day),
                letter.genre().equals("IDA") ? "opposition" : "ouverture par la compagnie",
                DAY.format(day.plusDays(letter.suiteJours()))));
    return Noted.DONE;
  }

  /** A person says that the letter was not handed over after all. */
  @Transactional
  public Noted takeBack(long id, String reason, String who) {
    Letter letter = hold(id).orElse(null);
    if (letter == null) {
      return Noted.UNKNOWN;
    }
    LocalDate day = letter.deliveredOn();
    if (day == null) {
      return Noted.ALREADY;
    }
    jdbc.sql("update letter set delivered_on = null, delivered_by = null where id = :id")
        .param("id", id)
        .update();
    note(
        id,
        "remise-annulee",
        who,
        "%s, %s : remise du %s annulée. %s"
            .formatted(name(letter), letter.compagnie(), DAY.format(day), reason));
    return Noted.DONE;
  }

  private static String name(Letter letter) {
    return letter.genre().equals("IDA") ? "Lettre IDA" : "Lettre d'ouverture";
  }

  private void note(long id, String kind, String who, String text) {
    jdbc.sql(
            """
            insert into letter_event (letter_id, at, kind, who, text) values (:letter, :at, :kind, :who, :text)
            """)
        .param("letter", id)
        .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .param("kind", kind)
        .param("who", who)
        .param("text", text)
        .update();
  }
}
