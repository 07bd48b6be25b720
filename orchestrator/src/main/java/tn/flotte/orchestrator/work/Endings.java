package tn.flotte.orchestrator.work;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tn.flotte.orchestrator.archive.Archive;
import tools.jackson.databind.json.JsonMapper;

/** How attempts end: an outcome, a step back, a failure; and how an effect is given up. */
@Component
class Endings {
  private static final Logger log = LoggerFactory.getLogger(Endings.class);

  private final JdbcClient jdbc;
  private final Items items;
  private final ClaimBook claims;
  private final Archive archive;
  private final Turns turns;
  private final Breaker breaker;
  private final WorkSettings settings;
  private final JsonMapper json;
  private final MeterRegistry meters;

  Endings(
      JdbcClient jdbc,
      Items items,
      ClaimBook claims,
      Archive archive,
      Turns turns,
      Breaker breaker,
      WorkSettings settings,
      JsonMapper json,
      MeterRegistry meters) {
    this.jdbc = jdbc;
    this.items = items;
    this.claims = claims;
    this.archive = archive;
    this.turns = turns;
    this.breaker = breaker;
    this.settings = settings;
    this.json = json;
    this.meters = meters;
  }

  @Transactional
  Reply finish(Request.Finish finish) {
    Items.Held item = items.hold(finish);
    Outcome outcome = finish.outcome();
    Status status =
        switch (outcome) {
          case Outcome.Done _ -> Status.DONE;
          case Outcome.Review _ -> Status.REVIEW;
          case Outcome.Rejected _ -> Status.REJECTED;
        };
    claims.file(item, outcome);
    items.end(
        item, status, outcome.issue(), outcome.motif(), json.writeValueAsString(outcome.details()));
    leaveToPeople(item, outcome);
    items.event(item.id(), item.attempt(), "finished", null, outcome.motif());
    turns.next(item);
    breaker.through(item.bot());
    meters.counter("flotte.item", "bot", item.bot(), "issue", outcome.issue()).increment();
    if (item.claim() != null) {
      archive.file(item.id());
    }
    return new Reply.Committed();
  }

  /** Keeps what a person is asked, and what a finished item leaves to people. */
  private void leaveToPeople(Items.Held item, Outcome outcome) {
    Question question = outcome instanceof Outcome.Review review ? review.question() : null;
    jdbc.sql("update work_item set question = :question::jsonb where id = :id")
        .param(
            "question",
            question == null ? null : json.writeValueAsString(question),
            java.sql.Types.VARCHAR)
        .param("id", item.id())
        .update();
    for (Outcome.Tache tache : outcome.details().taches()) {
      jdbc.sql("insert into task (item_id, cause, text) values (:item, :cause, :text)")
          .param("item", item.id())
          .param("cause", tache.cause())
          .param("text", tache.texte())
          .update();
    }
  }

  /**
   * Takes back the intent of an effect that was not begun: nobody need doubt it, and whoever wants
   * it next starts afresh. What is recorded as done stays.
   */
  @Transactional
  Reply withdraw(Request.Withdraw withdraw) {
    Items.Held item = items.hold(withdraw);
    jdbc.sql(
            """
            delete from effect where name = :name and natural_key = :key and item_id = :item and done_at is null
            """)
        .param("name", withdraw.effect())
        .param("key", withdraw.key())
        .param("item", item.id())
        .update();
    return new Reply.Committed();
  }

  @Transactional
  Reply defer(Request.Defer defer) {
    Items.Held item = items.hold(defer);
    Duration pause = turns.stepBack(item, defer.delay(), defer.reason());
    items.putBack(item, pause, item.failures(), defer.reason());
    return new Reply.Committed();
  }

  @Transactional
  Reply fail(Request.Fail fail) {
    Items.Held item = items.hold(fail);
    items.event(
        item.id(), item.attempt(), "failed", fail.step(), fail.kind() + " : " + fail.message());
    meters
        .counter(
            "flotte.step.failures",
            "bot",
            item.bot(),
            "step",
            fail.step(),
            "kind",
            fail.kind().name())
        .increment();
    switch (fail.kind()) {
      case UNAVAILABLE -> retry(item, fail, breaker.outage(item.bot(), fail.message()));
      case EXHAUSTED -> {
        breaker.pause(item.bot(), fail.message(), settings.coupureMax());
        items.putBack(item, settings.recul(), item.failures(), fail.message());
      }
      case CHANGED, CONFIGURATION -> {
        breaker.stop(item.bot(), fail.message());
        items.putBack(item, settings.recul(), item.failures(), fail.message());
      }
      case UNKNOWN_EFFECT -> retry(item, fail, false);
      case BUG -> {
        log.error("item {} stopped at {}: {}", item.id(), fail.step(), fail.message());
        items.end(item, Status.FAILED, "echec", fail.message(), null);
        turns.next(item);
      }
    }
    return new Reply.Committed();
  }

  private void retry(Items.Held item, Request.Fail fail, boolean outage) {
    int failures = outage ? item.failures() : item.failures() + 1;
    if (failures >= settings.echecsMax() && fail.kind() != FailureKind.UNKNOWN_EFFECT) {
      items.end(
          item,
          Status.FAILED,
          "echec",
          "Abandonné après %d essais : %s".formatted(failures, fail.message()),
          null);
      turns.next(item);
      return;
    }
    items.putBack(item, pause(failures), failures, fail.message());
  }

  /** Back-off with jitter, so that those that failed together do not come back together. */
  private Duration pause(int failures) {
    long base = settings.recul().toMillis() << Math.min(10, Math.max(0, failures - 1));
    long capped = Math.min(base, settings.reculMax().toMillis());
    return Duration.ofMillis(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
  }
}
