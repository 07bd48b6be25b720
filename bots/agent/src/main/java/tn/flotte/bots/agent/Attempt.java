package tn.flotte.bots.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.Claims;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Effect.Result;
import tn.flotte.bots.api.Evidence;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.StepWork;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tn.flotte.connectors.documents.Documents;
import tools.jackson.databind.json.JsonMapper;

/**
 * One attempt at one item: what an earlier attempt recorded is used as it is, and nothing goes on
 * before it is recorded.
 */
final class Attempt implements Work, Claims {
  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  private final WorkItem item;
  private final Map<String, String> recorded;
  private final Map<Class<?>, Object> results = new HashMap<>();
  private final Orchestrator orchestrator;
  private final Effects effects;
  private final Documents documents;
  private final JsonMapper json;
  private final Clock clock;

  private volatile String step = "";
  private volatile boolean finished;
  private volatile @Nullable String late;

  Attempt(
      Reply.Taken taken,
      Orchestrator orchestrator,
      Effects effects,
      Documents documents,
      JsonMapper json,
      Clock clock) {
    this.item = taken.item();
    this.recorded = new LinkedHashMap<>(taken.steps());
    this.orchestrator = orchestrator;
    this.effects = effects;
    this.documents = documents;
    this.json = json;
    this.clock = clock;
  }

  /** Where it stands, for the pulse. */
  String currentStep() {
    return step;
  }

  boolean isFinished() {
    return finished;
  }

  /** Told by the pulse that somebody else holds the item. */
  void markLate(String why) {
    late = why;
  }

  @Override
  public WorkItem item() {
    return item;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public <R> R get(Class<R> type) {
    return find(type)
        .orElseThrow(
            () ->
                new ConnectorException(
                    FailureKind.BUG,
                    "The route asks for " + type.getSimpleName() + ", which no step has given."));
  }

  @Override
  public <R> Optional<R> find(Class<R> type) {
    return Optional.ofNullable(results.get(type)).map(type::cast);
  }

  @Override
  public List<Decision> decisions() {
    return recorded.entrySet().stream()
        .filter(step -> Decision.isEtape(step.getKey()))
        .map(step -> json.readValue(step.getValue(), Decision.class))
        .sorted(Comparator.comparingInt(Decision::numero))
        .toList();
  }

  @Override
  public <R> Optional<R> recorded(String name, Class<R> type) {
    return Optional.ofNullable(recorded.get(name)).map(written -> keep(type, written));
  }

  @Override
  public <R> R step(String name, Class<R> type, StepWork<R> work) {
    String known = begin(name);
    if (known != null) {
      return keep(type, known);
    }
    long began = System.nanoTime();
    R result = work.run(this);
    String written = json.writerFor(type).writeValueAsString(result);
    tell(new Request.StepDone(item.id(), item.attempt(), name, written, since(began)));
    log.info("step {} done for item {}", name, item.id());
    return keep(type, written);
  }

  @Override
  public <R> Result<R> effect(String name, Class<R> type, Effect<R> effect) {
    String known = begin(name);
    if (known != null) {
      return new Result.Done<>(keep(type, known));
    }
    long began = System.nanoTime();
    String key = effect.naturalKey();
    Reply reply = ask(new Request.Intend(item.id(), item.attempt(), name, key));
    Effects.mark(name, effect, "intended");
    Result<R> result =
        switch (reply) {
          case Reply.Fresh _ -> effects.fresh(name, effect);
          case Reply.Happened _ -> effects.happened(name, effect);
          case Reply.Uncertain _ ->
              effects.uncertain(
                  name,
                  effect,
                  () -> tell(new Request.Renew(item.id(), item.attempt(), name, key)));
          default -> throw unexpected(reply);
        };
    return switch (result) {
      case Result.Done<R>(R value) -> {
        String written = json.writerFor(type).writeValueAsString(value);
        tell(new Request.EffectDone(item.id(), item.attempt(), name, key, written, since(began)));
        Effects.mark(name, effect, "recorded");
        yield new Result.Done<>(keep(type, written));
      }
      case Result.Withheld<R> withheld -> {
        tell(new Request.Withdraw(item.id(), item.attempt(), name, key));
        Effects.mark(name, effect, "withdrawn");
        yield withheld;
      }
    };
  }

  @Override
  public void finish(Outcome outcome) {
    step = "finir";
    tell(new Request.Finish(item.id(), item.attempt(), outcome));
    finished = true;
    if (results.isEmpty()) {
      log.debug("item {} ended: {} ({})", item.id(), outcome.issue(), outcome.motif());
    } else {
      log.info("item {} ended: {} ({})", item.id(), outcome.issue(), outcome.motif());
    }
  }

  @Override
  public Claims claims() {
    return this;
  }

  @Override
  public List<KnownDocument> known(Collection<String> sha256) {
    Reply reply = ask(new Request.Known(item.id(), item.attempt(), List.copyOf(sha256)));
    if (reply instanceof Reply.KnownDocuments known) {
      return known.documents();
    }
    throw unexpected(reply);
  }

  @Override
  public Alike alike(
      Collection<String> plates, Collection<PaperPrint> prints, int distance, Instant since) {
    Reply reply =
        ask(
            new Request.Resemble(
                item.id(),
                item.attempt(),
                List.copyOf(plates),
                List.copyOf(prints),
                distance,
                since));
    if (reply instanceof Reply.Resembling resembling) {
      return resembling.alike();
    }
    throw unexpected(reply);
  }

  @Override
  public ClaimState join(String numeroDeclaration) {
    Reply reply = ask(new Request.Join(item.id(), item.attempt(), numeroDeclaration));
    if (reply instanceof Reply.Joined joined) {
      return joined.claim();
    }
    throw unexpected(reply);
  }

  @Override
  public boolean deposit(
      String bot, String reference, Map<String, String> payload, Instant notBefore) {
    Reply reply =
        ask(new Request.Deposit(item.id(), item.attempt(), bot, reference, payload, notBefore));
    if (reply instanceof Reply.Deposited deposited) {
      return deposited.fresh();
    }
    throw unexpected(reply);
  }

  @Override
  public void keep(Evidence evidence) {
    String sha256 = documents.put(evidence.png()).sha256();
    tell(
        new Request.Keep(
            item.id(), item.attempt(), step, evidence.screen(), evidence.url(), sha256));
  }

  private @Nullable String begin(String name) {
    if (finished) {
      throw new ConnectorException(
          FailureKind.BUG, "Step " + name + " follows the end of the item.");
    }
    String why = late;
    if (why != null) {
      throw new LateException(why, null);
    }
    step = name;
    return recorded.get(name);
  }

  private <R> R keep(Class<R> type, String written) {
    R result = json.readValue(written, type);
    results.put(type, result);
    return result;
  }

  private void tell(Request request) {
    Reply reply = ask(request);
    if (!(reply instanceof Reply.Committed)) {
      throw unexpected(reply);
    }
  }

  /** Asks, and turns the answers that end this attempt into the exceptions that do. */
  private Reply ask(Request request) {
    Reply reply = orchestrator.ask(request);
    return switch (reply) {
      case Reply.Late gone -> throw new LateException(gone.why(), null);
      case Reply.Busy busy -> throw new BusyException(busy.why(), busy.delay());
      case Reply.Refused refused -> throw new ConnectorException(FailureKind.BUG, refused.why());
      default -> reply;
    };
  }

  private static ConnectorException unexpected(Reply reply) {
    return new ConnectorException(
        FailureKind.BUG, "The orchestrator answered " + reply + " where that makes no sense.");
  }

  private static long since(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
