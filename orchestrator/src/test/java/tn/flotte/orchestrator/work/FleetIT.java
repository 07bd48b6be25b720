package tn.flotte.orchestrator.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tn.flotte.orchestrator.rules.RuleShelf;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orchestrator and agent in one JVM, with the real database and the real broker: what is promised
 * when things go wrong.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class FleetIT {
  @TempDir static Path house;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("flotte.donnees", () -> house.toString());
    registry.add("flotte.schedules.dossier", () -> house.toString());
    registry.add("flotte.travail.bail", () -> "2s");
    registry.add("flotte.travail.recul", () -> "200ms");
    registry.add("flotte.travail.coupure", () -> "500ms");
    registry.add("flotte.travail.coupure-apres", () -> "3");
    // Short pauses, so that one test's outage does not reach into the next.
    registry.add("flotte.travail.coupure-max", () -> "1s");
    registry.add("flotte.travail.recul-max", () -> "500ms");
    registry.add("flotte.agent.sondage", () -> "300ms");
  }

  @TestConfiguration
  static class Bots {
    @Bean
    TestBot testBot() {
      return new TestBot();
    }
  }

  @Autowired TestBot bot;
  @Autowired Items items;
  @Autowired Queue queue;
  @Autowired Desk desk;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  @Autowired Breaker breaker;
  @Autowired RuleShelf rules;
  @Autowired WorkSettings settings;
  @Autowired JsonMapper json;

  @BeforeEach
  @AfterEach
  void calm() {
    bot.edge = name -> {};
  }

  private long deposit(String text) {
    return deposit(text, Instant.EPOCH);
  }

  private long deposit(String text, Instant notBefore) {
    return transactions
        .execute(
            status ->
                items.add(
                    "essai",
                    UUID.randomUUID().toString(),
                    Map.of("texte", text, "expediteur", text),
                    5,
                    notBefore,
                    null))
        .orElseThrow();
  }

  private String status(long id) {
    return jdbc.sql("select status from work_item where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  private void awaitStatus(long id, Status status) {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(status(id)).isEqualTo(status.name()));
  }

  private Optional<Decision> decide(long id, int attempt) {
    return queue.decide(
        id,
        attempt,
        Duration.ofSeconds(3),
        (question, numero) ->
            new Decision(
                numero,
                "olfa",
                Instant.now(),
                Decision.Genre.CONTINUER,
                List.of(),
                question.doutes(),
                null,
                null));
  }

  @Test
  void aPersonsDecisionLetsTheItemGoOnAndIsNeverForgotten() {
    String text = TestBot.DOUBTFUL + UUID.randomUUID();
    long id = deposit(text);
    awaitStatus(id, Status.REVIEW);
    assertThat(bot.world).doesNotContainKey(text);

    assertThat(decide(id, 0)).as("another question than the one shown").isEmpty();
    assertThat(decide(id, 1)).isPresent();
    awaitStatus(id, Status.DONE);
    assertThat(decide(id, 2)).as("nothing is asked any more").isEmpty();

    assertThat(bot.world.get(text)).hasSize(1);
    assertThat(
            jdbc.sql("select name from step where item_id = :id order by recorded_at")
                .param("id", id)
                .query(String.class)
                .list())
        .containsExactly("décision 1", "lire", "ouvrir");
    assertThat(
            jdbc.sql("select count(*) from task where item_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void takesAnItemThatIsPutDownForADayNotBeforeIt() {
    Instant due = Instant.now().plusSeconds(3);
    long id = deposit("D11", due);
    awaitStatus(id, Status.DONE);
    assertThat(
            jdbc.sql(
                    "select started_at >= :due and not_before = :due from work_item where id = :id")
                .param("id", id)
                .param("due", java.sql.Timestamp.from(due))
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void takesAnItemThroughItsStepsToItsOutcome() {
    long id = deposit("D1");

    awaitStatus(id, Status.DONE);
    assertThat(bot.world.get("D1")).containsExactly("S-D1-1");
    assertThat(
            jdbc.sql("select name from step where item_id = :id order by recorded_at")
                .param("id", id)
                .query(String.class)
                .list())
        .containsExactly("lire", "ouvrir");
  }

  @Test
  void opensOnceWhenTwoItemsWantTheSame() {
    long first = deposit("D2");
    long second = deposit("D2");

    awaitStatus(first, Status.DONE);
    awaitStatus(second, Status.DONE);
    assertThat(bot.world.get("D2")).hasSize(1);
  }

  @Test
  void asksTheOutsideWorldWhenTheAnswerWasLost() {
    AtomicInteger losses = new AtomicInteger();
    bot.edge =
        name -> {
          if (name.equals("after") && losses.getAndIncrement() == 0) {
            throw new ConnectorException(FailureKind.UNKNOWN_EFFECT, "no answer seen");
          }
        };
    long id = deposit("D3");

    awaitStatus(id, Status.DONE);
    assertThat(bot.world.get("D3")).hasSize(1);
    assertThat(
            jdbc.sql("select count(*) from event where item_id = :id and kind = 'failed'")
                .param("id", id)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void doesItAgainOnlyWhenTheOutsideWorldShowsNothing() {
    AtomicInteger losses = new AtomicInteger();
    bot.edge =
        name -> {
          if (name.equals("before") && losses.getAndIncrement() == 0) {
            throw new ConnectorException(FailureKind.UNKNOWN_EFFECT, "nobody knows");
          }
        };
    long id = deposit("D4");

    awaitStatus(id, Status.DONE);
    assertThat(bot.world.get("D4")).hasSize(1);
  }

  @Test
  void runsARecordedStepNeverAgain() {
    AtomicInteger failures = new AtomicInteger();
    bot.edge =
        name -> {
          if (name.equals("lookup") && failures.getAndIncrement() == 0) {
            throw new ConnectorException(FailureKind.UNAVAILABLE, "away");
          }
        };
    long id = deposit("D5");
    awaitStatus(id, Status.DONE);

    String reference =
        jdbc.sql("select reference from work_item where id = :id")
            .param("id", id)
            .query(String.class)
            .single();
    assertThat(bot.reads.stream().filter(reference::equals)).hasSize(1);
  }

  @Test
  void anOutagePausesTheBotAndSpendsNobodysRetries() {
    AtomicInteger failures = new AtomicInteger();
    bot.edge =
        name -> {
          if (name.equals("lookup") && failures.getAndIncrement() < 6) {
            throw new ConnectorException(FailureKind.UNAVAILABLE, "PASS ne répond pas");
          }
        };
    long id = deposit("D6");

    await().untilAsserted(() -> assertThat(botState()).isEqualTo("PAUSED"));
    awaitStatus(id, Status.DONE);
    assertThat(bot.world.get("D6")).hasSize(1);
    assertThat(botState()).isEqualTo("RUNNING");
  }

  private String botState() {
    return jdbc.sql("select state from bot where name = 'essai'")
        .query(String.class)
        .optional()
        .orElse("");
  }

  @Test
  void aMistakeOfOursStopsTheItemAndNotTheOthers() {
    bot.edge =
        name -> {
          if (name.equals("lire")) {
            throw new IllegalStateException("a bug");
          }
        };
    long broken = deposit("D7");
    awaitStatus(broken, Status.FAILED);
    calm();
    long fine = deposit("D8");

    awaitStatus(fine, Status.DONE);
    assertThat(bot.world).doesNotContainKey("D7");
  }

  @Test
  void refusesWhoeverIsLate() {
    long id =
        transactions
            .execute(
                status ->
                    items.add(
                        "personne", UUID.randomUUID().toString(), Map.of(), 5, Instant.EPOCH, null))
            .orElseThrow();
    assertThat(desk.answer(new Request.Take("personne", "agent-1", false)))
        .isInstanceOf(Reply.Taken.class);
    jdbc.sql("update work_item set lease_until = now() - interval '1 second' where id = :id")
        .param("id", id)
        .update();
    await().untilAsserted(() -> assertThat(status(id)).isEqualTo("NEW"));
    assertThat(desk.answer(new Request.Take("personne", "agent-2", false)))
        .isInstanceOfSatisfying(
            Reply.Taken.class,
            taken -> {
              assertThat(taken.item().attempt()).isEqualTo(2);
              assertThat(taken.item().retaken()).isTrue();
            });

    assertThat(desk.answer(new Request.StepDone(id, 1, "lire", "{}", 1)))
        .isInstanceOf(Reply.Late.class);
    assertThat(desk.answer(new Request.Intend(id, 1, "ouvrir", "X")))
        .isInstanceOf(Reply.Late.class);
    assertThat(
            desk.answer(
                new Request.Finish(id, 1, new Outcome.Done("x", "y", Outcome.Details.NONE))))
        .isInstanceOf(Reply.Late.class);
    assertThat(desk.answer(new Request.Pulse(id, 2, "lire"))).isInstanceOf(Reply.Committed.class);
  }

  @Test
  void anIntentWithoutResultIsUncertainForWhoeverComesNext() {
    long id =
        transactions
            .execute(
                status ->
                    items.add(
                        "personne", UUID.randomUUID().toString(), Map.of(), 5, Instant.EPOCH, null))
            .orElseThrow();
    desk.answer(new Request.Take("personne", "agent-1", false));
    assertThat(desk.answer(new Request.Intend(id, 1, "ouvrir", "U1")))
        .isInstanceOf(Reply.Fresh.class);
    jdbc.sql("update work_item set lease_until = now() - interval '1 second' where id = :id")
        .param("id", id)
        .update();

    await().untilAsserted(() -> assertThat(status(id)).isEqualTo("UNCERTAIN"));
    desk.answer(new Request.Take("personne", "agent-2", false));
    assertThat(desk.answer(new Request.Intend(id, 2, "ouvrir", "U1")))
        .isInstanceOf(Reply.Uncertain.class);
    desk.answer(new Request.EffectDone(id, 2, "ouvrir", "U1", "{\"number\":\"S1\"}", 5));
    assertThat(desk.answer(new Request.Intend(id, 2, "ouvrir", "U1")))
        .isInstanceOf(Reply.Happened.class);
    desk.answer(new Request.Finish(id, 2, new Outcome.Done("x", "y", Outcome.Details.NONE)));
    assertThat(status(id)).isEqualTo("DONE");
  }

  @Test
  void whatIsWithheldIsForAPersonAndLeavesNoIntent() {
    bot.obstacles.put("D9", "PASS a changé : « 1 », maintenant « 2 ».");
    long withheld = deposit("D9");
    awaitStatus(withheld, Status.REVIEW);
    assertThat(bot.world).doesNotContainKey("D9");
    assertThat(
            jdbc.sql("select reason from work_item where id = :id")
                .param("id", withheld)
                .query(String.class)
                .single())
        .isEqualTo("PASS a changé : « 1 », maintenant « 2 ».");
    assertThat(intents("D9")).isZero();

    bot.obstacles.remove("D9");
    long next = deposit("D9");
    awaitStatus(next, Status.DONE);
    assertThat(bot.world.get("D9")).hasSize(1);
    assertThat(intents("D9")).isEqualTo(1);
  }

  @Test
  void whatSomebodyHasUndoneIsForAPerson() {
    awaitStatus(deposit("D10"), Status.DONE);
    bot.world.remove("D10");
    long next = deposit("D10");

    awaitStatus(next, Status.REVIEW);
    assertThat(bot.world).doesNotContainKey("D10");
    assertThat(intents("D10")).isEqualTo(1);
  }

  private int intents(String key) {
    return jdbc.sql("select count(*) from effect where natural_key = :key")
        .param("key", key)
        .query(Integer.class)
        .single();
  }

  @Test
  void whoeverWaitsSaysItOnceAsksLessOftenAndIsCalled() {
    var payload = Map.of("expediteur", "agence031@example.org");
    long first =
        transactions
            .execute(
                s ->
                    items.add(
                        "attente", UUID.randomUUID().toString(), payload, 5, Instant.EPOCH, null))
            .orElseThrow();
    long second =
        transactions
            .execute(
                s ->
                    items.add(
                        "attente", UUID.randomUUID().toString(), payload, 5, Instant.EPOCH, null))
            .orElseThrow();
    desk.answer(new Request.Take("attente", "agent-1", false));

    assertThat(stepBack(second, 1)).isEqualTo(3);
    assertThat(stepBack(second, 2)).isEqualTo(3);
    waitingSince(second, 20);
    assertThat(stepBack(second, 3)).isEqualTo(10);
    waitingSince(second, 600);
    assertThat(stepBack(second, 4)).isEqualTo(30);
    assertThat(events(second)).containsExactly("taken", "deferred");

    desk.answer(new Request.Finish(first, 1, new Outcome.Done("x", "y", Outcome.Details.NONE)));
    assertThat(
            jdbc.sql("select not_before <= now() from work_item where id = :id")
                .param("id", second)
                .query(Boolean.class)
                .single())
        .isTrue();

    // A step in between: what it waits for then is another wait.
    desk.answer(new Request.Take("attente", "agent-1", false));
    desk.answer(new Request.StepDone(second, 5, "lire", "{}", 1));
    desk.answer(new Request.Defer(second, 5, Duration.ofSeconds(3), "un autre est avant"));
    assertThat(events(second)).containsExactly("taken", "deferred", "taken", "deferred");
  }

  /** Takes the item, steps back, and tells for how many seconds it is put off. */
  private long stepBack(long id, int attempt) {
    jdbc.sql("update work_item set not_before = now() where id = :id").param("id", id).update();
    desk.answer(new Request.Take("attente", "agent-2", false));
    desk.answer(new Request.Defer(id, attempt, Duration.ofSeconds(3), "le premier est avant"));
    return Math.round(
        jdbc.sql("select extract(epoch from not_before - now()) from work_item where id = :id")
            .param("id", id)
            .query(Double.class)
            .single());
  }

  private void waitingSince(long id, int seconds) {
    jdbc.sql(
            "update event set at = now() - make_interval(secs => :secs) where item_id = :id and kind = 'deferred'")
        .param("secs", seconds)
        .param("id", id)
        .update();
  }

  private java.util.List<String> events(long id) {
    return jdbc.sql("select kind from event where item_id = :id order by id")
        .param("id", id)
        .query(String.class)
        .list();
  }

  @Test
  void worksOnAClaimInOrderOfArrival() {
    var payload = Map.of("expediteur", "agence027@example.org");
    long first =
        transactions
            .execute(
                s ->
                    items.add(
                        "personne", UUID.randomUUID().toString(), payload, 5, Instant.EPOCH, null))
            .orElseThrow();
    long second =
        transactions
            .execute(
                s ->
                    items.add(
                        "personne", UUID.randomUUID().toString(), payload, 5, Instant.EPOCH, null))
            .orElseThrow();
    desk.answer(new Request.Take("personne", "agent-1", false));
    desk.answer(new Request.Take("personne", "agent-2", false));

    assertThat(desk.answer(new Request.Join(second, 1, "D26-027-00001")))
        .isInstanceOf(Reply.Busy.class);
    assertThat(desk.answer(new Request.Join(first, 1, "D26-027-00001")))
        .isInstanceOf(Reply.Joined.class);
    assertThat(desk.answer(new Request.Join(second, 1, "D26-027-00001")))
        .isInstanceOf(Reply.Busy.class);
    desk.answer(
        new Request.Finish(
            first, 1, new Outcome.Done("regularisation_demandee", "OM", Outcome.Details.NONE)));
    assertThat(desk.answer(new Request.Join(second, 1, "D26-027-00001")))
        .isInstanceOfSatisfying(
            Reply.Joined.class, joined -> assertThat(joined.claim().items()).hasSize(1));
    desk.answer(
        new Request.Finish(
            second, 1, new Outcome.Done("dossier_ouvert", "ouvert", Outcome.Details.NONE)));
  }

  @Test
  void twoItemsNeverHoldTheSameAccount() {
    long first = withAccount();
    long second = withAccount();

    var one = (Reply.Taken) desk.answer(new Request.Take("compte", "agent-1", true));
    var two = (Reply.Taken) desk.answer(new Request.Take("compte", "agent-2", true));
    assertThat(one.item().leasedCompte()).isNotEqualTo(two.item().leasedCompte());
    for (long id : new long[] {first, second}) {
      desk.answer(new Request.Finish(id, 1, new Outcome.Done("x", "y", Outcome.Details.NONE)));
    }
    assertThat(
            jdbc.sql("select count(*) from work_item where compte is not null")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void endsAnothersDoubtOnlyWithTheAccountItWasBegunWith() {
    long first = withAccount();
    var begun = (Reply.Taken) desk.answer(new Request.Take("compte", "agent-1", true));
    String account = begun.item().leasedCompte();
    desk.answer(new Request.Intend(first, 1, "ouvrir", "C1"));
    desk.answer(
        new Request.Fail(first, 1, "ouvrir", FailureKind.BUG, "stopped in the middle of it"));
    assertThat(status(first)).isEqualTo("FAILED");
    // Whoever comes next by itself would be given any account but this one.
    long other = withAccount();
    desk.answer(new Request.Take("compte", "agent-1", true));
    long second = withAccount();
    var taken = (Reply.Taken) desk.answer(new Request.Take("compte", "agent-2", true));
    assertThat(taken.item().leasedCompte()).isNotEqualTo(account);

    assertThat(desk.answer(new Request.Intend(second, 1, "ouvrir", "C1")))
        .as("while another item works with the account")
        .isInstanceOf(Reply.Busy.class);
    desk.answer(new Request.Finish(other, 1, new Outcome.Done("x", "y", Outcome.Details.NONE)));
    assertThat(desk.answer(new Request.Intend(second, 1, "ouvrir", "C1")))
        .isInstanceOf(Reply.Busy.class);
    desk.answer(new Request.Defer(second, 1, Duration.ZERO, "autre compte"));
    var again = (Reply.Taken) desk.answer(new Request.Take("compte", "agent-2", true));

    assertThat(again.item().leasedCompte()).isEqualTo(account);
    assertThat(desk.answer(new Request.Intend(second, 2, "ouvrir", "C1")))
        .isInstanceOf(Reply.Uncertain.class);
    desk.answer(new Request.EffectDone(second, 2, "ouvrir", "C1", "{}", 5));
    desk.answer(new Request.Finish(second, 2, new Outcome.Done("x", "y", Outcome.Details.NONE)));
  }

  private long withAccount() {
    return transactions
        .execute(
            s ->
                items.add("compte", UUID.randomUUID().toString(), Map.of(), 5, Instant.EPOCH, null))
        .orElseThrow();
  }

  @Test
  void anotherOrchestratorGivesAnAgentTheAccountItUsedLast() {
    Takes other = new Takes(jdbc, json, items, breaker, rules, settings);
    for (String agent : List.of("chaud-1", "chaud-2")) {
      desk.answer(new Request.Present(agent, "ici", 1, List.of("chaud"), 1, "1"));
    }
    String first = leased(request -> desk.answer(request), "chaud-1");
    String second = leased(request -> desk.answer(request), "chaud-2");

    assertThat(second).isNotEqualTo(first);
    assertThat(leased(request -> transactions.execute(_ -> other.take(request)), "chaud-2"))
        .isEqualTo(second);
    assertThat(leased(request -> transactions.execute(_ -> other.take(request)), "chaud-1"))
        .isEqualTo(first);
  }

  /** The account with which the agent did one item, from take to finish. */
  private String leased(Function<Request.Take, Reply> orchestrator, String agent) {
    transactions.execute(
        _ -> items.add("chaud", UUID.randomUUID().toString(), Map.of(), 5, Instant.EPOCH, null));
    var taken = (Reply.Taken) orchestrator.apply(new Request.Take("chaud", agent, true));
    desk.answer(
        new Request.Finish(taken.item().id(), 1, new Outcome.Done("x", "y", Outcome.Details.NONE)));
    return taken.item().leasedCompte();
  }
}
