package tn.flotte.orchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
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
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.RuleText;
import tn.flotte.orchestrator.work.Queue;

/** Rules from the page to a decision: orchestrator and agent with real database and broker. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class RuledWorkIT {
  @TempDir static Path house;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("flotte.donnees", () -> house.toString());
    registry.add("flotte.schedules.dossier", () -> house.toString());
    registry.add("flotte.travail.recul", () -> "200ms");
    registry.add("flotte.travail.recul-max", () -> "500ms");
    registry.add("flotte.agent.sondage", () -> "300ms");
  }

  @TestConfiguration
  static class Bots {
    @Bean
    LineBook lineBook() {
      return new LineBook("essai", "seuil: 1\n");
    }

    @Bean
    DecidingBot decidingBot() {
      return new DecidingBot("juge", "essai");
    }

    @Bean
    DecidingBot lostBot() {
      return new DecidingBot("perdu", "inconnu");
    }
  }

  /** Decides by its rules in one step and repeats what it decided in the next. */
  static final class DecidingBot extends Bot {
    private final String book;
    volatile Runnable between = () -> {};

    DecidingBot(String name, String book) {
      super(name);
      this.book = book;
    }

    record Decided(String by) {}

    record Repeated(String by) {}

    @Override
    public String ruleBook() {
      return book;
    }

    @Override
    public void configure() {
      from(work())
          .routeId(name())
          .process(
              step("decider", Decided.class, work -> new Decided(said(work.item().givenRules()))))
          .process(_ -> between.run())
          .process(
              step("repeter", Repeated.class, work -> new Repeated(said(work.item().givenRules()))))
          .process(
              finish(
                  work ->
                      work.item().payload("fin").isPresent()
                          ? new Outcome.Review("a_verifier", both(work), Outcome.Details.NONE)
                          : new Outcome.Done("fait", both(work), Outcome.Details.NONE)));
    }

    private static String said(RuleText rules) {
      return rules.text().strip() + " v" + rules.version();
    }

    private static String both(tn.flotte.bots.api.Work work) {
      return work.get(Decided.class).by() + " / " + work.get(Repeated.class).by();
    }
  }

  @Autowired Queue queue;
  @Autowired RuleShelf shelf;
  @Autowired JdbcClient jdbc;
  @Autowired DecidingBot decidingBot;

  @BeforeEach
  void calm() {
    decidingBot.between = () -> {};
  }

  private long deposit(String bot, Map<String, String> payload) {
    String reference = UUID.randomUUID().toString();
    queue.deposit(bot, reference, payload);
    return jdbc.sql("select id from work_item where reference = :reference")
        .param("reference", reference)
        .query(Long.class)
        .single();
  }

  private void awaitStatus(long item, String status) {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(one("select status from work_item where id = :id", item))
                    .isEqualTo(status));
  }

  private String one(String sql, long item) {
    return jdbc.sql(sql).param("id", item).query(String.class).single();
  }

  private String reason(long item) {
    return one("select reason from work_item where id = :id", item);
  }

  private int save(String text) {
    int base = shelf.newest("essai").orElseThrow().version();
    Object end = shelf.save(shelf.book("essai").orElseThrow(), base, text, "ezzedine", "pour voir");
    assertThat(end).isEqualTo(new RuleShelf.Saving.Saved(base + 1));
    return base + 1;
  }

  @Test
  void aSavedChangeDecidesTheNextItemAndIsRecordedWithIt() {
    int first = save("seuil: 10");
    long before = deposit("juge", Map.of());
    awaitStatus(before, "DONE");
    int second = save("seuil: 20");
    long after = deposit("juge", Map.of());
    awaitStatus(after, "DONE");

    assertThat(reason(before)).startsWith("seuil: 10 v" + first);
    assertThat(reason(after)).startsWith("seuil: 20 v" + second);
    String version = "select rule_book || ' ' || rule_version from work_item where id = :id";
    assertThat(one(version, before)).isEqualTo("essai " + first);
    assertThat(one(version, after)).isEqualTo("essai " + second);
    assertThat(one("select text from event where item_id = :id and kind = 'rules'", after))
        .isEqualTo("essai, version " + second);
  }

  @Test
  void anItemThatHasBegunKeepsItsRulesThroughEveryAttempt() {
    int first = save("seuil: 30");
    decidingBot.between =
        () -> {
          decidingBot.between = () -> {};
          save("seuil: 40");
          throw new tn.flotte.bots.api.ConnectorException(
              tn.flotte.bots.api.FailureKind.UNAVAILABLE, "PASS ne répond pas.");
        };
    long item = deposit("juge", Map.of());
    awaitStatus(item, "DONE");
    assertThat(one("select attempt from work_item where id = :id", item)).isEqualTo("2");
    assertThat(reason(item)).isEqualTo("seuil: 30 v%d / seuil: 30 v%d".formatted(first, first));
  }

  @Test
  void whatAPersonHasDecidedAnewBeforeAnythingWasDoneFollowsTheNewestRules() {
    save("seuil: 50");
    long item = deposit("juge", Map.of("fin", "revue"));
    awaitStatus(item, "REVIEW");
    int second = save("seuil: 60");
    assertThat(reason(item)).startsWith("seuil: 50");
    assertThat(queue.again(item, "ezzedine")).isTrue();
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(reason(item)).startsWith("seuil: 60 v" + second));
    awaitStatus(item, "REVIEW");
  }

  @Test
  void aBotWhoseRulesNobodyKeepsIsStoppedAndSaysSo() {
    long item = deposit("perdu", Map.of());
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql("select state || ' ' || reason from bot where name = 'perdu'")
                            .query(String.class)
                            .optional())
                    .contains("STOPPED Aucune règle « inconnu » n'est gardée ici."));
    assertThat(one("select status from work_item where id = :id", item)).isEqualTo("NEW");
  }
}
