package tn.flotte.orchestrator.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tn.flotte.orchestrator.HouseSettings;
import tools.jackson.databind.json.JsonMapper;

/** Looks at everything and says what is wrong. */
@Component
class Boards {
  private static final Logger log = LoggerFactory.getLogger(Boards.class);

  /** An agent makes itself known every five seconds. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final Duration LONG_WAIT = Duration.ofMinutes(15);
  private static final Duration WITHOUT_AGENT = Duration.ofMinutes(1);
  private static final Duration LONG_DOUBT = Duration.ofMinutes(10);
  private static final Duration LATE_FIRING = Duration.ofMinutes(2);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Balances balances;
  private final BasketRows basket;
  private final Scheduler quartz;
  private final Shown shown;
  private final HouseSettings house;
  private final Clock clock;

  Boards(
      JdbcClient jdbc,
      JsonMapper json,
      Balances balances,
      BasketRows basket,
      Scheduler quartz,
      Shown shown,
      HouseSettings house,
      Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.balances = balances;
    this.basket = basket;
    this.quartz = quartz;
    this.shown = shown;
    this.house = house;
    this.clock = clock;
  }

  Board now() {
    Instant now = clock.instant();
    List<Board.BotLine> bots = bots();
    List<Board.AgentLine> agents = agents(now);
    Balance balance = balances.of(today());
    List<Board.NextRun> runs = runs();
    return new Board(
        bots, agents, balance, alerts(bots, agents, balance, runs, now), runs, awaited(), now);
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), house.fuseau());
  }

  List<Board.BotLine> bots() {
    return jdbc.sql(
            """
            with name as (
              select name from bot union select bot from %s b
              union select jsonb_array_elements_text(bots) from agent where seen_at > now() - interval '1 day')
            select n.name, coalesce(b.state, 'RUNNING') as state, b.reason, b.until,
              c.waiting, c.deferred, c.working, c.review, c.uncertain, c.failed, c.oldest, s.last
            from name n
            left join bot b on b.name = n.name
            cross join lateral (
              select count(*) filter (where status = 'NEW' and not (attempt = 0 and not_before > now())) as waiting,
                count(*) filter (where status = 'NEW' and attempt = 0 and not_before > now()) as deferred,
                count(*) filter (where status = 'IN_PROGRESS') as working,
                count(*) filter (where status = 'REVIEW') as review,
                count(*) filter (where status = 'UNCERTAIN') as uncertain,
                count(*) filter (where status = 'FAILED') as failed,
                min(greatest(created_at, not_before)) filter (where status = 'NEW' and not_before <= now()) as oldest
              from work_item w
              where w.bot = n.name and status in ('NEW', 'IN_PROGRESS', 'REVIEW', 'UNCERTAIN', 'FAILED')) c
            cross join lateral (
              select max(finished_at) as last from work_item w where w.bot = n.name and status = 'DONE') s
            order by n.name
            """
                .formatted(ItemRows.BOTS))
        .query(
            (row, _) ->
                new Board.BotLine(
                    row.getString("name"),
                    row.getString("state"),
                    row.getString("reason"),
                    Rows.instant(row, "until"),
                    row.getLong("waiting"),
                    row.getLong("deferred"),
                    row.getLong("working"),
                    row.getLong("review"),
                    row.getLong("uncertain"),
                    row.getLong("failed"),
                    Rows.instant(row, "oldest"),
                    Rows.instant(row, "last")))
        .list();
  }

  /** How much waits for a person: as much as the basket shows. */
  long awaited() {
    return basket.count();
  }

  /** Those seen lately, and those that still hold something. */
  List<Board.AgentLine> agents(Instant now) {
    return jdbc.sql(
            """
            select a.name, a.host, a.bots, a.capacity, a.version, a.seen_at, coalesce(h.holds, 0) as holds
            from agent a
            left join (select agent, count(*) as holds from work_item where status = 'IN_PROGRESS' group by agent) h
              on h.agent = a.name
            where a.seen_at > now() - interval '1 hour' or h.holds > 0
            order by a.seen_at desc, a.name
            """)
        .query(
            (row, _) -> {
              Instant seen = row.getTimestamp("seen_at").toInstant();
              return new Board.AgentLine(
                  row.getString("name"),
                  row.getString("host"),
                  Rows.texts(json.readTree(row.getString("bots"))),
                  row.getInt("capacity"),
                  row.getString("version"),
                  seen,
                  seen.plus(SILENCE).isBefore(now),
                  row.getLong("holds"));
            })
        .list();
  }

  private List<Board.NextRun> runs() {
    List<Board.NextRun> runs = new ArrayList<>();
    try {
      for (TriggerKey key : quartz.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
        Trigger trigger = quartz.getTrigger(key);
        if (trigger == null) {
          continue;
        }
        JobDetail job = quartz.getJobDetail(trigger.getJobKey());
        String bot = job == null ? null : job.getJobDataMap().getString("bot");
        runs.add(
            new Board.NextRun(
                key.getName(),
                bot == null ? "" : bot,
                instant(trigger.getNextFireTime()),
                instant(trigger.getPreviousFireTime())));
      }
    } catch (SchedulerException e) {
      log.warn("The schedules can't be shown, the scheduler does not answer: {}", e.getMessage());
    }
    runs.sort(
        Comparator.comparing(Board.NextRun::next, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Board.NextRun::name));
    return runs;
  }

  private static @Nullable Instant instant(java.util.@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  private List<Board.Alert> alerts(
      List<Board.BotLine> bots,
      List<Board.AgentLine> agents,
      Balance balance,
      List<Board.NextRun> runs,
      Instant now) {
    List<Board.Alert> alerts = new ArrayList<>();
    for (Board.BotLine bot : bots) {
      botAlerts(bot, agents, now, alerts);
    }
    for (Board.AgentLine agent : agents) {
      if (agent.silent() && agent.holds() > 0) {
        alerts.add(
            new Board.Alert(
                true,
                shown.text(
                    "alerte.agent-muet",
                    agent.name(),
                    shown.relative(agent.seenAt()),
                    agent.holds()),
                new Link("/elements").with("agent", agent.name()).toString()));
      }
    }
    long late =
        jdbc.sql(
                """
                select count(*) from work_item where deadline < now() and bot <> :technical
                  and status in ('NEW', 'IN_PROGRESS', 'UNCERTAIN')
                """)
            .param("technical", ItemFilter.TECHNICAL)
            .query(Long.class)
            .single();
    if (late > 0) {
      alerts.add(new Board.Alert(false, shown.text("alerte.retard", late), "/elements?retard=oui"));
    }
    if (!balance.isBalanced()) {
      alerts.add(
          new Board.Alert(
              true,
              shown.text("alerte.bilan", balance.received(), balance.accounted()),
              new Link("/courrier").with("issue", Issue.UNKNOWN).toString()));
    }
    for (Board.NextRun run : runs) {
      Instant next = run.next();
      if (next != null && next.plus(LATE_FIRING).isBefore(now)) {
        alerts.add(
            new Board.Alert(
                true,
                shown.text("alerte.planning", shown.schedule(run.name()), shown.relative(next)),
                "#planning"));
      }
    }
    alerts.sort(Comparator.comparing(Board.Alert::grave).reversed());
    return alerts;
  }

  private void botAlerts(
      Board.BotLine bot, List<Board.AgentLine> agents, Instant now, List<Board.Alert> alerts) {
    Link items = new Link("/elements").with("bot", bot.name());
    String name = shown.bot(bot.name());
    if (bot.state().equals("STOPPED")) {
      alerts.add(
          new Board.Alert(true, shown.text("alerte.arrete", name, reason(bot)), items.toString()));
    }
    if (bot.state().equals("PAUSED")) {
      alerts.add(
          new Board.Alert(false, shown.text("alerte.pause", name, reason(bot)), items.toString()));
    }
    if (bot.failed() > 0) {
      alerts.add(
          new Board.Alert(
              true,
              shown.text("alerte.echecs", name, bot.failed()),
              items.with("statut", "FAILED").toString()));
    }
    if (bot.uncertain() > 0 && oldestDoubt(bot.name(), now)) {
      alerts.add(
          new Board.Alert(
              false,
              shown.text("alerte.incertain", name, bot.uncertain()),
              items.with("statut", "UNCERTAIN").toString()));
    }
    Instant oldest = bot.oldestWaiting();
    if (oldest == null) {
      return;
    }
    Link waiting = items.with("statut", "NEW").with("tri", "arrivee").with("sens", "asc");
    boolean hosted =
        agents.stream().anyMatch(agent -> !agent.silent() && agent.bots().contains(bot.name()));
    if (!hosted && oldest.plus(WITHOUT_AGENT).isBefore(now)) {
      alerts.add(new Board.Alert(true, shown.text("alerte.sans-agent", name), waiting.toString()));
    } else if (oldest.plus(LONG_WAIT).isBefore(now)) {
      alerts.add(
          new Board.Alert(
              false,
              shown.text("alerte.attente", name, shown.relative(oldest)),
              waiting.toString()));
    }
  }

  private boolean oldestDoubt(String bot, Instant now) {
    return jdbc.sql(
            """
            select exists (select 1 from work_item w join effect e on e.item_id = w.id
              where w.bot = :bot and w.status = 'UNCERTAIN' and e.done_at is null and e.intended_at < :since)
            """)
        .param("bot", bot)
        .param("since", now.minus(LONG_DOUBT).atOffset(java.time.ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  private String reason(Board.BotLine bot) {
    String reason = bot.reason();
    return reason == null ? shown.text("alerte.sans-raison") : shown.inert(reason);
  }
}
