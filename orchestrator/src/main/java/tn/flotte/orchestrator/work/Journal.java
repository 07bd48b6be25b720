package tn.flotte.orchestrator.work;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;

/** What was done: steps with their results, effects with their intents. */
@Component
class Journal {
  private final JdbcClient jdbc;
  private final Items items;
  private final MeterRegistry meters;

  Journal(JdbcClient jdbc, Items items, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.items = items;
    this.meters = meters;
  }

  @Transactional
  Reply stepDone(Request.StepDone done) {
    Items.Held item = items.hold(done);
    record(item, done.step(), done.result(), done.milliseconds());
    return new Reply.Committed();
  }

  private void record(Items.Held item, String step, String result, long milliseconds) {
    jdbc.sql(
            """
            insert into step (item_id, name, attempt, result, milliseconds)
            values (:item, :name, :attempt, :result::jsonb, :milliseconds) on conflict (item_id, name) do nothing
            """)
        .param("item", item.id())
        .param("name", step)
        .param("attempt", item.attempt())
        .param("result", result)
        .param("milliseconds", milliseconds)
        .update();
    jdbc.sql("update work_item set losses = 0, step = :step where id = :id")
        .param("step", step)
        .param("id", item.id())
        .update();
    meters
        .timer("flotte.step", "bot", item.bot(), "step", step, "outcome", "done", "kind", "none")
        .record(Duration.ofMillis(milliseconds));
  }

  /** An effect as it stands. */
  private record Intent(
      long itemId, @Nullable String result, String status, @Nullable String compte) {}

  /** Records the intent; (effect, natural key) is unique over all items. */
  @Transactional
  Reply intend(Request.Intend intend) {
    Items.Held item = items.hold(intend);
    int inserted =
        jdbc.sql(
                """
                insert into effect (name, natural_key, item_id, attempt, compte)
                select :name, :key, id, :attempt, compte from work_item where id = :item
                on conflict (name, natural_key) do nothing
                """)
            .param("name", intend.effect())
            .param("key", intend.key())
            .param("item", item.id())
            .param("attempt", item.attempt())
            .update();
    if (inserted == 1) {
      return new Reply.Fresh();
    }
    Optional<Intent> found =
        jdbc.sql(
                """
                select e.item_id, e.result, w.status, e.compte
                from effect e join work_item w on w.id = e.item_id
                where e.name = :name and e.natural_key = :key for update of e
                """)
            .param("name", intend.effect())
            .param("key", intend.key())
            .query(
                (row, _) ->
                    new Intent(
                        row.getLong("item_id"),
                        row.getString("result"),
                        row.getString("status"),
                        row.getString("compte")))
            .optional();
    Intent intent =
        found.orElseThrow(
            () -> new IllegalStateException("An effect has vanished from the journal."));
    if (intent.result() != null) {
      return new Reply.Happened(intent.result());
    }
    if (intent.itemId() != item.id()) {
      Status owner = Status.valueOf(intent.status());
      if (owner == Status.NEW || owner == Status.IN_PROGRESS || owner == Status.UNCERTAIN) {
        return new Reply.Busy(
            "l'élément n° " + intent.itemId() + " est en train de faire la même chose",
            Duration.ofSeconds(5));
      }
    }
    own(intend, item);
    String begunWith = intent.compte();
    if (begunWith != null && !begunWith.equals(item.compte())) {
      return changeAccount(item, begunWith);
    }
    return new Reply.Uncertain();
  }

  /**
   * The doubt can only be ended by a login of the account it was begun with: the item steps back
   * and comes again with that one, once nobody else works with it.
   */
  private Reply changeAccount(Items.Held item, String compte) {
    boolean changed =
        jdbc.sql(
                    """
                    update work_item set compte = :compte where id = :item
                      and not exists (select 1 from work_item other where other.compte = :compte)
                    """)
                .param("compte", compte)
                .param("item", item.id())
                .update()
            == 1;
    return new Reply.Busy(
        "l'effet a été commencé avec le compte " + compte,
        changed ? Duration.ofMillis(200) : Duration.ofSeconds(5));
  }

  @Transactional
  Reply renew(Request.Renew renew) {
    Items.Held item = items.hold(renew);
    jdbc.sql(
            """
            update effect set item_id = :item, attempt = :attempt, intended_at = now(),
              compte = (select compte from work_item where id = :item)
            where name = :name and natural_key = :key and done_at is null
            """)
        .param("item", item.id())
        .param("attempt", item.attempt())
        .param("name", renew.effect())
        .param("key", renew.key())
        .update();
    return new Reply.Committed();
  }

  private void own(Request.Intend intend, Items.Held item) {
    jdbc.sql(
            "update effect set item_id = :item, attempt = :attempt where name = :name and natural_key = :key")
        .param("item", item.id())
        .param("attempt", item.attempt())
        .param("name", intend.effect())
        .param("key", intend.key())
        .update();
  }

  @Transactional
  Reply effectDone(Request.EffectDone done) {
    Items.Held item = items.hold(done);
    jdbc.sql(
            """
            update effect set result = :result::jsonb, done_at = now()
            where name = :name and natural_key = :key and done_at is null
            """)
        .param("result", done.result())
        .param("name", done.effect())
        .param("key", done.key())
        .update();
    record(item, done.effect(), done.result(), done.milliseconds());
    return new Reply.Committed();
  }

  @Transactional
  Reply keep(Request.Keep keep) {
    Items.Held item = items.hold(keep);
    jdbc.sql(
            """
            insert into screenshot (item_id, step, screen, url, sha256) values (:item, :step, :screen, :url, :sha256)
            """)
        .param("item", item.id())
        .param("step", keep.step())
        .param("screen", keep.screen())
        .param("url", keep.url(), java.sql.Types.VARCHAR)
        .param("sha256", keep.sha256())
        .update();
    return new Reply.Committed();
  }
}
