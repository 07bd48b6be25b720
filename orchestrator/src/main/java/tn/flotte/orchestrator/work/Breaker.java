package tn.flotte.orchestrator.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A bot's circuit breaker: outages in a row pause it, a probe ends the pause, and what the outage
 * cost is given back to the items. A bot that was stopped (a screen changed, a setting is wrong) is
 * started again only by a person.
 */
@Component
class Breaker {
  private static final Logger log = LoggerFactory.getLogger(Breaker.class);

  private final JdbcClient jdbc;
  private final WorkSettings settings;

  Breaker(JdbcClient jdbc, WorkSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  private record State(String state, @Nullable Instant until, int streak) {}

  private Optional<State> state(String bot) {
    return jdbc.sql("select state, until, streak from bot where name = :bot for update")
        .param("bot", bot)
        .query(
            (row, _) -> {
              var until = row.getTimestamp("until");
              return new State(
                  row.getString("state"),
                  until == null ? null : until.toInstant(),
                  row.getInt("streak"));
            })
        .optional();
  }

  /**
   * Whether the bot may take an item now; when a pause is over, exactly one is let through to
   * probe.
   */
  boolean allows(String bot) {
    Optional<String> state =
        jdbc.sql("select state from bot where name = :bot and state <> 'RUNNING'")
            .param("bot", bot)
            .query(String.class)
            .optional();
    if (state.isEmpty()) {
      return true;
    }
    return jdbc.sql(
                """
                update bot set until = now() + make_interval(secs => :probe)
                where name = :bot and state = 'PAUSED' and until <= now()
                """)
            .param("bot", bot)
            .param("probe", (double) settings.bail().toSeconds())
            .update()
        == 1;
  }

  /**
   * An item could not get through to the outside. Returns whether the failure is the outage's, not
   * the item's.
   */
  boolean outage(String bot, String why) {
    jdbc.sql("insert into bot (name) values (:bot) on conflict do nothing")
        .param("bot", bot)
        .update();
    State before = state(bot).orElseThrow();
    int streak = before.streak() + 1;
    boolean open = streak >= settings.coupureApres();
    long doublings = Math.min(10, Math.max(0, streak - settings.coupureApres()));
    long pause =
        Math.min(settings.coupureMax().toMillis(), settings.coupure().toMillis() << doublings);
    pause += ThreadLocalRandom.current().nextLong(pause / 4 + 1);
    jdbc.sql(
            """
            update bot set streak = :streak, streak_since = coalesce(streak_since, now()),
              state = case when state = 'STOPPED' then state when :open then 'PAUSED' else state end,
              reason = case when state = 'STOPPED' then reason when :open then :why else reason end,
              until = case when :open then now() + make_interval(secs => :pause) else until end
            where name = :bot
            """)
        .param("streak", streak)
        .param("open", open)
        .param("why", why)
        .param("pause", pause / 1000.0)
        .param("bot", bot)
        .update();
    if (open && before.streak() < settings.coupureApres()) {
      jdbc.sql(
              """
              update work_item w set failures = greatest(0, failures - 1)
              where bot = :bot and status in ('NEW', 'UNCERTAIN') and exists (select 1 from event e, bot b
                where e.item_id = w.id and b.name = :bot and e.kind = 'failed' and e.at >= b.streak_since)
              """)
          .param("bot", bot)
          .update();
      log.warn("bot {} is paused for {}: {}", bot, Duration.ofMillis(pause), why);
    }
    return open;
  }

  /** Something got through: the outage, if there was one, is over. */
  void through(String bot) {
    jdbc.sql(
            """
            update bot set state = 'RUNNING', reason = null, until = null, streak = 0, streak_since = null
            where name = :bot and state <> 'STOPPED' and (streak > 0 or state = 'PAUSED')
            """)
        .param("bot", bot)
        .update();
  }

  void pause(String bot, String why, Duration length) {
    jdbc.sql(
            """
            insert into bot (name, state, reason, until) values (:bot, 'PAUSED', :why, now() + make_interval(secs => :secs))
            on conflict (name) do update set state = 'PAUSED', reason = excluded.reason, until = excluded.until
            """)
        .param("bot", bot)
        .param("why", why)
        .param("secs", (double) length.toSeconds())
        .update();
    log.warn("bot {} is paused for {}: {}", bot, length, why);
  }

  void stop(String bot, String why) {
    jdbc.sql(
            """
            insert into bot (name, state, reason) values (:bot, 'STOPPED', :why)
            on conflict (name) do update set state = 'STOPPED', reason = excluded.reason, until = null
            """)
        .param("bot", bot)
        .param("why", why)
        .update();
    log.error("bot {} is stopped until a person starts it again: {}", bot, why);
  }

  void start(String bot) {
    jdbc.sql(
            """
            insert into bot (name) values (:bot) on conflict (name)
            do update set state = 'RUNNING', reason = null, until = null, streak = 0, streak_since = null
            """)
        .param("bot", bot)
        .update();
  }
}
