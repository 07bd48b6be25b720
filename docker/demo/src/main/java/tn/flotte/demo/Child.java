package tn.flotte.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of the demonstration and the file that gets all it writes. */
final class Child {
  private static final int TAIL_BYTES = 16 * 1024;

  private final String name;
  private final Process process;
  private final Path log;
  private final Duration patience;

  Child(String name, Process process, Path log, Duration patience) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.patience = patience;
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Asks the process to end, as an administrator would. It ends what it started itself. */
  void askToEnd() {
    process.destroy();
  }

  /** SIGKILL, and returns when the process is gone. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits as long as this kind of process may need to end properly, then insists. */
  void awaitEnd() {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What to show when it has ended although nobody asked it to. */
  DemoException failure() {
    StringBuilder message = new StringBuilder();
    message
        .append("« ")
        .append(name)
        .append(" » s'est arrêté")
        .append(isAlive() ? "" : " (code " + process.exitValue() + ")")
        .append(". Ses dernières lignes :\n");
    tail(25).forEach(line -> message.append("    ").append(line).append('\n'));
    message.append("Tout est dans ").append(log);
    return new DemoException(message.toString());
  }

  List<String> tail(int lines) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(0, file.length() - TAIL_BYTES);
      file.seek(start);
      byte[] end = new byte[(int) (file.length() - start)];
      file.readFully(end);
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of("(" + log + " illisible)");
    }
  }
}
