package tn.flotte.connectors.registre;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.poi.EmptyFileException;
import org.apache.poi.UnsupportedFileFormatException;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * The register of experts' reports. A row is added while nobody has the workbook open: to a copy,
 * which then takes the place of the workbook in one move. Whoever has it open is waited for, a
 * robot that dies leaves the workbook as it was, and what people wrote, coloured or calculated in
 * it stays.
 *
 * <p>Trouble is a {@link ConnectorException}: UNAVAILABLE when somebody has the workbook open or
 * the folder is away, CHANGED when it is not as the settings say.
 */
public final class Registre {
  private static final Logger log = LoggerFactory.getLogger(Registre.class);
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

  private final RegistreSettings settings;
  // A file lock holds for a whole JVM: this one is for its threads.
  private final ReentrantLock threads = new ReentrantLock();

  public Registre(RegistreSettings settings) {
    this.settings = settings;
  }

  /** Whether the register has a row with this key. */
  public boolean contient(String cle) {
    Path file = settings.classeur();
    return alone(() -> Files.exists(file) && contains(file, cle));
  }

  /** Adds a row; a report that has its row already gets no second one. */
  public void inscrire(LigneRapport ligne) {
    alone(
        () -> {
          append(ligne);
          return true;
        });
  }

  @FunctionalInterface
  private interface Work<R> {
    R run() throws IOException;
  }

  /** Runs while no other robot and no person has the workbook. */
  private <R> R alone(Work<R> work) {
    Path file = settings.classeur();
    try {
      if (settings.isOurs()) {
        Files.createDirectories(file.getParent());
      } else if (!Files.exists(file)) {
        throw new ConnectorException(
            FailureKind.UNAVAILABLE,
            "The register %s is not there: the shared folder is away or the file was moved; will be tried again."
                .formatted(file));
      }
      threads.lock();
      try (FileChannel channel =
              FileChannel.open(
                  beside(file, ".flotte"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = lock(channel)) {
        log.trace("Writing under {}", held);
        mustBeClosed(file);
        return work.run();
      } finally {
        threads.unlock();
      }
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE,
          "The register %s can't be used now: %s".formatted(file, e.getMessage()),
          e);
    } catch (POIXMLException
        | OpenXML4JRuntimeException
        | UnsupportedFileFormatException
        | EmptyFileException e) {
      throw unreadable(file, e);
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
            "Another robot has been writing to the register for more than %d s; will be tried again."
                .formatted(settings.attente().toSeconds()));
      }
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  /**
   * LibreOffice and Excel keep a file beside every workbook that somebody has open, and hold a lock
   * on the workbook itself where the system knows locks.
   */
  private static void mustBeClosed(Path file) throws IOException {
    for (Path owner : owners(file)) {
      if (Files.exists(owner)) {
        throw open(file, owner.getFileName() + " is there");
      }
    }
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null) {
        throw open(file, "it is locked");
      }
    } catch (OverlappingFileLockException e) {
      log.debug("The register is locked in this process", e);
      throw open(file, "it is locked");
    }
  }

  private static ConnectorException open(Path file, String sign) {
    return new ConnectorException(
        FailureKind.UNAVAILABLE,
        "Somebody has the register %s open (%s); the row is added when it is closed."
            .formatted(file.getFileName(), sign));
  }

  /** The files by which LibreOffice and Excel say who has a workbook open. */
  static List<Path> owners(Path file) {
    return List.of(
        file.resolveSibling(".~lock." + file.getFileName() + "#"),
        file.resolveSibling("~$" + file.getFileName()));
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private boolean contains(Path file, String cle) throws IOException {
    // Read-only: closing it must not write the workbook back.
    try (OPCPackage opened = OPCPackage.open(file.toFile(), PackageAccess.READ);
        XSSFWorkbook workbook = new XSSFWorkbook(opened)) {
      return Feuille.of(workbook, settings).contient(cle);
    } catch (InvalidFormatException e) {
      throw unreadable(file, e);
    }
  }

  private void append(LigneRapport ligne) throws IOException {
    Path file = settings.classeur();
    Path copy = beside(file, ".flotte-copie");
    Files.deleteIfExists(copy);
    Stand before = Stand.of(file);
    try (XSSFWorkbook workbook = before == null ? Feuille.nouveau(settings) : load(file)) {
      Feuille sheet = Feuille.of(workbook, settings);
      if (sheet.contient(ligne.cle())) {
        return;
      }
      sheet.ajouter(ligne);
      if (before != null) {
        // The copy takes over who may read and write the workbook.
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
      try (OutputStream out = Files.newOutputStream(copy)) {
        workbook.write(out);
      }
    }
    try (FileChannel written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    mustBeClosed(file);
    if (!Objects.equals(before, Stand.of(file))) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE,
          "Somebody wrote to the register meanwhile; the row is added to what stands there now.");
    }
    Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static XSSFWorkbook load(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new XSSFWorkbook(in);
    }
  }

  private static ConnectorException unreadable(Path file, Exception e) {
    return new ConnectorException(
        FailureKind.CHANGED,
        "The register %s is no workbook that can be read: %s".formatted(file, e.getMessage()),
        e);
  }

  /** What shows that nobody wrote. */
  private record Stand(long size, FileTime modified) {
    static @Nullable Stand of(Path file) throws IOException {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stand(found.size(), found.lastModifiedTime());
      } catch (NoSuchFileException e) {
        return null;
      }
    }
  }
}
