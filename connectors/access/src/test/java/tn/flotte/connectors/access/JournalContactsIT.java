package tn.flotte.connectors.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.spannm.jackcess.ColumnBuilder;
import io.github.spannm.jackcess.DataType;
import io.github.spannm.jackcess.Database;
import io.github.spannm.jackcess.Database.FileFormat;
import io.github.spannm.jackcess.DatabaseBuilder;
import io.github.spannm.jackcess.TableBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Contact;
import tn.flotte.bots.api.FailureKind;

/** The contact log, read back by mdbtools, which shares nothing with what wrote it. */
class JournalContactsIT {
  @TempDir private Path folder;

  @Test
  void makesItsOwnLogAndWritesWhatOthersRead() throws Exception {
    JournalContacts log = log(Map.of("dossier", folder.resolve("nouveau").toString()));

    log.inscrire(contact("recu/1", "Déclaration « é à ç »\r\n\tde l'agence"));

    assertThat(export(folder.resolve("nouveau/contacts.accdb")))
        .singleElement()
        .asString()
        .contains("recu/1")
        .contains("Déclaration « é à ç » de l'agence")
        // 23:30 in Greenwich is the next day in Tunis.
        .contains("03/02/26 00:30:00")
        .contains("D26-027-00123")
        .contains("S26-027-00045");
  }

  @Test
  void writesAContactOnce() throws Exception {
    JournalContacts log = log(Map.of("dossier", folder.toString()));

    assertThat(log.contient("recu/1")).isFalse();
    log.inscrire(contact("recu/1", "une fois"));
    log.inscrire(contact("recu/1", "une fois"));

    assertThat(log.contient("recu/1")).isTrue();
    assertThat(export(folder.resolve("contacts.accdb"))).hasSize(1);
  }

  @Test
  void waitsWhileSomebodyHasTheDatabaseOpenAndCatchesUp() throws Exception {
    JournalContacts log = log(Map.of("dossier", folder.toString()));
    log.inscrire(contact("recu/1", "avant"));
    Path opened = Files.writeString(folder.resolve("contacts.laccdb"), "POSTE-12");
    byte[] before = Files.readAllBytes(folder.resolve("contacts.accdb"));

    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> log.inscrire(contact("recu/2", "pendant")))
        .withMessageContaining("has the contact log contacts.accdb open")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    assertThat(Files.readAllBytes(folder.resolve("contacts.accdb"))).isEqualTo(before);

    Files.delete(opened);
    log.inscrire(contact("recu/2", "pendant"));
    assertThat(export(folder.resolve("contacts.accdb"))).hasSize(2);
  }

  @Test
  void keepsWhatTheCompanyHasInItsOwnDatabase() throws Exception {
    Path base = folder.resolve("contacts de la cellule.mdb");
    try (Database theirs = DatabaseBuilder.create(FileFormat.V2003, base.toFile())) {
      new TableBuilder("Journal")
          .addColumn(new ColumnBuilder("N°", DataType.LONG).withAutoNumber(true))
          .addColumn(new ColumnBuilder("Cle", DataType.TEXT).withLengthInUnits(100))
          .addColumn(new ColumnBuilder("Le", DataType.SHORT_DATE_TIME))
          .addColumn(new ColumnBuilder("Sens", DataType.TEXT).withLengthInUnits(10))
          .addColumn(new ColumnBuilder("Correspondant", DataType.TEXT).withLengthInUnits(12))
          .addColumn(new ColumnBuilder("Objet", DataType.MEMO))
          .addColumn(new ColumnBuilder("Declaration", DataType.TEXT).withLengthInUnits(20))
          .addColumn(new ColumnBuilder("Dossier", DataType.TEXT).withLengthInUnits(20))
          .addColumn(new ColumnBuilder("Auteur", DataType.TEXT).withLengthInUnits(20))
          .addColumn(new ColumnBuilder("Suite donnée", DataType.TEXT).withLengthInUnits(50))
          .toTable(theirs)
          .addRowFromMap(new HashMap<>(Map.of("Cle", "ancien", "Suite donnée", "rappelé")));
    }
    JournalContacts log =
        log(Map.of("fichier", base.toString(), "table", "Journal", "colonnes.quand", "Le"));

    log.inscrire(contact("recu/1", "é".repeat(3_000)));

    assertThat(export(base, "Journal"))
        .hasSize(2)
        .anySatisfy(row -> assertThat(row).contains("ancien").contains("rappelé"))
        .anySatisfy(
            row ->
                assertThat(row)
                    .contains("recu/1")
                    .contains("\"agence027@ag\"")
                    .contains("é".repeat(3_000)));
  }

  @Test
  void aFolderThatIsAwayGetsNoLogOfItsOwn() {
    Path base = folder.resolve("partage/contacts.accdb");

    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(
            () -> log(Map.of("fichier", base.toString())).inscrire(contact("recu/1", "perdu ?")))
        .withMessageContaining("is not there")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhichColumnIsMissing() throws Exception {
    Path base = folder.resolve("contacts.accdb");
    try (Database theirs = DatabaseBuilder.create(FileFormat.V2010, base.toFile())) {
      new TableBuilder("Contacts")
          .addColumn(new ColumnBuilder("Cle", DataType.TEXT).withLengthInUnits(100))
          .toTable(theirs);
    }

    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(
            () -> log(Map.of("fichier", base.toString())).inscrire(contact("recu/1", "objet")))
        .withMessageContaining("no column \"DateHeure\"")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.CHANGED));
  }

  @Test
  void aRobotThatDiedWhileItWroteLeavesNoHalfLine() throws Exception {
    JournalContacts log = log(Map.of("dossier", folder.toString()));
    log.inscrire(contact("recu/1", "avant"));
    Files.writeString(folder.resolve("contacts.accdb.flotte-copie"), "la moitié d'une copie");

    log.inscrire(contact("recu/2", "après"));

    assertThat(export(folder.resolve("contacts.accdb"))).hasSize(2);
    assertThat(folder.resolve("contacts.accdb.flotte-copie")).doesNotExist();
  }

  @Test
  void robotsThatWriteAtTheSameTimeLoseNoLine() throws Exception {
    Map<String, String> settings = Map.of("dossier", folder.toString());
    List<JournalContacts> robots = List.of(log(settings), log(settings));
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        Contact contact = contact("recu/" + i, "ensemble");
        JournalContacts robot = robots.getFirst();
        all.add(threads.submit(() -> robot.inscrire(contact)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    robots.getLast().inscrire(contact("recu/24", "l'autre"));

    assertThat(export(folder.resolve("contacts.accdb"))).hasSize(25).doesNotHaveDuplicates();
  }

  private static JournalContacts log(Map<String, String> settings) {
    return new JournalContacts(
        new Binder(new MapConfigurationPropertySource(settings))
            .bindOrCreate("", AccessSettings.class));
  }

  private static Contact contact(String cle, String objet) {
    return new Contact(
        cle,
        Contact.Sens.RECU,
        Instant.parse("2026-03-01T23:30:00Z"),
        "agence027@agents.example",
        objet,
        "D26-027-00123",
        "S26-027-00045",
        "releve");
  }

  private static List<String> export(Path base) throws IOException, InterruptedException {
    return export(base, "Contacts");
  }

  /** The rows as mdbtools prints them. */
  private static List<String> export(Path base, String table)
      throws IOException, InterruptedException {
    Process reader =
        new ProcessBuilder("mdb-export", "-H", base.toString(), table)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(reader.waitFor()).isZero();
    try (Stream<String> lines = printed.lines()) {
      return lines.filter(line -> !line.isBlank()).toList();
    }
  }
}
