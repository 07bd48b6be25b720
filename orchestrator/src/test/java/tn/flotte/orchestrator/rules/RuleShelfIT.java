package tn.flotte.orchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.RuleBook;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;
import tn.flotte.orchestrator.archive.Archive;
import tn.flotte.orchestrator.archive.Entry;
import tn.flotte.orchestrator.rules.RuleShelf.Saving;

/** Every version of the rules on the real database. */
class RuleShelfIT extends RunningHouse {
  @Autowired private RuleShelf house;
  @Autowired private Archive archive;
  @Autowired private Documents documents;
  @Autowired private TransactionTemplate transactions;

  /** A book of this test's own: what was saved stays for ever. */
  private final String name = "essai" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

  @BeforeEach
  void empty() {
    new TestRows(jdbc).empty();
  }

  private RuleShelf start(String file) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("book", new LineBook(name, file));
    RuleShelf shelf =
        new RuleShelf(
            beans.getBeanProvider(RuleBook.class), jdbc, transactions, archive, Clock.systemUTC());
    shelf.afterPropertiesSet();
    return shelf;
  }

  private static Saving save(RuleShelf shelf, int base, String text) {
    return shelf.save(shelf.books().getFirst(), base, text, "ezzedine", "essai");
  }

  private List<Integer> versions(RuleShelf shelf) {
    return shelf.history(name).stream().map(RuleVersion::version).toList();
  }

  @Test
  void theHouseKnowsTheOpeningsRulesFromItsFirstStart() {
    assertThat(house.book("ouverture")).isPresent();
    assertThat(house.newest("ouverture"))
        .hasValueSatisfying(newest -> assertThat(newest.text()).contains("MATERIEL"));
  }

  @Test
  void aFileIsTakenInOnceAndAgainOnlyWhenItHasChanged() {
    RuleShelf shelf = start("seuil: 1\n");
    assertThat(versions(shelf)).containsExactly(1);
    assertThat(shelf.newest(name).orElseThrow().by()).isEqualTo(RuleShelf.INSTALLATION);
    start("seuil: 1\r\n\r\n");
    assertThat(versions(shelf)).containsExactly(1);
    start("seuil: 2\n");
    assertThat(versions(shelf)).containsExactly(2, 1);
    // An orchestrator of the release before starts once more: the newer file stays in force.
    start("seuil: 1\n");
    assertThat(versions(shelf)).containsExactly(2, 1);
  }

  @Test
  void aFileNeverReplacesWhatWasChangedAtTheScreen() {
    RuleShelf shelf = start("seuil: 1\n");
    assertThat(save(shelf, 1, "seuil: 5")).isEqualTo(new Saving.Saved(2));
    start("seuil: 2\n");
    assertThat(shelf.given(name))
        .hasValueSatisfying(r -> assertThat(r.text()).isEqualTo("seuil: 5\n"));
  }

  @Test
  void theFirstVersionComesAfterEveryNumberTheJournalNames() {
    TestRows rows = new TestRows(jdbc);
    long item = rows.anItem(name).ended("DONE", "dossier_ouvert", "Ouvert.").add();
    rows.step(item, "controler", "{\"controle\":\"Complet\",\"regles\":3}", 1);
    rows.step(item, "trier", "{\"regles\":\"neuf\"}", 1);
    assertThat(versions(start("seuil: 1\n"))).containsExactly(4);
  }

  @Test
  void aBrokenFileRefusesTheStartAndSaysWhere() {
    assertThatThrownBy(() -> start("seuil: 1\nseuil: faux\n"))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CONFIGURATION);
              assertThat(e).hasMessageContaining("ligne 2 : « faux » n'est pas un seuil (seuil)");
            });
    assertThat(house.history(name)).isEmpty();
  }

  @Test
  void onlyWhatTheBookAcceptsAndChangesSomethingIsSaved() {
    RuleShelf shelf = start("seuil: 1\n");
    assertThat(save(shelf, 1, "seuil: faux")).isInstanceOf(Saving.Refused.class);
    assertThat(save(shelf, 1, "seuil: 1\r\n")).isEqualTo(new Saving.Same());
    assertThat(versions(shelf)).containsExactly(1);
  }

  @Test
  void whoeverSavesSecondIsToldAndReplacesNothing() {
    RuleShelf shelf = start("seuil: 1\n");
    save(shelf, 1, "seuil: 2");
    assertThat(save(shelf, 1, "seuil: 3"))
        .isInstanceOfSatisfying(
            Saving.Overtaken.class, o -> assertThat(o.newest().version()).isEqualTo(2));
    assertThat(versions(shelf)).containsExactly(2, 1);
  }

  @Test
  void ofManyWhoSaveAtOnceOneSucceeds() throws Exception {
    RuleShelf shelf = start("seuil: 1\n");
    List<Callable<Saving>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String text = "seuil: 1" + i;
      all.add(() -> save(shelf, 1, text));
    }
    List<Saving> ends = new ArrayList<>();
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      for (Future<Saving> end : people.invokeAll(all)) {
        ends.add(end.get());
      }
    }
    assertThat(ends).filteredOn(Saving.Saved.class::isInstance).hasSize(1);
    assertThat(ends).filteredOn(Saving.Overtaken.class::isInstance).hasSize(7);
    assertThat(versions(shelf)).containsExactly(2, 1);
  }

  @Test
  void nothingThatWasInForceCanBeChangedOrTakenOut() {
    start("seuil: 1\n");
    for (String sql :
        List.of(
            "update rule_version set text = 'seuil: 9'",
            "delete from rule_version",
            "truncate rule_version cascade")) {
      assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  void theArchiveKeepsTheTextOfEachVersion() {
    RuleShelf shelf = start("seuil: 1\n");
    save(shelf, 1, "seuil: 2");
    List<Entry> kept = archive.entries("regles/" + name);
    assertThat(kept)
        .extracting(Entry::kind, Entry::name, Entry::sender)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Entry.Kind.REGLES, name + " version 1", "installation"),
            org.assertj.core.groups.Tuple.tuple(
                Entry.Kind.REGLES, name + " version 2", "ezzedine"));
    assertThat(
            new String(
                documents.read(new DocumentId(String.valueOf(kept.getLast().sha256()))),
                StandardCharsets.UTF_8))
        .isEqualTo("seuil: 2\n");
  }
}
