package tn.flotte.orchestrator.work;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.RuleText;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tn.flotte.orchestrator.rules.RuleShelf;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Who works on what: items taken, leases kept alive, leases lost. */
@Component
class Takes {
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Items items;
  private final Breaker breaker;
  private final RuleShelf rules;
  private final WorkSettings settings;

  Takes(
      JdbcClient jdbc,
      JsonMapper json,
      Items items,
      Breaker breaker,
      RuleShelf rules,
      WorkSettings settings) {
    this.jdbc = jdbc;
    this.json = json;
    this.items = items;
    this.breaker = breaker;
    this.rules = rules;
    this.settings = settings;
  }

  /** What a taker must know of the next item. */
  private record Next(
      long id,
      String reference,
      int attempt,
      boolean orphaned,
      @Nullable String compte,
      Instant createdAt,
      String payload,
      @Nullable Integer ruleVersion) {}

  @Transactional
  Reply take(Request.Take request) {
    if (!breaker.allows(request.bot())) {
      return new Reply.Nothing();
    }
    Optional<Next> next =
        jdbc.sql(
                """
                select id, reference, attempt + 1 as attempt, orphaned, compte, created_at, payload, rule_version
                from work_item
                where bot = :bot and status in ('NEW', 'UNCERTAIN') and not_before <= now()
                order by priority, deadline nulls last, id
                for update skip locked limit 1
                """)
            .param("bot", request.bot())
            .query(
                (row, _) ->
                    new Next(
                        row.getLong("id"),
                        row.getString("reference"),
                        row.getInt("attempt"),
                        row.getBoolean("orphaned"),
                        row.getString("compte"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("payload"),
                        row.getObject("rule_version", Integer.class)))
            .optional();
    if (next.isEmpty()) {
      return new Reply.Nothing();
    }
    Next found = next.get();
    RuleText given = null;
    if (request.ruleBook() != null) {
      given = given(found, request.ruleBook()).orElse(null);
      if (given == null) {
        breaker.stop(
            request.bot(), "Aucune règle « %s » n'est gardée ici.".formatted(request.ruleBook()));
        return new Reply.Nothing();
      }
    }
    String compte = found.compte();
    if (request.needsPassAccount() && compte == null) {
      compte = freeAccount(request.agent()).orElse(null);
      if (compte == null) {
        return new Reply.Nothing();
      }
    }
    if (compte != null) {
      keepWarm(request.agent(), compte);
    }
    jdbc.sql(
            """
            update work_item set status = 'IN_PROGRESS', attempt = :attempt, agent = :agent, compte = :compte,
              lease_until = now() + make_interval(secs => :lease), started_at = coalesce(started_at, now()), step = null,
              rule_book = :book, rule_version = :version
            where id = :id
            """)
        .param("book", given == null ? null : given.book(), java.sql.Types.VARCHAR)
        .param("version", given == null ? null : given.version(), java.sql.Types.INTEGER)
        .param("attempt", found.attempt())
        .param("agent", request.agent())
        .param("compte", compte, java.sql.Types.VARCHAR)
        .param("lease", settings.bail().toMillis() / 1000.0)
        .param("id", found.id())
        .update();
    items.event(found.id(), found.attempt(), "taken", null, "pris par " + request.agent());
    if (given != null && !Objects.equals(found.ruleVersion(), given.version())) {
      items.event(
          found.id(),
          found.attempt(),
          "rules",
          null,
          "%s, version %d".formatted(given.book(), given.version()));
    }
    var item =
        new WorkItem(
            found.id(),
            request.bot(),
            found.reference(),
            found.attempt(),
            found.orphaned(),
            compte,
            found.createdAt(),
            json.readValue(found.payload(), STRINGS),
            given);
    return new Reply.Taken(item, settings.bail(), steps(found.id()));
  }

  /**
   * An item that has begun keeps its version, whatever was saved since: what it decided and what it
   * will decide belong together. One that hasn't, or that a person has had decided anew before
   * anything was done outside, takes the newest.
   */
  private Optional<RuleText> given(Next item, String book) {
    Integer version = item.ruleVersion();
    return version != null && hasBegun(item.id()) ? rules.given(book, version) : rules.given(book);
  }

  private boolean hasBegun(long item) {
    return jdbc.sql(
            """
            select exists (select 1 from step where item_id = :item and name not like :decisions)
              or exists (select 1 from effect where item_id = :item)
            """)
        .param("item", item)
        .param("decisions", Decision.ETAPE + "%")
        .query(Boolean.class)
        .single();
  }

  private Map<String, String> steps(long item) {
    Map<String, String> steps = new HashMap<>();
    jdbc.sql("select name, result from step where item_id = :id")
        .param("id", item)
        .query(
            row -> {
              steps.put(row.getString("name"), row.getString("result"));
            });
    return steps;
  }

  private Optional<String> freeAccount(String agent) {
    // One taker at a time chooses, so that no two choose the same; the unique index would refuse it
    // anyway.
    jdbc.sql("select pg_advisory_xact_lock(hashtext('flotte.compte'))").query(row -> {});
    List<String> busy =
        jdbc.sql("select compte from work_item where compte is not null")
            .query(String.class)
            .list();
    List<String> free =
        settings.comptesPass().stream().filter(compte -> !busy.contains(compte)).toList();
    Map<String, String> warm = warmAccounts();
    return Optional.ofNullable(warm.get(agent))
        .filter(free::contains)
        .or(() -> free.stream().filter(compte -> !warm.containsValue(compte)).findFirst())
        .or(() -> free.stream().findFirst());
  }

  /**
   * The account that each agent alive used last: its browser is still logged in, so it is given the
   * same again when it is free.
   */
  private Map<String, String> warmAccounts() {
    Map<String, String> warm = new HashMap<>();
    jdbc.sql(
            """
            select name, compte from agent where compte is not null and seen_at > now() - interval '1 minute'
            """)
        .query(
            row -> {
              warm.put(row.getString("name"), row.getString("compte"));
            });
    return warm;
  }

  private void keepWarm(String agent, String compte) {
    jdbc.sql(
            "update agent set compte = :compte where name = :agent and compte is distinct from :compte")
        .param("compte", compte)
        .param("agent", agent)
        .update();
  }

  @Transactional
  Reply pulse(Request.Pulse pulse) {
    Items.Held item = items.hold(pulse);
    jdbc.sql(
            """
            update work_item set lease_until = now() + make_interval(secs => :lease), step = :step where id = :id
            """)
        .param("lease", settings.bail().toMillis() / 1000.0)
        .param("step", pulse.step())
        .param("id", item.id())
        .update();
    return new Reply.Committed();
  }

  @Transactional
  Reply deposit(Request.Deposit deposit) {
    items.hold(deposit);
    Optional<Long> id =
        items.add(
            deposit.bot(),
            deposit.reference(),
            deposit.payload(),
            5,
            deposit.notBefore(),
            Duration.ofHours(3));
    return new Reply.Deposited(id.isPresent(), id.orElse(null));
  }

  /**
   * Frees the items whose holder has been silent for longer than its lease.
   *
   * @return how many
   */
  @Transactional
  int sweep() {
    record Lost(long id, String bot, int attempt, int losses, boolean doubt, String agent) {}
    List<Lost> lost =
        jdbc.sql(
                """
                select id, bot, attempt, losses + 1 as losses, agent,
                  exists (select 1 from effect e where e.item_id = w.id and e.done_at is null) as doubt
                from work_item w where status = 'IN_PROGRESS' and lease_until < now() for update skip locked
                """)
            .query(
                (row, _) ->
                    new Lost(
                        row.getLong("id"),
                        row.getString("bot"),
                        row.getInt("attempt"),
                        row.getInt("losses"),
                        row.getBoolean("doubt"),
                        String.valueOf(row.getString("agent"))))
            .list();
    for (Lost item : lost) {
      boolean spent = item.losses() >= settings.pertesMax();
      Status status = spent ? Status.FAILED : item.doubt() ? Status.UNCERTAIN : Status.NEW;
      String text =
          spent
              ? "Le robot s'est arrêté %d fois de suite sur cet élément ; une personne doit décider."
                  .formatted(item.losses())
              : "L'agent " + item.agent() + " ne répond plus ; l'élément est rendu.";
      jdbc.sql(
              """
              update work_item set status = :status, losses = :losses, orphaned = true, agent = null, lease_until = null,
                reason = :reason, issue = case when :spent then 'echec' else issue end,
                finished_at = case when :spent then now() end, not_before = now(),
                compte = case when :spent then null else compte end
              where id = :id
              """)
          .param("status", status.name())
          .param("losses", item.losses())
          .param("reason", text)
          .param("spent", spent)
          .param("id", item.id())
          .update();
      items.event(item.id(), item.attempt(), "lost", null, text);
      if (!spent) {
        items.hint(item.bot(), item.id(), item.attempt(), Duration.ZERO);
      }
    }
    return lost.size();
  }
}
