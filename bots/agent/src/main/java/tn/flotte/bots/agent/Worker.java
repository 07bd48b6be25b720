package tn.flotte.bots.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tn.flotte.connectors.documents.Documents;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes items for one bot as long as there are any, runs the bot's route on each, and reports how
 * it went.
 */
final class Worker {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private final Bot bot;
  private final String agent;
  private final Orchestrator orchestrator;
  private final ProducerTemplate camel;
  private final Effects effects;
  private final Documents documents;
  private final JsonMapper json;
  private final Clock clock;
  private final ScheduledExecutorService pulses;
  private final Semaphore slots;
  private volatile boolean stopping;

  Worker(
      Bot bot,
      String agent,
      AgentSettings settings,
      Orchestrator orchestrator,
      ProducerTemplate camel,
      Effects effects,
      Documents documents,
      JsonMapper json,
      Clock clock,
      ScheduledExecutorService pulses) {
    this.bot = bot;
    this.agent = agent;
    this.orchestrator = orchestrator;
    this.camel = camel;
    this.effects = effects;
    this.documents = documents;
    this.json = json;
    this.clock = clock;
    this.pulses = pulses;
    this.slots = new Semaphore(settings.capacite());
  }

  String botName() {
    return bot.name();
  }

  void stop() {
    stopping = true;
  }

  /**
   * Somebody said that there is work: takes until there is none. Returns at once when all slots are
   * busy.
   */
  void takeAll() {
    if (!slots.tryAcquire()) {
      return;
    }
    try {
      while (!stopping && takeOne()) {
        // The next one.
      }
    } catch (ConnectorException e) {
      log.warn("{}; will ask again.", e.getMessage());
    } finally {
      slots.release();
    }
  }

  private boolean takeOne() {
    Reply reply =
        orchestrator.ask(
            new Request.Take(bot.name(), agent, bot.needsPassAccount(), bot.ruleBook()));
    if (!(reply instanceof Reply.Taken taken)) {
      return false;
    }
    MDC.put("item", bot.name() + "#" + taken.item().id());
    try {
      run(taken);
    } finally {
      MDC.remove("item");
    }
    return true;
  }

  private void run(Reply.Taken taken) {
    WorkItem item = taken.item();
    log.debug("took item {} for {}, attempt {}", item.id(), item.bot(), item.attempt());
    Attempt attempt = new Attempt(taken, orchestrator, effects, documents, json, clock);
    ScheduledFuture<?> pulse = pulse(attempt, taken.lease());
    try {
      Exchange exchange = camel.send(bot.work(), e -> e.getMessage().setBody(attempt));
      Throwable failure = exchange.getException();
      if (failure == null && !attempt.isFinished()) {
        failure =
            new ConnectorException(
                FailureKind.BUG, "The route of " + bot.name() + " ended without an outcome.");
      }
      if (failure != null) {
        report(attempt, failure);
      }
    } finally {
      pulse.cancel(false);
    }
  }

  private void report(Attempt attempt, Throwable failure) {
    WorkItem item = attempt.item();
    LateException late = find(failure, LateException.class);
    if (late != null) {
      log.info("item {} is no longer ours ({}); left alone", item.id(), late.getMessage());
      return;
    }
    BusyException busy = find(failure, BusyException.class);
    if (busy != null) {
      log.info("item {} steps back: {}", item.id(), busy.getMessage());
      orchestrator.ask(new Request.Defer(item.id(), item.attempt(), busy.delay(), text(busy)));
      return;
    }
    ConnectorException known = find(failure, ConnectorException.class);
    FailureKind kind = known == null ? FailureKind.BUG : known.kind();
    if (kind == FailureKind.BUG) {
      log.error("item {} failed at {}", item.id(), attempt.currentStep(), failure);
    } else {
      log.warn(
          "item {} failed at {}: {} {} ({})",
          item.id(),
          attempt.currentStep(),
          kind,
          text(failure),
          text(root(failure)));
    }
    if (known != null && known.evidence() != null) {
      keepQuietly(attempt, known);
    }
    orchestrator.ask(
        new Request.Fail(
            item.id(),
            item.attempt(),
            attempt.currentStep(),
            kind,
            known == null ? failure.toString() : text(known)));
  }

  private static void keepQuietly(Attempt attempt, ConnectorException known) {
    var evidence = known.evidence();
    if (evidence == null) {
      return;
    }
    try {
      attempt.keep(evidence);
    } catch (ConnectorException | LateException e) {
      log.warn("The screenshot of a failure could not be kept: {}", e.getMessage());
    }
  }

  private ScheduledFuture<?> pulse(Attempt attempt, Duration lease) {
    Thread holder = Thread.currentThread();
    long every = Math.max(200, lease.toMillis() / 3);
    return pulses.scheduleAtFixedRate(
        () -> {
          try {
            Reply reply =
                orchestrator.ask(
                    new Request.Pulse(
                        attempt.item().id(), attempt.item().attempt(), attempt.currentStep()));
            if (reply instanceof Reply.Late gone && !attempt.isFinished()) {
              attempt.markLate(gone.why());
              holder.interrupt();
            }
          } catch (RuntimeException e) {
            log.warn("A pulse for item {} was lost: {}", attempt.item().id(), e.getMessage());
          }
        },
        every,
        every,
        TimeUnit.MILLISECONDS);
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
