package tn.flotte.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one directory that holds everything a demonstration keeps, for the one process that has
 * locked it. It is recognised by a marker file; a directory without one is neither used nor
 * deleted, unless it is empty or not there.
 */
final class DataDirectory implements AutoCloseable {
  static final String MARKER = ".demo-flotte";
  private static final String LOCK = "verrou";

  private final Path path;
  private final boolean fresh;
  private final boolean temporary;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(
      Path path, boolean fresh, boolean temporary, FileChannel channel, FileLock lock) {
    this.path = path;
    this.fresh = fresh;
    this.temporary = temporary;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * @param startAnew whether what an earlier run left is deleted first
   */
  static DataDirectory open(Path wanted, boolean startAnew) {
    return open(wanted, startAnew, false);
  }

  /** One of its own among the system's temporary ones, which goes when somebody interrupts. */
  static DataDirectory temporary(String prefix) {
    try {
      return open(Files.createTempDirectory(prefix), false, true);
    } catch (IOException e) {
      throw new DemoException("Aucun dossier temporaire : " + e.getMessage(), e);
    }
  }

  private static DataDirectory open(Path wanted, boolean startAnew, boolean temporary) {
    try {
      if (Files.exists(wanted) && !Files.isDirectory(wanted)) {
        throw new WrongUseException("Ce n'est pas un dossier de données : " + wanted);
      }
      Files.createDirectories(wanted);
      Path path = wanted.toRealPath();
      boolean known = Files.isRegularFile(path.resolve(MARKER));
      if (!known && !isEmpty(path)) {
        throw new WrongUseException(
            "Le dossier "
                + path
                + " contient des fichiers et n'est pas un dossier de démonstration (il n'a pas de"
                + " fichier "
                + MARKER
                + ") : rien n'y est touché. Donnez-en un autre avec --donnees.");
      }
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lock(channel, path);
      if (known && startAnew) {
        deleteContents(path);
      }
      boolean fresh = !Files.exists(path.resolve(MARKER));
      Files.writeString(
          path.resolve(MARKER), "Données de ./flotte demo ; --fresh efface ce dossier.\n");
      return new DataDirectory(path, fresh, temporary, channel, lock);
    } catch (IOException e) {
      throw new DemoException(
          "Le dossier de données " + wanted + " n'est pas utilisable : " + e.getMessage(), e);
    }
  }

  private static FileLock lock(FileChannel channel, Path path) throws IOException {
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new DemoException(
          "Une démonstration utilise déjà "
              + path
              + ". Arrêtez-la (Ctrl-C), ou donnez un autre dossier avec --donnees.");
    }
    return lock;
  }

  /** The lock file stays, or a second process could lock another file of the same name. */
  private static void deleteContents(Path path) throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      for (Path entry : entries.filter(entry -> !entry.endsWith(LOCK)).toList()) {
        deleteTree(entry);
      }
    }
  }

  /** Deletes links, never what they point to. */
  static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.allMatch(entry -> entry.endsWith(LOCK));
    }
  }

  /** Deletes it all when it was made for this run only; a second call finds nothing to do. */
  synchronized void discardIfTemporary() {
    if (temporary && Files.exists(path)) {
      try {
        deleteTree(path);
      } catch (IOException e) {
        throw new DemoException("Ce dossier ne s'efface pas : " + path, e);
      }
    }
  }

  Path path() {
    return path;
  }

  /** Whether no earlier run has left anything. */
  boolean isFresh() {
    return fresh;
  }

  Path directory(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (channel) {
      lock.release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
