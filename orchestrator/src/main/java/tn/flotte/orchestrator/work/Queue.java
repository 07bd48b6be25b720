package tn.flotte.orchestrator.work;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The work queue as the orchestrator's other modules use it: new work, and what people may do with
 * an item.
 */
@Component
public class Queue {
  /** How long a scheduled item that found nothing is kept. */
  private static final int KEEP_SCHEDULED_MINUTES = 30;

  private final JdbcClient jdbc;
  private final Items items;
  private final Breaker breaker;

  Queue(JdbcClient jdbc, Items items, Breaker breaker) {
    this.jdbc = jdbc;
    this.items = items;
    this.breaker = breaker;
  }

  /**
   * A schedule is due.
   *
   * @param alone make nothing while an earlier item of the bot waits or runs
   */
  @Transactional
  public void due(String bot, String reference, boolean alone) {
    jdbc.sql(
            """
            delete from work_item where bot = :bot and status = 'DONE' and reference like '%@%'
              and finished_at < now() - make_interval(mins => :keep)
              and not exists (select 1 from effect e where e.item_id = work_item.id)
              and not exists (select 1 from piece p where p.item_id = work_item.id)
            """)
        .param("bot", bot)
        .param("keep", KEEP_SCHEDULED_MINUTES)
        .update();
    if (alone) {
      jdbc.sql("select pg_advisory_xact_lock(hashtext(:bot))").param("bot", bot).query(row -> {});
      boolean open =
          jdbc.sql(
                  """
                  select exists (select 1 from work_item where bot = :bot
                    and status in ('NEW', 'IN_PROGRESS', 'UNCERTAIN'))
                  """)
              .param("bot", bot)
              .query(Boolean.class)
              .single();
      if (open) {
        return;
      }
    }
    items.add(bot, reference, Map.of(), 5, null);
  }

  /**
   * A person wants an item tried again. What was done outside stays done; what was only read or
   * decided is read and decided anew when the item was at review, and kept when it failed.
   */
  @Transactional
  public boolean again(long id, String who) {
    jdbc.sql(
            """
            delete from step s using work_item w where w.id = s.item_id and w.id = :id and w.status = 'REVIEW'
              and not exists (select 1 from effect e where e.item_id = s.item_id and e.name = s.name)
            """)
        .param("id", id)
        .update();
    return person(id, Status.NEW, who, "remis en file par " + who, "again", "('FAILED', 'REVIEW')");
  }

  /** A person settles an item by hand, with a reason. */
  @Transactional
  public boolean close(long id, String who, String reason) {
    return person(id, Status.DONE, who, reason, "closed", "('FAILED', 'REVIEW')");
  }

  private boolean person(
      long id, Status status, String who, String reason, String kind, String from) {
    boolean back = status == Status.NEW;
    int changed =
        jdbc.sql(
                """
                update work_item set status = :status, reason = :reason, not_before = now(), failures = 0, losses = 0,
                  finished_at = case when :back then null else now() end
                where id = :id and status in %s
                """
                    .formatted(from))
            .param("status", status.name())
            .param("reason", reason)
            .param("back", back)
            .param("id", id)
            .update();
    if (changed == 1) {
      record Row(String bot, int attempt) {}
      Row row =
          jdbc.sql("select bot, attempt from work_item where id = :id")
              .param("id", id)
              .query((r, _) -> new Row(r.getString("bot"), r.getInt("attempt")))
              .single();
      items.event(id, row.attempt(), kind, null, who + " : " + reason);
      if (back) {
        items.hint(row.bot(), id, row.attempt(), java.time.Duration.ZERO);
      }
    }
    return changed == 1;
  }

  /** A person lets a paused or stopped bot work again. */
  @Transactional
  public void start(String bot) {
    breaker.start(bot);
  }
}
