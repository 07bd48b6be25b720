package tn.flotte.bots.expertise;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Claims;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Effect.Result;
import tn.flotte.bots.api.Evidence;
import tn.flotte.bots.api.FiledPiece;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.StepWork;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.api.WorkItem;
import tools.jackson.databind.json.JsonMapper;

/**
 * An item of work in memory: journals every result as the JSON it must survive as, and can be taken
 * again after a death.
 */
final class TravailEnMemoire implements Work, Claims {
  static final JsonMapper JSON = JsonMapper.builder().build();

  /** What all items share: the claims and the effects that happened. */
  static final class Memoire {
    final List<TravailEnMemoire> items = new ArrayList<>();
    final Map<String, List<FiledPiece>> pieces = new HashMap<>();
    final Map<String, String> dossiers = new HashMap<>();
    final Map<String, String> effects = new HashMap<>();
    final Map<String, Map<String, String>> deposited = new LinkedHashMap<>();
    final Map<String, Instant> dues = new LinkedHashMap<>();
    Instant now = Instant.parse("2026-06-01T08:00:00Z");
  }

  private final Memoire memoire;
  private final WorkItem item;
  private final Map<String, String> journal;
  private final Map<Class<?>, Object> results = new HashMap<>();
  private final List<String> documents = new ArrayList<>();
  private final Map<String, Runnable> meanwhile = new HashMap<>();
  final List<String> steps = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private @Nullable String claim;
  private @Nullable Outcome outcome;
  private @Nullable String deathAfter;

  TravailEnMemoire(Memoire memoire, WorkItem item) {
    this(memoire, item, new LinkedHashMap<>());
    memoire.items.add(this);
  }

  private TravailEnMemoire(Memoire memoire, WorkItem item, Map<String, String> journal) {
    this.memoire = memoire;
    this.item = item;
    this.journal = journal;
  }

  /** The agent dies right after this effect was performed, before its result is recorded. */
  TravailEnMemoire mourirApres(String effect) {
    deathAfter = effect;
    return this;
  }

  /** Somebody does this right before the effect. */
  TravailEnMemoire avant(String effect, Runnable act) {
    meanwhile.put(effect, act);
    return this;
  }

  /** The same item, taken by the next agent. */
  TravailEnMemoire repris() {
    return suivant(true);
  }

  /** A person has answered; what followed the question's step is forgotten, as the queue does. */
  TravailEnMemoire decide(Decision.Genre genre, Map<String, String> valeurs) {
    Question question = question();
    if (genre == Decision.Genre.CONTINUER) {
      List<String> names = new ArrayList<>(journal.keySet());
      journal.keySet().removeAll(names.subList(names.indexOf(question.reprise()), names.size()));
    }
    TravailEnMemoire next = suivant(false);
    next.decisions.add(
        new Decision(
            decisions.size() + 1,
            "olfa",
            clock().instant(),
            genre,
            valeurs.entrySet().stream()
                .map(e -> new Decision.Tranche(e.getKey(), null, null, e.getValue()))
                .toList(),
            question.doutes(),
            genre == Decision.Genre.REJETER ? "hors délai" : null,
            genre == Decision.Genre.CONTINUER ? null : question.lettre()));
    return next;
  }

  Question question() {
    Question question = ((Outcome.Review) outcome()).question();
    if (question == null) {
      throw new AssertionError("Nothing is asked of a person.");
    }
    return question;
  }

  private TravailEnMemoire suivant(boolean retaken) {
    TravailEnMemoire again =
        new TravailEnMemoire(
            memoire,
            new WorkItem(
                item.id(),
                item.bot(),
                item.reference(),
                item.attempt() + 1,
                retaken,
                item.compte(),
                item.createdAt(),
                item.payload()),
            journal);
    again.decisions.addAll(decisions);
    again.claim = claim;
    memoire.items.remove(this);
    memoire.items.add(again);
    return again;
  }

  Outcome outcome() {
    if (outcome == null) {
      throw new AssertionError("The item has no outcome; it stood at " + steps);
    }
    return outcome;
  }

  @Override
  public WorkItem item() {
    return item;
  }

  @Override
  public <R> R get(Class<R> type) {
    return find(type).orElseThrow(() -> new AssertionError("No step has given " + type));
  }

  @Override
  public <R> Optional<R> find(Class<R> type) {
    return Optional.ofNullable(results.get(type)).map(type::cast);
  }

  @Override
  public List<Decision> decisions() {
    return List.copyOf(decisions);
  }

  @Override
  public <R> Optional<R> recorded(String name, Class<R> type) {
    return Optional.ofNullable(journal.get(name)).map(written -> keep(type, written));
  }

  @Override
  public <R> R step(String name, Class<R> type, StepWork<R> work) {
    steps.add(name);
    String written = journal.get(name);
    if (written == null) {
      written = JSON.writerFor(type).writeValueAsString(work.run(this));
      journal.put(name, written);
    }
    return keep(type, written);
  }

  @Override
  public <R> Result<R> effect(String name, Class<R> type, Effect<R> effect) {
    steps.add(name);
    String written = journal.get(name);
    if (written == null) {
      meanwhile.getOrDefault(name, () -> {}).run();
      String key = name + " " + effect.naturalKey();
      boolean happened = memoire.effects.get(key) != null;
      if (memoire.effects.containsKey(key) && !happened) {
        effect.fence();
      }
      memoire.effects.putIfAbsent(key, null);
      Optional<R> found = effect.lookup();
      if (found.isEmpty()) {
        Optional<String> obstacle = happened ? Optional.of("undone") : effect.obstacle();
        if (obstacle.isPresent()) {
          memoire.effects.remove(key, null);
          return new Result.Withheld<>(obstacle.get());
        }
      }
      R result = found.orElseGet(effect::perform);
      if (name.equals(deathAfter)) {
        throw new Mort();
      }
      written = JSON.writerFor(type).writeValueAsString(result);
      memoire.effects.putIfAbsent(key, written);
      journal.put(name, written);
    }
    return new Result.Done<>(keep(type, written));
  }

  private <R> R keep(Class<R> type, String written) {
    R result = JSON.readValue(written, type);
    results.put(type, result);
    return result;
  }

  @Override
  public void finish(Outcome ending) {
    if (outcome != null) {
      throw new AssertionError("The item ended twice.");
    }
    outcome =
        JSON.readValue(JSON.writerFor(Outcome.class).writeValueAsString(ending), Outcome.class);
    String number = claim;
    if (number != null) {
      memoire
          .pieces
          .computeIfAbsent(number, n -> new ArrayList<>())
          .addAll(ending.details().pieces());
      String dossier = ending.details().numeroDossier();
      if (dossier != null) {
        memoire.dossiers.putIfAbsent(number, dossier);
      }
    }
  }

  @Override
  public Claims claims() {
    return this;
  }

  @Override
  public boolean deposit(
      String bot, String reference, Map<String, String> payload, Instant notBefore) {
    memoire.dues.putIfAbsent(bot + "/" + reference, notBefore);
    return memoire.deposited.putIfAbsent(bot + "/" + reference, payload) == null;
  }

  @Override
  public void keep(Evidence evidence) {}

  @Override
  public Clock clock() {
    return Clock.fixed(memoire.now, ZoneOffset.UTC);
  }

  @Override
  public Alike alike(
      Collection<String> plates, Collection<PaperPrint> prints, int distance, Instant since) {
    throw new UnsupportedOperationException("a report's papers are compared with no other claim's");
  }

  @Override
  public List<KnownDocument> known(Collection<String> sha256) {
    documents.addAll(sha256);
    return memoire.items.stream()
        .filter(i -> i.item.id() < item.id())
        .flatMap(
            i ->
                i.documents.stream()
                    .distinct()
                    .filter(sha256::contains)
                    .map(
                        d ->
                            new KnownDocument(
                                d,
                                i.item.id(),
                                i.claim,
                                "DONE",
                                i.outcome == null ? null : i.outcome.issue())))
        .toList();
  }

  @Override
  public ClaimState join(String numeroDeclaration) {
    claim = numeroDeclaration;
    return new ClaimState(
        numeroDeclaration,
        memoire.dossiers.get(numeroDeclaration),
        memoire.pieces.getOrDefault(numeroDeclaration, List.of()),
        memoire.items.stream()
            .filter(i -> i != this && numeroDeclaration.equals(i.claim))
            .map(TravailEnMemoire::duSinistre)
            .toList());
  }

  private ClaimItem duSinistre() {
    return new ClaimItem(
        item.id(),
        item.createdAt(),
        outcome == null ? "IN_PROGRESS" : "DONE",
        outcome == null ? null : outcome.issue(),
        item.payload().get("expediteur"));
  }

  /** The agent's death. */
  static final class Mort extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
