package tn.flotte.orchestrator.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Question;
import tools.jackson.databind.json.JsonMapper;

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
  private final JsonMapper json;

  Queue(JdbcClient jdbc, Items items, Breaker breaker, JsonMapper json) {
    this.jdbc = jdbc;
    this.items = items;
    this.breaker = breaker;
    this.json = json;
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
    items.add(bot, reference, Map.of(), 5, Instant.EPOCH, null);
  }

  /** New work for a bot that a person has asked for; nothing when the bot knows the reference. */
  @Transactional
  public void deposit(String bot, String reference, Map<String, String> payload) {
    items.add(bot, reference, payload, 3, Instant.EPOCH, null);
  }

  /**
   * A person wants an item tried again. What was done outside stays done; what was only read or
   * decided by the robot is read and decided anew when the item was at review, and kept when it
   * failed. What people decided stays.
   */
  @Transactional
  public boolean again(long id, String who) {
    jdbc.sql(
            """
            delete from step s using work_item w where w.id = s.item_id and w.id = :id and w.status = 'REVIEW'
              and s.name not like :decisions
              and not exists (select 1 from effect e where e.item_id = s.item_id and e.name = s.name)
            """)
        .param("decisions", Decision.ETAPE + "%")
        .param("id", id)
        .update();
    return person(id, Status.NEW, who, "remis en file par " + who, "again", "('FAILED', 'REVIEW')");
  }

  /**
   * A person answers what the bot asked. The decision becomes a record of the item's journal; what
   * was recorded from the question's step on is forgotten, so that the bot decides it anew with the
   * answer. Nothing is done outside by this: an effect that is met again finds its own trace.
   *
   * @param attempt the attempt whose question was answered
   * @param answer makes the decision, given the question and the decision's number
   * @param took how long the person held the item
   * @return what was decided; empty when this question is no longer open
   */
  @Transactional
  public Optional<Decision> decide(
      long id, int attempt, Duration took, BiFunction<Question, Integer, Decision> answer) {
    record Asked(String bot, String question) {}
    Optional<Asked> asked =
        jdbc.sql(
                """
                select bot, question from work_item
                where id = :id and attempt = :attempt and status = 'REVIEW' and question is not null for update
                """)
            .param("id", id)
            .param("attempt", attempt)
            .query((row, _) -> new Asked(row.getString("bot"), row.getString("question")))
            .optional();
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    Question question = json.readValue(asked.get().question(), Question.class);
    Decision decision = answer.apply(question, decisions(id) + 1);
    if (decision.genre() == Decision.Genre.CONTINUER) {
      forget(id, question.reprise());
    }
    jdbc.sql(
            """
            insert into step (item_id, name, attempt, result, milliseconds)
            values (:item, :name, :attempt, :result::jsonb, :milliseconds)
            """)
        .param("item", id)
        .param("name", Decision.etape(decision.numero()))
        .param("attempt", attempt)
        .param("result", json.writeValueAsString(decision))
        .param("milliseconds", took.toMillis())
        .update();
    jdbc.sql(
            """
            update work_item set status = 'NEW', reason = :reason, question = null, not_before = now(), failures = 0,
              losses = 0, finished_at = null, priority = least(priority, 3)
            where id = :id
            """)
        .param("reason", "décision de " + decision.par() + ", à suivre par le robot")
        .param("id", id)
        .update();
    items.event(
        id,
        attempt,
        "decided",
        decision.genre() == Decision.Genre.CONTINUER ? question.reprise() : null,
        decision.par() + " : " + decision.genre().name().toLowerCase(Locale.ROOT));
    items.hint(asked.get().bot(), id, attempt, Duration.ZERO);
    return Optional.of(decision);
  }

  private int decisions(long id) {
    return jdbc.sql("select count(*) from step where item_id = :id and name like :decisions")
        .param("id", id)
        .param("decisions", Decision.ETAPE + "%")
        .query(Integer.class)
        .single();
  }

  private void forget(long id, String from) {
    jdbc.sql(
            """
            delete from step where item_id = :id and name not like :decisions
              and recorded_at >= (select recorded_at from step where item_id = :id and name = :from)
            """)
        .param("id", id)
        .param("decisions", Decision.ETAPE + "%")
        .param("from", from)
        .update();
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
                  finished_at = case when :back then null else now() end, question = null
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
        items.hint(row.bot(), id, row.attempt(), Duration.ZERO);
      }
    }
    return changed == 1;
  }

  /** Something that a person did about the item, for its timeline. */
  @Transactional
  public void note(long id, String kind, String text) {
    int attempt =
        jdbc.sql("select attempt from work_item where id = :id")
            .param("id", id)
            .query(Integer.class)
            .single();
    items.event(id, attempt, kind, null, text);
  }

  /** A person lets a paused or stopped bot work again. */
  @Transactional
  public void start(String bot) {
    breaker.start(bot);
  }
}
