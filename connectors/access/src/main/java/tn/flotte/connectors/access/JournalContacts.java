package tn.flotte.connectors.access;

import io.github.spannm.jackcess.ColumnBuilder;
import io.github.spannm.jackcess.CursorBuilder;
import io.github.spannm.jackcess.DataType;
import io.github.spannm.jackcess.Database;
import io.github.spannm.jackcess.Database.FileFormat;
import io.github.spannm.jackcess.DatabaseBuilder;
import io.github.spannm.jackcess.DateTimeType;
import io.github.spannm.jackcess.Table;
import io.github.spannm.jackcess.TableBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Contact;
import tn.flotte.bots.api.FailureKind;

/**
 * The contact log. Access guards its pages with locks that only Access knows, so a row is added
 * while nobody has the database open: to a copy, which then takes the place of the database in one
 * move. Whoever has it open is waited for, and a robot that dies leaves the database as it was.
 *
 * <p>Trouble is a {@link ConnectorException}: UNAVAILABLE when somebody has the database open or
 * the folder is away, CHANGED when the table is not as the settings say.
 */
public final class JournalContacts {
  private static final Logger log = LoggerFactory.getLogger(JournalContacts.class);
  private static final int TEXT = 255;
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

  private final AccessSettings settings;
  // A file lock holds for a whole JVM: this one is for its threads.
  private final ReentrantLock threads = new ReentrantLock();

  public JournalContacts(AccessSettings settings) {
    this.settings = settings;
  }

  /** Whether the log has this contact. */
  public boolean contient(String cle) {
    return alone(() -> Files.exists(settings.base()) && contains(settings.base(), cle));
  }

  /** Adds a contact; one that is there already is not added again. */
  public void inscrire(Contact contact) {
    alone(
        () -> {
          append(contact);
          return true;
        });
  }

  @FunctionalInterface
  private interface Work<R> {
    R run() throws IOException;
  }

  /** Runs while no other robot and no Access has the database. */
  private <R> R alone(Work<R> work) {
    Path base = settings.base();
    try {
      if (settings.isOurs()) {
        Files.createDirectories(base.getParent());
      } else if (!Files.exists(base)) {
        throw new ConnectorException(
            FailureKind.UNAVAILABLE,
            "The contact log %s is not there: the shared folder is away or the file was moved; will be tried again."
                .formatted(base));
      }
      threads.lock();
      try (FileChannel channel =
              FileChannel.open(
                  beside(base, ".flotte"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = lock(channel)) {
        log.trace("Writing under {}", held);
        mustBeClosed(base);
        return work.run();
      } finally {
        threads.unlock();
      }
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE,
          "The contact log %s can't be used now: %s".formatted(base, e.getMessage()),
          e);
    }
  }

  private FileLock lock(FileChannel channel) throws IOException {
    long until = System.nanoTime() + settings.attente().toNanos();
    while (true) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() > until) {
        throw new ConnectorException(
            FailureKind.UNAVAILABLE,
            "Another robot has been writing to the contact log for more than %d s; will be tried again."
                .formatted(settings.attente().toSeconds()));
      }
      java.util.concurrent.locks.LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  /** Access keeps a lock file beside every database that somebody has open. */
  private static void mustBeClosed(Path base) {
    Path lock = lockFile(base);
    if (Files.exists(lock)) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE,
          "Somebody has the contact log %s open (%s is there); the contact is added when it is closed."
              .formatted(base.getFileName(), lock.getFileName()));
    }
  }

  static Path lockFile(Path base) {
    String name = String.valueOf(base.getFileName());
    int dot = name.lastIndexOf('.');
    boolean old = name.toLowerCase(Locale.ROOT).endsWith(".mdb");
    return base.resolveSibling(name.substring(0, dot) + (old ? ".ldb" : ".laccdb"));
  }

  private static Path beside(Path base, String suffix) {
    return base.resolveSibling(base.getFileName() + suffix);
  }

  private boolean contains(Path base, String cle) throws IOException {
    try (Database database = open(base, true)) {
      return isIn(table(database), cle);
    }
  }

  private boolean isIn(Table table, String cle) throws IOException {
    return CursorBuilder.findRow(table, Map.of(settings.colonnes().cle(), cle)) != null;
  }

  private void append(Contact contact) throws IOException {
    Path base = settings.base();
    Path copy = beside(base, ".flotte-copie");
    Files.deleteIfExists(copy);
    Stand before = Stand.of(base);
    if (before == null) {
      create(copy);
    } else {
      Files.copy(base, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    try (Database database = open(copy, false)) {
      Table table = table(database);
      if (isIn(table, contact.cle())) {
        return;
      }
      table.addRowFromMap(row(table, contact));
    }
    try (FileChannel written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    mustBeClosed(base);
    if (!java.util.Objects.equals(before, Stand.of(base))) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE,
          "Somebody wrote to the contact log meanwhile; the contact is added to what stands there now.");
    }
    Files.move(copy, base, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What shows that nobody wrote. */
  private record Stand(long size, java.nio.file.attribute.FileTime modified) {
    static @Nullable Stand of(Path base) throws IOException {
      try {
        BasicFileAttributes found = Files.readAttributes(base, BasicFileAttributes.class);
        return new Stand(found.size(), found.lastModifiedTime());
      } catch (NoSuchFileException e) {
        return null;
      }
    }
  }

  private static Database open(Path path, boolean readOnly) throws IOException {
    Database database =
        new DatabaseBuilder().withPath(path).withReadOnly(readOnly).withAutoSync(false).open();
    database.setDateTimeType(DateTimeType.LOCAL_DATE_TIME);
    return database;
  }

  private void create(Path path) throws IOException {
    AccessSettings.Colonnes c = settings.colonnes();
    TableBuilder table = new TableBuilder(settings.table());
    table.addColumn(new ColumnBuilder(c.cle(), DataType.TEXT).withLengthInUnits(TEXT));
    table.addColumn(new ColumnBuilder(c.quand(), DataType.SHORT_DATE_TIME));
    for (String name :
        List.of(c.sens(), c.correspondant(), c.objet(), c.declaration(), c.dossier(), c.auteur())) {
      table.addColumn(new ColumnBuilder(name, DataType.TEXT).withLengthInUnits(TEXT));
    }
    table.withPrimaryKey(c.cle());
    try (Database database = DatabaseBuilder.create(FileFormat.V2010, path.toFile())) {
      table.toTable(database);
    }
  }

  private Table table(Database database) throws IOException {
    Table table = database.getTable(settings.table());
    if (table == null) {
      throw new ConnectorException(
          FailureKind.CHANGED,
          "The contact log has no table \"%s\" (flotte.access.table) but %s."
              .formatted(settings.table(), database.getTableNames()));
    }
    AccessSettings.Colonnes c = settings.colonnes();
    List<String> there = table.getColumns().stream().map(column -> column.getName()).toList();
    for (String name :
        List.of(
            c.cle(),
            c.quand(),
            c.sens(),
            c.correspondant(),
            c.objet(),
            c.declaration(),
            c.dossier(),
            c.auteur())) {
      if (!there.contains(name)) {
        throw new ConnectorException(
            FailureKind.CHANGED,
            "Table \"%s\" of the contact log has no column \"%s\" (flotte.access.colonnes) but %s."
                .formatted(settings.table(), name, there));
      }
    }
    return table;
  }

  private Map<String, Object> row(Table table, Contact contact) {
    AccessSettings.Colonnes c = settings.colonnes();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(c.cle(), contact.cle());
    row.put(c.quand(), LocalDateTime.ofInstant(contact.quand(), settings.zone()).withNano(0));
    put(row, table, c.sens(), contact.sens().name());
    put(row, table, c.correspondant(), contact.correspondant());
    put(row, table, c.objet(), contact.objet());
    put(row, table, c.declaration(), contact.numeroDeclaration());
    put(row, table, c.dossier(), contact.numeroDossier());
    put(row, table, c.auteur(), contact.auteur());
    return row;
  }

  /** Words of a mail, on one line and as long as the column takes them. */
  private static void put(
      Map<String, Object> row, Table table, String column, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    String line = value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    io.github.spannm.jackcess.Column into = table.getColumn(column);
    int most = into.getType() == DataType.MEMO ? line.length() : into.getLengthInUnits();
    row.put(column, line.length() <= most ? line : line.substring(0, most));
  }
}
