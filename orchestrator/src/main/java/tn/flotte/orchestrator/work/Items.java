package tn.flotte.orchestrator.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tn.flotte.bots.api.protocol.Request;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of work_item, event and outbox, as the module's other classes need them. Always called
 * inside a transaction.
 */
@Component
class Items {
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Items(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** An item that its holder has locked for the length of the transaction. */
  record Held(
      long id,
      String bot,
      int attempt,
      int failures,
      @Nullable String claim,
      @Nullable String compte,
      Map<String, String> payload) {}

  /** Locks the item for its holder; refuses everybody else. */
  Held hold(Request.Held request) {
    return jdbc.sql(
            """
            select id, bot, attempt, failures, claim, compte, payload from work_item
            where id = :id and attempt = :attempt and status = 'IN_PROGRESS' for update
            """)
        .param("id", request.item())
        .param("attempt", request.attempt())
        .query((row, _) -> held(row))
        .optional()
        .orElseThrow(
            () ->
                new LateAttempt(
                    "attempt " + request.attempt() + " no longer holds item " + request.item()));
  }

  private Held held(ResultSet row) throws SQLException {
    return new Held(
        row.getLong("id"),
        row.getString("bot"),
        row.getInt("attempt"),
        row.getInt("failures"),
        row.getString("claim"),
        row.getString("compte"),
        json.readValue(row.getString("payload"), STRINGS));
  }

  /** Puts a new item before its bot; empty when the bot knows the reference. */
  Optional<Long> add(
      String bot,
      String reference,
      Map<String, String> payload,
      int priority,
      Instant notBefore,
      @Nullable Duration within) {
    record Added(long id, long milliseconds) {}
    Optional<Added> added =
        jdbc.sql(
                """
                insert into work_item (bot, reference, status, payload, priority, not_before, deadline)
                values (:bot, :reference, 'NEW', :payload::jsonb, :priority, greatest(now(), :due::timestamptz),
                  greatest(now(), :due::timestamptz) + make_interval(secs => :within))
                on conflict (bot, reference) do nothing
                returning id, extract(epoch from not_before - now()) * 1000 as milliseconds
                """)
            .param("bot", bot)
            .param("reference", reference)
            .param("payload", json.writeValueAsString(payload))
            .param("priority", priority)
            .param(
                "within",
                within == null ? null : (double) within.toSeconds(),
                java.sql.Types.DOUBLE)
            .param("due", Timestamp.from(notBefore))
            .query((row, _) -> new Added(row.getLong("id"), row.getLong("milliseconds")))
            .optional();
    added.ifPresent(a -> hint(bot, a.id(), 0, Duration.ofMillis(a.milliseconds())));
    return added.map(Added::id);
  }

  /** Tells the bot's agents, through the outbox, that this item is due. */
  void hint(String bot, long item, int attempt, Duration delay) {
    jdbc.sql(
            """
            insert into outbox (bot, item_id, attempt, due_at)
            values (:bot, :item, :attempt, now() + make_interval(secs => :delay))
            """)
        .param("bot", bot)
        .param("item", item)
        .param("attempt", attempt)
        .param("delay", delay.toMillis() / 1000.0)
        .update();
  }

  void event(long item, int attempt, String kind, @Nullable String step, String text) {
    jdbc.sql(
            "insert into event (item_id, attempt, kind, step, text) values (:item, :attempt, :kind, :step, :text)")
        .param("item", item)
        .param("attempt", attempt)
        .param("kind", kind)
        .param("step", step, java.sql.Types.VARCHAR)
        .param("text", text)
        .update();
  }

  /**
   * Puts an item back among those that wait; as UNCERTAIN while an effect of it is in doubt, and
   * then its PASS account stays with it.
   */
  void putBack(Held item, Duration delay, int failures, String reason) {
    jdbc.sql(
            """
            with doubt as (select exists (select 1 from effect where item_id = :id and done_at is null) as open)
            update work_item set status = case when doubt.open then 'UNCERTAIN' else 'NEW' end,
              not_before = now() + make_interval(secs => :delay), failures = :failures, reason = :reason,
              agent = null, lease_until = null, compte = case when doubt.open then compte end
            from doubt where id = :id
            """)
        .param("delay", delay.toMillis() / 1000.0)
        .param("failures", failures)
        .param("reason", reason)
        .param("id", item.id())
        .update();
    hint(item.bot(), item.id(), item.attempt(), delay);
  }

  /** Ends an item: nobody holds it, no account is leased with it. */
  void end(Held item, Status status, String issue, String reason, @Nullable String details) {
    jdbc.sql(
            """
            update work_item set status = :status, issue = :issue, reason = :reason,
              details = coalesce(:details::jsonb, details), finished_at = now(), agent = null, lease_until = null,
              compte = null
            where id = :id
            """)
        .param("status", status.name())
        .param("issue", issue)
        .param("reason", reason)
        .param("details", details, java.sql.Types.VARCHAR)
        .param("id", item.id())
        .update();
  }
}
