package tn.flotte.orchestrator.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;
import tn.flotte.bots.api.Secret;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.HouseSettings;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;
import tn.flotte.orchestrator.database.DatabaseSettings;
import tools.jackson.databind.json.JsonMapper;

/** The archive on the real database, with what somebody who owns the database can do to it. */
class ArchiveIT extends RunningHouse {
  private static final String CLAIM = "D26-027-00123";

  @Autowired Archive archive;
  @Autowired Documents documents;
  @Autowired Conservation rules;
  @Autowired HouseSettings house;
  @Autowired JsonMapper json;
  @Autowired TransactionTemplate transactions;
  @Autowired DataSource database;

  private TestRows rows;
  private String mail;
  private String constat;
  private String om;
  private long item;

  @BeforeEach
  void aFiledMail() {
    rows = new TestRows(jdbc);
    rows.empty();
    rows.claim(CLAIM, "S26-027-00045");
    mail = store("From: agence027@exemple.tn\r\n\r\nBonjour");
    constat = store("un constat");
    om = store("un ordre de mission");
    item = filed(CLAIM, mail, Instant.parse("2026-11-20T09:00:00Z"));
    rows.piece(item, CLAIM, "scan.pdf#1", "constat", constat);
    rows.piece(item, CLAIM, "scan.pdf#2", "om", om);
  }

  private String store(String content) {
    return documents.put(content.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  private long filed(String claim, String document, Instant came) {
    return rows.aMail("Déclaration")
        .payload("document", document)
        .claim(claim)
        .details("{}")
        .ended("DONE", "dossier_ouvert", "ouvert")
        .createdAt(came)
        .add();
  }

  private void file(long which) {
    transactions.executeWithoutResult(_ -> archive.file(which));
  }

  private Verification.Report check() {
    try (Connection connection = database.getConnection()) {
      try {
        return new Verification(documents).check(connection, List.of());
      } finally {
        connection.setReadOnly(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** What the command says, and what it ends with. */
  private String command(int expected, Verification.Link... noted) {
    return command(house, expected, noted);
  }

  private static String command(HouseSettings where, int expected, Verification.Link... noted) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      int code =
          new VerificationCommand(
                  where,
                  new DatabaseSettings("", "", new Secret(""), 1, 0),
                  List.of(noted),
                  out,
                  out)
              .run();
      assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void entersTheMailAndItsPiecesOnce() {
    file(item);
    file(item);

    List<Entry> entries = archive.entries(CLAIM);
    assertThat(entries)
        .extracting(Entry::seq, Entry::kind, Entry::type, Entry::sha256)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, Entry.Kind.COURRIEL, "courriel", mail),
            org.assertj.core.groups.Tuple.tuple(2L, Entry.Kind.PIECE, "constat", constat),
            org.assertj.core.groups.Tuple.tuple(3L, Entry.Kind.PIECE, "om", om));
    Entry piece = entries.get(1);
    assertThat(piece.sender()).isEqualTo("agence027@exemple.tn");
    assertThat(piece.dossier()).isEqualTo("S26-027-00045");
    assertThat(piece.receivedAt()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
    assertThat(piece.keepUntil()).isEqualTo(LocalDate.of(2036, 11, 20));
    assertThat(piece.size()).isEqualTo("un constat".length());
    assertThat(command(0))
        .contains("Archive intacte : 3 écriture(s)", "3 document(s)", entries.get(2).hash());
  }

  @Test
  void saysWhenThereIsNothingToCheck(@TempDir Path empty) {
    assertThat(command(new HouseSettings(empty, house.fuseau()), 3))
        .contains("il n'y a pas de données de la flotte");
  }

  @Test
  void refusesEveryChange() {
    file(item);
    for (String change :
        List.of(
            "update archive_entry set sender = 'x' where seq = 2",
            "delete from archive_entry where seq = 2",
            "truncate archive_entry",
            "delete from archive_head")) {
      assertThatThrownBy(() -> jdbc.sql(change).update())
          .as(change)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("append-only");
    }
    assertThat(check().isIntact()).isTrue();
  }

  @Test
  void staysOneChainThoughManyAddAtOnce() throws Exception {
    List<Long> items = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String claim = "D26-027-1%04d".formatted(i);
      rows.claim(claim, "");
      items.add(filed(claim, store("courriel " + i), Instant.now()));
    }
    try (ExecutorService many = Executors.newFixedThreadPool(6)) {
      List<Future<?>> all = new ArrayList<>();
      items.forEach(each -> all.add(many.submit(() -> file(each))));
      for (Future<?> one : all) {
        one.get();
      }
    }
    Verification.Report report = check();
    assertThat(report.isIntact()).as(report.toString()).isTrue();
    assertThat(report.entries()).isEqualTo(24);
  }

  @Test
  void leavesNothingOfATransactionThatFails() {
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    _ -> {
                      archive.file(item);
                      throw new IllegalStateException("the outcome was not recorded");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(archive.entries(CLAIM)).isEmpty();
    file(item);
    assertThat(check().isIntact()).isTrue();
  }

  @Test
  void findsAnEntryThatWasChanged() {
    file(item);
    rows.asSuperuser("update archive_entry set sender = 'autre@exemple.tn' where seq = 2");

    assertThat(command(1)).contains("n° 2", "modifiée", "constat", "scan.pdf#1", constat);
  }

  @Test
  void findsAnEntryThatWasWrittenAnewWithItsOwnHash() {
    file(item);
    Entry was = archive.entries(CLAIM).get(1);
    Entry forged =
        new Entry(
                was.seq(),
                was.filedAt(),
                was.kind(),
                was.claim(),
                was.dossier(),
                was.item(),
                was.sha256(),
                was.name(),
                was.type(),
                was.receivedAt(),
                "faux@exemple.tn",
                was.size(),
                was.keepUntil(),
                was.rule(),
                was.previous(),
                "")
            .sealed();
    rows.asSuperuser(
        "update archive_entry set sender = '%s', hash = '%s' where seq = 2"
            .formatted(forged.sender(), forged.hash()));

    assertThat(command(1)).contains("n° 2", "remplacée");
  }

  @Test
  void findsWhatIsMissingInTheMiddleAndAtTheEnd() {
    file(item);
    rows.asSuperuser("delete from archive_entry where seq = 2");
    assertThat(command(1)).contains("n° 2 : elle manque");

    rows.asSuperuser("delete from archive_entry where seq = 3");
    assertThat(command(1)).contains("n° 2 : elle manque, et toutes jusqu'au n° 3");
  }

  @Test
  void findsThatTheWholeChainWasMadeAnewOnceALinkWasNoted() {
    file(item);
    Entry last = archive.entries(CLAIM).getLast();
    Verification.Link noted = new Verification.Link(last.seq(), last.hash());
    assertThat(command(0, noted)).contains("intacte");

    rows.asSuperuser("truncate archive_entry");
    jdbc.sql("update archive_head set seq = 0, hash = repeat('0', 64)").update();
    jdbc.sql("update work_item set payload = jsonb_set(payload, '{expediteur}', '\"x@y.tn\"')")
        .update();
    file(item);
    assertThat(command(0)).as("in itself it holds").contains("intacte");
    assertThat(command(1, noted)).contains("n° 3", "ce n'est pas l'empreinte notée");

    rows.asSuperuser("truncate archive_entry");
    jdbc.sql("update archive_head set seq = 0, hash = repeat('0', 64)").update();
    assertThat(command(1, noted)).contains("n° 1 : elle manque, et toutes jusqu'au n° 3");
  }

  @Test
  void findsADocumentThatIsDamagedOrMissing() throws IOException {
    file(item);
    Path file = data().resolve("documents").resolve(om.substring(0, 2)).resolve(om.substring(2, 4));
    Path document = file.resolve(om);
    Path damaged = file.resolve("damaged");
    Files.writeString(damaged, "un ordre de missiom");
    Files.delete(document);
    Files.move(damaged, document);
    assertThat(command(1)).contains("Document de l'écriture n° 3", "abîmé");

    Files.delete(document);
    assertThat(command(1)).contains("Document de l'écriture n° 3", "manque");
    assertThat(check().broken()).isEmpty();
    store("un ordre de mission");
    assertThat(command(0)).contains("intacte");
  }

  @Test
  void entersADocumentThatTheStoreDoesNotHaveAndSaysSo() {
    String nowhere = "e".repeat(64);
    rows.piece(item, CLAIM, "perdu.pdf", "autre", nowhere);
    file(item);

    assertThat(archive.entries(CLAIM).getLast().size()).isNull();
    assertThat(command(1)).contains("perdu.pdf", "manque dans le dossier des documents");
  }

  @Test
  void catchesUpWithWhatWasFiledBefore() throws Exception {
    rows.claim("D26-027-00124", "");
    filed("D26-027-00124", store("un autre courriel"), Instant.now());
    CatchUp catchUp = new CatchUp(documents, rules, house.fuseau(), json, Clock.systemUTC());
    for (int twice = 0; twice < 2; twice++) {
      try (Connection connection = database.getConnection()) {
        catchUp.migrate(
            new Context() {
              @Override
              public Configuration getConfiguration() {
                return new FluentConfiguration();
              }

              @Override
              public Connection getConnection() {
                return connection;
              }
            });
      }
    }
    assertThat(archive.entries(CLAIM)).hasSize(3);
    assertThat(archive.entries("D26-027-00124")).hasSize(1);
    assertThat(check().isIntact()).isTrue();
  }

  @Test
  void tellsWhichOriginalsAreExpectedReceivedAndMissing() {
    String late = "D26-027-00130";
    rows.claim(late, "");
    long old = filed(late, store("vieux"), Instant.now().minus(Duration.ofDays(31)));
    rows.piece(old, late, "constat.pdf", "constat", store("vieux constat"));
    rows.piece(old, late, "photo.jpg", "autre", store("photo"));
    file(old);
    long fresh = filed(CLAIM, store("nouveau courriel"), Instant.now());
    rows.piece(fresh, CLAIM, "om.pdf", "om", store("nouvel om"));
    file(fresh);

    assertThat(states(late)).containsExactly("constat MANQUANT");
    assertThat(states(CLAIM)).containsExactly("om ATTENDU");

    assertThat(archive.original(CLAIM, "om", true, "olfa")).isTrue();
    assertThat(archive.original(CLAIM, "om", true, "sami")).as("somebody was first").isFalse();
    assertThat(archive.original(CLAIM, "autre", true, "olfa")).as("not expected").isFalse();
    assertThat(archive.original("D26-999-1", "om", true, "olfa")).as("no such claim").isFalse();
    assertThat(states(CLAIM)).containsExactly("om RECU");
    assertThat(archive.originals(archive.entries(CLAIM)).getFirst().by()).isEqualTo("olfa");

    assertThat(archive.original(CLAIM, "om", false, "olfa")).isTrue();
    assertThat(states(CLAIM)).containsExactly("om ATTENDU");
    assertThat(archive.entries(CLAIM)).as("nothing is taken out").hasSize(4);
    assertThat(check().isIntact()).isTrue();
  }

  private List<String> states(String claim) {
    return archive.originals(archive.entries(claim)).stream()
        .map(original -> original.type() + " " + original.state())
        .toList();
  }
}
