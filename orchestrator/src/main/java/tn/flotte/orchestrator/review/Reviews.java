package tn.flotte.orchestrator.review;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Question;
import tn.flotte.orchestrator.work.Queue;
import tools.jackson.databind.json.JsonMapper;

/** What people decide: only by whoever holds the item, only about the question that was shown. */
@Component
public class Reviews {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Holds holds;
  private final Queue queue;
  private final Clock clock;
  private final MeterRegistry meters;

  Reviews(
      JdbcClient jdbc,
      JsonMapper json,
      Holds holds,
      Queue queue,
      Clock clock,
      MeterRegistry meters) {
    this.jdbc = jdbc;
    this.json = json;
    this.holds = holds;
    this.queue = queue;
    this.clock = clock;
    this.meters = meters;
  }

  /** What became of an answer. */
  public sealed interface Result {
    /** It is in the journal, and the robot goes on. */
    record Settled(Decision decision) implements Result {}

    /** Somebody else holds the item, or nobody: nothing was changed. */
    record NotHeld() implements Result {}

    /** This question is no longer open: nothing was changed. */
    record Gone() implements Result {}

    /** The answer can't be taken: nothing was changed. */
    record Wrong(List<Fault> faults) implements Result {
      public Wrong {
        faults = List.copyOf(faults);
      }
    }
  }

  /**
   * What the bot asks about the item.
   *
   * @param attempt names this question among the item's
   */
  public record Asked(Question question, int attempt) {}

  /** What is asked of a person about the item now. */
  public Optional<Asked> asked(long item) {
    return jdbc.sql(
            """
            select question, attempt from work_item
            where id = :item and status = 'REVIEW' and question is not null
            """)
        .param("item", item)
        .query(
            (row, _) ->
                new Asked(
                    json.readValue(row.getString("question"), Question.class),
                    row.getInt("attempt")))
        .optional();
  }

  /**
   * A person answers.
   *
   * @param attempt of the question that was on the screen
   */
  @Transactional
  public Result decide(long item, int attempt, String who, Answer answer) {
    Optional<Duration> held = holds.lock(item, who);
    if (held.isEmpty()) {
      return new Result.NotHeld();
    }
    Optional<Asked> asked = asked(item).filter(now -> now.attempt() == attempt);
    if (asked.isEmpty()) {
      return new Result.Gone();
    }
    List<Fault> faults = Answers.faults(asked.get().question(), answer);
    if (!faults.isEmpty()) {
      return new Result.Wrong(faults);
    }
    Optional<Decision> decision =
        queue.decide(
            item,
            attempt,
            held.get(),
            (question, numero) -> Answers.decision(question, answer, numero, who, clock.instant()));
    if (decision.isEmpty()) {
      return new Result.Gone();
    }
    count(item, decision.get());
    holds.clear(item);
    return new Result.Settled(decision.get());
  }

  private void count(long item, Decision decision) {
    for (Decision.Tranche field : decision.champs()) {
      jdbc.sql(
              """
              insert into settled_field (item_id, decision, field, pass, read, value)
              values (:item, :decision, :field, :pass, :read, :value)
              """)
          .param("item", item)
          .param("decision", decision.numero())
          .param("field", field.champ())
          .param("pass", field.pass(), java.sql.Types.VARCHAR)
          .param("read", field.lu(), java.sql.Types.VARCHAR)
          .param("value", field.valeur())
          .update();
      meters
          .counter("flotte.review.field", "field", field.champ(), "kind", kind(field))
          .increment();
    }
    meters
        .counter(
            "flotte.review.decision",
            "kind",
            decision.genre().name().toLowerCase(java.util.Locale.ROOT))
        .increment();
  }

  /** Whether a person had to put something right, and what. */
  private static String kind(Decision.Tranche field) {
    @Nullable String pass = field.pass();
    if (field.valeur().equals(pass)) {
      return "confirmed";
    }
    return field.valeur().equals(field.lu()) ? "corrected_as_read" : "corrected";
  }

  /** A person settles the item outside the house; only whoever holds it. */
  @Transactional
  public boolean close(long item, String who, String reason) {
    if (holds.lock(item, who).isEmpty() || !queue.close(item, who, reason)) {
      return false;
    }
    holds.clear(item);
    return true;
  }

  /**
   * A person has done, or taken note of, what a finished item left.
   *
   * @return false when somebody has already
   */
  @Transactional
  public boolean acknowledge(long task, String who) {
    Optional<Long> item =
        jdbc.sql(
                "update task set done_at = now(), done_by = :who where id = :task and done_at is null returning item_id")
            .param("task", task)
            .param("who", who)
            .query(Long.class)
            .optional();
    item.ifPresent(
        id -> {
          queue.note(id, "acknowledged", who + " : " + text(task));
          holds.clear(id);
        });
    return item.isPresent();
  }

  private String text(long task) {
    return jdbc.sql("select text from task where id = :task")
        .param("task", task)
        .query(String.class)
        .single();
  }
}
