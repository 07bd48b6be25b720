package tn.flotte.orchestrator.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gathers all that is known of one item. */
@Component
class ItemSheets {
  static final int MOST_EVENTS = 500;
  static final int MOST_STEPS = 500;
  static final int MOST_EFFECTS = 500;
  static final int MOST_PICTURES = 200;
  static final int MOST_PIECES = 500;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ItemRows rows;

  ItemSheets(JdbcClient jdbc, JsonMapper json, ItemRows rows) {
    this.jdbc = jdbc;
    this.json = json;
    this.rows = rows;
  }

  /** Everything as it stood at one moment. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Optional<ItemSheet> find(long id) {
    return rows.find(id).map(this::sheet);
  }

  private ItemSheet sheet(ItemRow item) {
    return jdbc.sql(
            """
            select failures, losses, priority, orphaned, started_at, lease_until, compte, rule_book, rule_version,
              payload, details
            from work_item where id = :id
            """)
        .param("id", item.id())
        .query(
            (row, _) ->
                new ItemSheet(
                    item,
                    row.getInt("failures"),
                    row.getInt("losses"),
                    row.getInt("priority"),
                    row.getBoolean("orphaned"),
                    Rows.instant(row, "started_at"),
                    Rows.instant(row, "lease_until"),
                    row.getString("compte"),
                    UsedRules.of(row),
                    payload(row.getString("payload")),
                    details(row.getString("details")),
                    steps(item.id()),
                    effects(item.id()),
                    events(item.id()),
                    pictures(item.id()),
                    pieces(item),
                    rows.ofClaim(item.claim(), item.id())))
        .single();
  }

  private Map<String, String> payload(String text) {
    Map<String, String> payload = new TreeMap<>();
    for (var property : json.readTree(text).properties()) {
      payload.put(property.getKey(), property.getValue().asString());
    }
    return payload;
  }

  private ItemSheet.Details details(@Nullable String text) {
    JsonNode details = text == null ? json.createObjectNode() : json.readTree(text);
    List<ItemSheet.Correction> corrections = new ArrayList<>();
    for (var property : details.path("corrections").properties()) {
      JsonNode values = property.getValue();
      corrections.add(
          new ItemSheet.Correction(
              property.getKey(), values.path(0).asString(""), values.path(1).asString("")));
    }
    return new ItemSheet.Details(
        Rows.text(details, "numeroDeclaration"),
        Rows.text(details, "numeroDossier"),
        Rows.text(details, "noeud"),
        Rows.text(details, "nature"),
        Rows.texts(details.path("piecesManquantes")),
        Rows.texts(details.path("piecesIllisibles")),
        corrections,
        Rows.texts(details.path("remarques")),
        details.path("taches").valueStream().map(t -> t.path("texte").asString("")).toList());
  }

  private List<ItemSheet.Step> steps(long id) {
    return jdbc.sql(
            """
            select name, attempt, result, milliseconds, recorded_at from step where item_id = :id
            order by recorded_at desc, name desc limit :most
            """)
        .param("id", id)
        .param("most", MOST_STEPS)
        .query(
            (row, _) -> {
              JsonNode result = json.readTree(row.getString("result"));
              return new ItemSheet.Step(
                  row.getString("name"),
                  row.getInt("attempt"),
                  Duration.ofMillis(row.getLong("milliseconds")),
                  row.getTimestamp("recorded_at").toInstant(),
                  ReadableJson.lines(result),
                  json.writerWithDefaultPrettyPrinter().writeValueAsString(result));
            })
        .list()
        .reversed();
  }

  private List<ItemSheet.Effect> effects(long id) {
    return jdbc.sql(
            """
            select name, natural_key, attempt, intended_at, done_at from effect where item_id = :id
            order by intended_at desc, name desc limit :most
            """)
        .param("id", id)
        .param("most", MOST_EFFECTS)
        .query(
            (row, _) ->
                new ItemSheet.Effect(
                    row.getString("name"),
                    row.getString("natural_key"),
                    row.getInt("attempt"),
                    row.getTimestamp("intended_at").toInstant(),
                    Rows.instant(row, "done_at")))
        .list()
        .reversed();
  }

  private List<ItemSheet.Event> events(long id) {
    return jdbc.sql(
            """
            select at, attempt, kind, step, text from event where item_id = :id order by id desc limit :most
            """)
        .param("id", id)
        .param("most", MOST_EVENTS)
        .query(
            (row, _) ->
                new ItemSheet.Event(
                    row.getTimestamp("at").toInstant(),
                    row.getInt("attempt"),
                    row.getString("kind"),
                    row.getString("step"),
                    row.getString("text")))
        .list();
  }

  private List<ItemSheet.Picture> pictures(long id) {
    return jdbc.sql(
            """
            select step, screen, url, sha256, at from screenshot where item_id = :id order by id desc limit :most
            """)
        .param("id", id)
        .param("most", MOST_PICTURES)
        .query(
            (row, _) ->
                new ItemSheet.Picture(
                    row.getString("step"),
                    row.getString("screen"),
                    row.getString("url"),
                    row.getString("sha256"),
                    row.getTimestamp("at").toInstant()))
        .list()
        .reversed();
  }

  private List<ItemSheet.Piece> pieces(ItemRow item) {
    return jdbc.sql(
            """
            select fichier, type, lisible, motif, sha256, filed_at, item_id from piece
            where item_id = :id or claim = :claim order by id desc limit :most
            """)
        .param("most", MOST_PIECES)
        .param("id", item.id())
        .param("claim", item.claim(), java.sql.Types.VARCHAR)
        .query(
            (row, _) ->
                new ItemSheet.Piece(
                    row.getString("fichier"),
                    row.getString("type"),
                    row.getBoolean("lisible"),
                    row.getString("motif"),
                    row.getString("sha256"),
                    row.getTimestamp("filed_at").toInstant(),
                    row.getLong("item_id"),
                    row.getLong("item_id") == item.id()))
        .list()
        .reversed();
  }
}
