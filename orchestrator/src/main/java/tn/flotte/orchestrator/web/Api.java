package tn.flotte.orchestrator.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tn.flotte.orchestrator.work.Queue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** What other programs ask: JSON, French names as people and contracts spell them. */
@RestController
@RequestMapping("/api")
class Api {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Boards boards;
  private final ItemSheets sheets;
  private final Queue queue;
  private final Clock clock;

  Api(
      JdbcClient jdbc,
      JsonMapper json,
      Boards boards,
      ItemSheets sheets,
      Queue queue,
      Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.boards = boards;
    this.sheets = sheets;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * One mail and what became of it.
   *
   * @param reference the hash of the mail's bytes as they were collected, which tells apart mails
   *     without a Message-ID
   * @param messageId exactly as in the mail's header
   * @param issue null while it isn't finished
   * @param dureeMs from arrival to end, null while it isn't finished
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Mail(
      long id,
      String statut,
      String reference,
      @Nullable String messageId,
      @Nullable String issue,
      @Nullable String numeroDeclaration,
      @Nullable String numeroDossier,
      @Nullable String noeud,
      @Nullable String nature,
      List<String> piecesManquantes,
      List<String> piecesIllisibles,
      Map<String, List<String>> corrections,
      @Nullable String motif,
      @Nullable Long dureeMs) {}

  /** Every mail, in order of arrival. */
  @GetMapping("/mails")
  List<Mail> mails() {
    return jdbc.sql(
            """
            select w.id, w.status, w.reference, w.payload ->> 'message_id' as message_id, w.claim, w.details, w.reason,
              w.created_at, w.finished_at, %s as code, w.issue
            from work_item w where w.bot = :bot order by w.id
            """
                .formatted(Issue.inSql()))
        .param("bot", Balances.MAILS)
        .query(
            (row, _) -> {
              String status = row.getString("status");
              String code = row.getString("code");
              boolean open = code.equals(Issue.EN_COURS.code());
              String text = row.getString("details");
              JsonNode details =
                  open || text == null ? json.createObjectNode() : json.readTree(text);
              Instant finished = Rows.instant(row, "finished_at");
              String declaration = Rows.text(details, "numeroDeclaration");
              return new Mail(
                  row.getLong("id"),
                  status,
                  row.getString("reference"),
                  row.getString("message_id"),
                  open ? null : code.equals(Issue.UNKNOWN) ? row.getString("issue") : code,
                  declaration == null ? row.getString("claim") : declaration,
                  Rows.text(details, "numeroDossier"),
                  Rows.text(details, "noeud"),
                  Rows.text(details, "nature"),
                  Rows.texts(details.path("piecesManquantes")),
                  Rows.texts(details.path("piecesIllisibles")),
                  corrections(details.path("corrections")),
                  row.getString("reason"),
                  open || finished == null
                      ? null
                      : Duration.between(row.getTimestamp("created_at").toInstant(), finished)
                          .toMillis());
            })
        .list();
  }

  private static Map<String, List<String>> corrections(JsonNode corrections) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (var property : corrections.properties()) {
      found.put(property.getKey(), Rows.texts(property.getValue()));
    }
    return found;
  }

  /**
   * How things stand; {@code differe} waits on purpose, as reminders do; {@code attendPersonne}
   * counts what a person has to decide or to do.
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record State(
      long attente,
      long differe,
      long enCours,
      long incertain,
      long aVerifier,
      long echecs,
      long attendPersonne,
      List<Bot> bots,
      List<Agent> agents) {}

  /** A bot and its items. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Bot(
      String nom,
      String etat,
      @Nullable String raison,
      @Nullable Instant jusqua,
      long attente,
      long differe,
      long enCours,
      long aVerifier,
      long incertain,
      long echecs,
      @Nullable Instant plusAncien,
      @Nullable Instant dernierSucces) {}

  /** An agent. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Agent(
      String nom,
      String machine,
      List<String> bots,
      int capacite,
      String version,
      Instant vuLe,
      boolean muet,
      long tient) {}

  /** Counts leave the technical bot out; the list of bots has it. */
  @GetMapping("/etat")
  State state() {
    List<Bot> bots =
        boards.bots().stream()
            .map(
                bot ->
                    new Bot(
                        bot.name(),
                        bot.state(),
                        bot.reason(),
                        bot.until(),
                        bot.waiting(),
                        bot.deferred(),
                        bot.working(),
                        bot.review(),
                        bot.uncertain(),
                        bot.failed(),
                        bot.oldestWaiting(),
                        bot.lastSuccess()))
            .toList();
    List<Bot> counted =
        bots.stream().filter(bot -> !bot.nom().equals(ItemFilter.TECHNICAL)).toList();
    List<Agent> agents =
        boards.agents(clock.instant()).stream()
            .map(
                agent ->
                    new Agent(
                        agent.name(),
                        agent.host(),
                        agent.bots(),
                        agent.capacity(),
                        agent.version(),
                        agent.seenAt(),
                        agent.silent(),
                        agent.holds()))
            .toList();
    return new State(
        counted.stream().mapToLong(Bot::attente).sum(),
        counted.stream().mapToLong(Bot::differe).sum(),
        counted.stream().mapToLong(Bot::enCours).sum(),
        counted.stream().mapToLong(Bot::incertain).sum(),
        counted.stream().mapToLong(Bot::aVerifier).sum(),
        counted.stream().mapToLong(Bot::echecs).sum(),
        boards.awaited(),
        bots,
        agents);
  }

  @GetMapping("/elements/{id:\\d{1,18}}")
  ResponseEntity<ItemSheet> item(@PathVariable long id) {
    return ResponseEntity.of(sheets.find(id));
  }

  @PostMapping("/elements/{id:\\d{1,18}}/reprise")
  ResponseEntity<Void> retry(@PathVariable long id, Principal who) {
    return answer(id, queue.again(id, who.getName()));
  }

  /** Why an item is closed by hand. */
  record Closing(@Nullable String motif) {}

  @PostMapping("/elements/{id:\\d{1,18}}/cloture")
  ResponseEntity<Void> close(@PathVariable long id, @RequestBody Closing closing, Principal who) {
    String reason = closing.motif();
    if (reason == null || reason.isBlank()) {
      return ResponseEntity.badRequest().build();
    }
    return answer(id, queue.close(id, who.getName(), reason.strip()));
  }

  private ResponseEntity<Void> answer(long id, boolean done) {
    if (done) {
      return ResponseEntity.noContent().build();
    }
    boolean known = sheets.find(id).isPresent();
    return ResponseEntity.status(known ? HttpStatus.CONFLICT : HttpStatus.NOT_FOUND).build();
  }

  @PostMapping("/bots/{name}/demarrage")
  ResponseEntity<Void> start(@PathVariable String name) {
    if (boards.bots().stream().noneMatch(bot -> bot.name().equals(name))) {
      return ResponseEntity.notFound().build();
    }
    queue.start(name);
    return ResponseEntity.noContent().build();
  }
}
