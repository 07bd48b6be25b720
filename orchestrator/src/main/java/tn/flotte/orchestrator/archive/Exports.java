package tn.flotte.orchestrator.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.HouseSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dossier as one PDF. The pages are drawn where papers are read, as work of the bot {@link #BOT},
 * once for each state of the archive; then they are bound here.
 */
@Component
public class Exports {
  /** The bot that draws the pages. */
  public static final String BOT = "tirage";

  /** Its step that says what was drawn. */
  private static final String DRAWN = "tirer";

  private static final String DOCUMENTS = "documents";

  /** Documents drawn for one dossier; the others are named in the index, with their hash. */
  private static final int MOST_DRAWN = 200;

  private final JdbcClient jdbc;
  private final Documents documents;
  private final HouseSettings house;
  private final JsonMapper json;
  private final Clock clock;

  Exports(JdbcClient jdbc, Documents documents, HouseSettings house, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.documents = documents;
    this.house = house;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Work for the bot.
   *
   * @param reference names the claim and the state of its archive
   */
  public record Order(String reference, Map<String, String> payload) {}

  /** How far an export is. */
  public enum State {
    NONE,
    RUNNING,
    READY,
    FAILED
  }

  /**
   * An export of the archive as it stands.
   *
   * @param item the work that draws the pages, or null when nobody has asked
   */
  public record Export(State state, @Nullable Long item) {}

  /** What the bot must draw before the dossier can be printed. */
  public Order order(String claim, List<Entry> entries) {
    String drawable =
        entries.stream()
            .filter(entry -> entry.kind() == Entry.Kind.PIECE)
            .map(Entry::sha256)
            .distinct()
            .limit(MOST_DRAWN)
            .collect(Collectors.joining(" "));
    return new Order(reference(claim, entries), Map.of(DOCUMENTS, drawable));
  }

  private static String reference(String claim, List<Entry> entries) {
    long last = entries.stream().filter(Entry::isDocument).mapToLong(Entry::seq).max().orElse(0);
    return claim + "/" + last;
  }

  /** How far the export of these entries is. */
  public Export state(String claim, List<Entry> entries) {
    return jdbc.sql("select id, status from work_item where bot = :bot and reference = :reference")
        .param("bot", BOT)
        .param("reference", reference(claim, entries))
        .query((row, _) -> new Export(state(row.getString("status")), row.getLong("id")))
        .optional()
        .orElse(new Export(State.NONE, null));
  }

  private static State state(String status) {
    return switch (status) {
      case "DONE" -> State.READY;
      case "NEW", "IN_PROGRESS", "UNCERTAIN" -> State.RUNNING;
      default -> State.FAILED;
    };
  }

  /**
   * Binds what was drawn.
   *
   * @param typeName how people call a type of piece
   * @return a new temporary file that the caller deletes; empty while the pages aren't drawn
   * @throws IOException when the file can't be written
   */
  public Optional<Path> print(
      String claim,
      @Nullable String dossier,
      List<Entry> entries,
      String by,
      UnaryOperator<String> typeName)
      throws IOException {
    Export export = state(claim, entries);
    Long item = export.item();
    if (export.state() != State.READY || item == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Printout(documents, house.fuseau(), typeName)
            .print(
                new Printout.Content(
                    claim,
                    dossier == null ? "" : dossier,
                    entries,
                    pages(item),
                    mails(entries),
                    rules(claim),
                    clock.instant(),
                    by)));
  }

  private Map<String, List<String>> pages(long item) {
    Map<String, List<String>> pages = new HashMap<>();
    jdbc.sql("select result from step where item_id = :item and name = :step")
        .param("item", item)
        .param("step", DRAWN)
        .query(String.class)
        .optional()
        .ifPresent(
            drawn -> {
              for (JsonNode document : json.readTree(drawn).path(DOCUMENTS)) {
                List<String> pictures = new ArrayList<>();
                document
                    .path("pages")
                    .forEach(page -> pictures.add(page.path("sha256").asString("")));
                pages.put(document.path("sha256").asString(""), pictures);
              }
            });
    return pages;
  }

  /** The rules the claim's items were decided by, each with its own entry in the archive. */
  private List<String> rules(String claim) {
    return jdbc.sql(
            """
            select w.rule_book || ' version ' || w.rule_version || coalesce(' (écriture n° ' || a.seq || ')', '')
            from (select distinct rule_book, rule_version from work_item
              where claim = :claim and rule_version is not null) w
            left join archive_entry a on a.kind = 'REGLES' and a.claim = :rules || w.rule_book
              and a.name = w.rule_book || ' version ' || w.rule_version
            order by w.rule_book, w.rule_version
            """)
        .param("claim", claim)
        .param("rules", Entry.RULES)
        .query(String.class)
        .list();
  }

  /** What the senders wrote themselves, as it was taken out of their mails. */
  private Map<String, String> mails(List<Entry> entries) {
    Map<String, String> mails = new HashMap<>();
    for (Entry entry : entries) {
      String sha256 = entry.sha256();
      if (entry.kind() == Entry.Kind.COURRIEL && sha256 != null) {
        jdbc.sql(
                "select coalesce(result ->> 'texte', '') from step where item_id = :item and name = 'recevoir'")
            .param("item", entry.item())
            .query(String.class)
            .optional()
            .ifPresent(text -> mails.put(sha256, text));
      }
    }
    return mails;
  }
}
