package tn.flotte.orchestrator.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.bots.api.Contact;
import tn.flotte.bots.api.Decision;
import tn.flotte.orchestrator.letters.Letters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gathers all that is known of one claim. */
@Component
class ClaimFiles {
  private static final int MOST_MOMENTS = 400;
  private static final int MOST_PICTURES = 200;
  private static final int MOST_PIECES = 500;
  private static final int MOST_REMARKS = 100;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ItemRows rows;
  private final Letters letters;

  ClaimFiles(JdbcClient jdbc, JsonMapper json, ItemRows rows, Letters letters) {
    this.jdbc = jdbc;
    this.json = json;
    this.rows = rows;
    this.letters = letters;
  }

  /** How a claim is numbered. */
  record Numbers(String declaration, @Nullable String dossier) {}

  /** {@code number}: the declaration's or the dossier's. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Optional<ClaimFile> find(String number) {
    return numbers(number).map(this::file);
  }

  Optional<Numbers> numbers(String number) {
    return jdbc.sql(
            """
            select numero, numero_dossier from claim where numero = :number
            union all
            select numero, numero_dossier from claim where numero_dossier = :number and numero <> :number
            limit 1
            """)
        .param("number", number)
        .query((row, _) -> new Numbers(row.getString("numero"), row.getString("numero_dossier")))
        .optional();
  }

  private ClaimFile file(Numbers numbers) {
    List<ItemRow> mails = rows.ofClaim(numbers.declaration(), 0);
    List<Long> items = mails.stream().map(ItemRow::id).toList();
    List<ClaimFile.Moment> moments = new ArrayList<>();
    if (!items.isEmpty()) {
      moments.addAll(steps(items));
      moments.addAll(events(items));
    }
    moments.addAll(calls(numbers.declaration()));
    moments.addAll(deliveries(numbers.declaration()));
    moments.sort(Comparator.comparing(ClaimFile.Moment::at));
    List<ItemSheet.Piece> pieces = pieces(numbers.declaration());
    boolean older = moments.size() > MOST_MOMENTS;
    return new ClaimFile(
        numbers.declaration(),
        numbers.dossier(),
        marks(items),
        remarks(items),
        older ? moments.subList(moments.size() - MOST_MOMENTS, moments.size()) : moments,
        pieces,
        mails,
        rules(items),
        older || pieces.size() == MOST_PIECES || mails.size() == ItemRows.MOST_OF_CLAIM);
  }

  private Map<Long, UsedRules> rules(List<Long> items) {
    Map<Long, UsedRules> used = new HashMap<>();
    if (!items.isEmpty()) {
      jdbc.sql(
              """
              select id, rule_book, rule_version from work_item where id in (:items) and rule_version is not null
              """)
          .param("items", items)
          .query(
              row -> {
                UsedRules rules = UsedRules.of(row);
                if (rules != null) {
                  used.put(row.getLong("id"), rules);
                }
              });
    }
    return used;
  }

  private List<ClaimFile.Moment> steps(List<Long> items) {
    Map<String, List<ItemSheet.Picture>> pictures = pictures(items);
    return jdbc.sql(
            """
            select s.item_id, s.name, s.milliseconds, s.recorded_at,
              case when s.name like :decisions then s.result end as decision,
              (select e.text from event e where e.item_id = s.item_id and e.kind = 'taken' and e.attempt = s.attempt
                order by e.id limit 1) as agent
            from step s where s.item_id in (:items)
            order by s.recorded_at desc limit :most
            """)
        .param("items", items)
        .param("decisions", Decision.ETAPE + "%")
        .param("most", MOST_MOMENTS + 1)
        .query(
            (row, _) -> {
              long item = row.getLong("item_id");
              String name = row.getString("name");
              String decision = row.getString("decision");
              JsonNode answer = decision == null ? null : json.readTree(decision);
              return new ClaimFile.Moment(
                  row.getTimestamp("recorded_at").toInstant(),
                  item,
                  answer == null ? "step" : "decision",
                  name,
                  answer == null ? row.getString("agent") : Rows.text(answer, "par"),
                  Duration.ofMillis(row.getLong("milliseconds")),
                  answer == null ? null : said(answer),
                  pictures.getOrDefault(item + "/" + name, List.of()));
            })
        .list();
  }

  /** What a person decided, with what stood there before. */
  private static String said(JsonNode decision) {
    List<String> parts = new ArrayList<>();
    for (JsonNode field : decision.path("champs")) {
      parts.add(
          "%s : « %s » (PASS « %s », lu « %s »)"
              .formatted(
                  field.path("champ").asString("").replace('_', ' '),
                  field.path("valeur").asString(""),
                  field.path("pass").asString("—"),
                  field.path("lu").asString("—")));
    }
    String reason = Rows.text(decision, "motif");
    if (reason != null) {
      parts.add(reason);
    }
    return String.join(" ; ", parts);
  }

  private Map<String, List<ItemSheet.Picture>> pictures(List<Long> items) {
    record Taken(String key, ItemSheet.Picture picture) {}
    Map<String, List<ItemSheet.Picture>> pictures = new HashMap<>();
    jdbc.sql(
            """
            select p.item_id, p.step, p.screen, p.url, p.sha256, p.at
            from screenshot p where p.item_id in (:items) order by p.id desc limit :most
            """)
        .param("items", items)
        .param("most", MOST_PICTURES)
        .query(
            (row, _) ->
                new Taken(
                    row.getLong("item_id") + "/" + row.getString("step"),
                    new ItemSheet.Picture(
                        row.getString("step"),
                        row.getString("screen"),
                        row.getString("url"),
                        row.getString("sha256"),
                        row.getTimestamp("at").toInstant())))
        .list()
        .reversed()
        .forEach(
            taken ->
                pictures.computeIfAbsent(taken.key(), _ -> new ArrayList<>()).add(taken.picture()));
    return pictures;
  }

  private List<ClaimFile.Moment> events(List<Long> items) {
    return jdbc.sql(
            """
            select e.item_id, e.at, e.kind, e.step, e.text from event e
            where e.item_id in (:items) and e.kind not in ('taken', 'decided') order by e.id desc limit :most
            """)
        .param("items", items)
        .param("most", MOST_MOMENTS + 1)
        .query(
            (row, _) ->
                new ClaimFile.Moment(
                    row.getTimestamp("at").toInstant(),
                    row.getLong("item_id"),
                    row.getString("kind"),
                    row.getString("kind"),
                    null,
                    null,
                    row.getString("text"),
                    List.of()))
        .list();
  }

  /** Calls that people have noted. */
  private List<ClaimFile.Moment> calls(String declaration) {
    return jdbc.sql(
            """
            select id, payload from work_item
            where bot = 'contact' and payload ->> 'numero_declaration' = :claim
              and payload ->> 'sens' in ('APPEL_RECU', 'APPEL_EMIS')
            order by id desc limit :most
            """)
        .param("claim", declaration)
        .param("most", MOST_MOMENTS + 1)
        .query(
            (row, _) -> {
              Contact call = contact(row.getString("payload"));
              return new ClaimFile.Moment(
                  call.quand(),
                  row.getLong("id"),
                  call.sens().name(),
                  call.sens().name(),
                  call.auteur(),
                  null,
                  call.correspondant() + " : " + call.objet(),
                  List.of());
            })
        .list();
  }

  private Contact contact(String payload) {
    Map<String, String> values = new HashMap<>();
    json.readTree(payload)
        .properties()
        .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString("")));
    return Contact.of("appel", values);
  }

  private List<ClaimFile.Remark> remarks(List<Long> items) {
    if (items.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select w.id, r.text from work_item w
            cross join lateral jsonb_array_elements_text(w.details -> 'remarques') with ordinality r(text, place)
            where w.id in (:items) order by w.id, r.place limit :most
            """)
        .param("items", items)
        .param("most", MOST_REMARKS)
        .query((row, _) -> new ClaimFile.Remark(row.getLong("id"), row.getString("text")))
        .list();
  }

  private List<ClaimFile.Moment> deliveries(String claim) {
    return letters.events(claim).stream()
        .map(
            event ->
                new ClaimFile.Moment(
                    event.at(),
                    event.item(),
                    event.kind(),
                    event.kind(),
                    event.who(),
                    null,
                    event.text(),
                    List.of()))
        .toList();
  }

  private List<ItemSheet.Piece> pieces(String claim) {
    return jdbc.sql(
            """
            select fichier, type, lisible, motif, sha256, filed_at, item_id from piece where claim = :claim
            order by id desc limit :most
            """)
        .param("claim", claim)
        .param("most", MOST_PIECES)
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
                    false))
        .list()
        .reversed();
  }

  /** What the claim's newest mail that knew it said of it. */
  private Map<String, String> marks(List<Long> items) {
    if (items.isEmpty()) {
      return Map.of();
    }
    Map<String, String> marks = new TreeMap<>();
    jdbc.sql("select details from work_item where id in (:ids) and details is not null order by id")
        .param("ids", items)
        .query(String.class)
        .list()
        .forEach(
            written -> {
              JsonNode details = json.readTree(written);
              for (var mark : details.path("reperes").properties()) {
                marks.put(mark.getKey(), mark.getValue().asString(""));
              }
              for (String name : List.of("nature", "noeud")) {
                String value = Rows.text(details, name);
                if (value != null) {
                  marks.put(name, value);
                }
              }
            });
    return marks;
  }
}
