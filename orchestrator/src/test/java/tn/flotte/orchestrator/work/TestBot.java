package tn.flotte.orchestrator.work;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.Work;

/**
 * A bot with one step and one effect on an outside world of its own, which tests may break at any
 * edge.
 */
final class TestBot extends Bot {
  /** What the texts begin with about which a person is asked. */
  static final String DOUBTFUL = "DOUTE";

  private static final String OUVRIR = "direct:essai-ouvrir";

  record Read(String text) {}

  record Opened(String number) {}

  /**
   * What the outside world holds, by natural key: more than one entry would be a double opening.
   */
  final Map<String, List<String>> world = new ConcurrentHashMap<>();

  final List<String> reads = new CopyOnWriteArrayList<>();

  /** Why an effect must not happen, by natural key. */
  final Map<String, String> obstacles = new ConcurrentHashMap<>();

  /** Called at named edges of the route; a test makes it throw. */
  volatile Consumer<String> edge = name -> {};

  TestBot() {
    super("essai");
  }

  @Override
  public void configure() {
    from(work())
        .routeId("essai")
        .process(step("lire", Read.class, this::read))
        .choice()
        .when(decided(_ -> true))
        .to(OUVRIR)
        .when(when(Read.class, read -> read.text().startsWith(DOUBTFUL)))
        .process(finish(_ -> ask()))
        .otherwise()
        .to(OUVRIR);

    from(OUVRIR)
        .routeId("essai-ouvrir")
        .process(
            effect(
                "ouvrir",
                Opened.class,
                this::open,
                (_, motif) -> new Outcome.Review("a_verifier", motif, Outcome.Details.NONE)))
        .process(
            finish(work -> new Outcome.Done("dossier_ouvert", "ouvert", Outcome.Details.NONE)));
  }

  private static Outcome ask() {
    return new Outcome.Review(
        "a_verifier",
        "une personne doit dire",
        Outcome.Details.NONE.avec(new Outcome.Tache("essai", "à noter")),
        new Question("essai", "lire", true, List.of("un doute"), "", List.of(), List.of(), null));
  }

  private Read read(Work work) {
    reads.add(work.item().reference());
    edge.accept("lire");
    return new Read(work.item().payload("texte").orElse(""));
  }

  private Effect<Opened> open(Work work) {
    String key = work.get(Read.class).text();
    return new Effect<>() {
      @Override
      public String naturalKey() {
        return key;
      }

      @Override
      public Optional<Opened> lookup() {
        edge.accept("lookup");
        return Optional.ofNullable(world.get(key)).map(numbers -> new Opened(numbers.getFirst()));
      }

      @Override
      public Optional<String> obstacle() {
        return Optional.ofNullable(obstacles.get(key));
      }

      @Override
      public Opened perform() {
        edge.accept("before");
        List<String> numbers = world.computeIfAbsent(key, k -> new CopyOnWriteArrayList<>());
        String number = "S-" + key + "-" + (numbers.size() + 1);
        numbers.add(number);
        edge.accept("after");
        return new Opened(number);
      }

      @Override
      public Duration longestRequest() {
        return Duration.ofMillis(300);
      }
    };
  }
}
