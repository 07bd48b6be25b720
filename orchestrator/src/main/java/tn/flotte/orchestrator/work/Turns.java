package tn.flotte.orchestrator.work;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Items that step back for others: the timeline says it once, they ask ever less often while
 * nothing moves, and are called when it may be their turn. Always called inside a transaction.
 */
@Component
class Turns {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final Items items;

  Turns(JdbcClient jdbc, Items items) {
    this.jdbc = jdbc;
    this.items = items;
  }

  /**
   * Notes that the item steps back.
   *
   * @param asked the pause that whoever is before it asked for
   * @return the pause to make: half of what it has waited already, at least {@code asked}
   */
  Duration stepBack(Items.Held item, Duration asked, String reason) {
    Optional<Duration> waited = waited(item);
    if (waited.isEmpty()) {
      items.event(item.id(), item.attempt(), "deferred", null, reason);
      return asked;
    }
    // Taken in vain: the timeline says already that it waits, the item itself for whom.
    jdbc.sql("delete from event where item_id = :id and attempt = :attempt and kind = 'taken'")
        .param("id", item.id())
        .param("attempt", item.attempt())
        .update();
    Duration half = waited.get().dividedBy(2);
    Duration capped = half.compareTo(LONGEST) > 0 ? LONGEST : half;
    return capped.compareTo(asked) > 0 ? capped : asked;
  }

  /** Since it first stepped back, if nothing has happened to it and no step was done since. */
  private Optional<Duration> waited(Items.Held item) {
    return jdbc.sql(
            """
            select extract(epoch from now() - e.at) * 1000 from event e
            where e.item_id = :id and e.kind = 'deferred'
              and not exists (select 1 from event o where o.item_id = e.item_id and o.id > e.id and o.kind <> 'taken')
              and not exists (select 1 from step s where s.item_id = e.item_id and s.recorded_at > e.at)
            """)
        .param("id", item.id())
        .query(Double.class)
        .optional()
        .map(millis -> Duration.ofMillis(millis.longValue()));
  }

  /**
   * The item has ended, or is on its claim now: calls the first of those that wait for the same
   * sender or the same claim. If another is still before it, it steps back once more.
   */
  void next(Items.Held item) {
    record Called(long id, int attempt) {}
    jdbc.sql(
            """
            update work_item set not_before = now() where id = (
              select w.id from work_item w
              where w.bot = :bot and w.id <> :id and w.status = 'NEW' and w.not_before > now()
                and (w.claim = :claim or w.payload ->> 'expediteur' = :sender)
                and (select e.kind from event e where e.item_id = w.id order by e.id desc limit 1) = 'deferred'
              order by w.id limit 1 for update skip locked)
            returning id, attempt
            """)
        .param("bot", item.bot())
        .param("id", item.id())
        .param("claim", item.claim(), java.sql.Types.VARCHAR)
        .param("sender", item.payload().getOrDefault("expediteur", ""))
        .query((row, _) -> new Called(row.getLong("id"), row.getInt("attempt")))
        .optional()
        .ifPresent(called -> items.hint(item.bot(), called.id(), called.attempt(), Duration.ZERO));
  }
}
