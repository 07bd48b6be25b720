package tn.flotte.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory for the files of one measurement. It goes with it, also when somebody interrupts:
 * then the processes that may still write to it are ended first.
 */
final class Scratch implements AutoCloseable {
  private final Path path;
  private final Thread interrupted = new Thread(this::interrupted, "scratch");

  private Scratch(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(interrupted);
  }

  static Scratch named(String name) throws IOException {
    return new Scratch(Files.createTempDirectory("flotte-" + name + "-"));
  }

  Path path() {
    return path;
  }

  private void interrupted() {
    ProcessHandle.current()
        .descendants()
        .forEach(
            child -> {
              child.destroyForcibly();
              child.onExit().join();
            });
    delete();
  }

  private synchronized void delete() {
    for (int attempt = 0; Files.exists(path); attempt++) {
      try {
        DataDirectory.deleteTree(path);
      } catch (IOException e) {
        // The measurement itself may write one file more before it ends.
        if (attempt == 10) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException e) {
      // It is running.
    }
  }
}
