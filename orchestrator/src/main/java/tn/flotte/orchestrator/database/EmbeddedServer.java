package tn.flotte.orchestrator.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL server whose life is this process's, and whose data outlives both. */
final class EmbeddedServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final String PID_FILE = "postmaster.pid";

  /** PostgreSQL writes there: its process, its directory, its start, its port. */
  private static final int PORT_LINE = 3;

  private final EmbeddedPostgres server;

  private EmbeddedServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * @param port 0 for any free one
   */
  static EmbeddedServer start(Path directory, int port) throws IOException {
    Files.createDirectories(directory);
    endLeftover(directory);
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(directory.toFile())
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("max_connections", "60")
            .setServerConfig("shared_buffers", "64MB")
            // The embedded server is made for tests and would trade durability for speed: a
            // committed answer is committed.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start();
    return new EmbeddedServer(server);
  }

  /**
   * Where the server that works on this very directory now listens: of a running orchestrator, or
   * left over from a killed one.
   */
  static Optional<String> running(Path directory) throws IOException {
    Path pidFile = directory.resolve(PID_FILE);
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    boolean alive =
        lines.size() > PORT_LINE
            && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> worksOn(process, directory))
                .isPresent();
    return alive
        ? Optional.of("jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/postgres")
        : Optional.empty();
  }

  /** A postmaster outlives a killed JVM: it is asked to stop before its data is opened again. */
  private static void endLeftover(Path directory) throws IOException {
    Path pidFile = directory.resolve(PID_FILE);
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> leftover =
        lines.isEmpty()
            ? Optional.empty()
            : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    // The pid may have gone to somebody else since: only a postgres that works on this very
    // directory is ours to stop.
    Optional<ProcessHandle> ours =
        leftover.filter(ProcessHandle::isAlive).filter(process -> worksOn(process, directory));
    if (ours.isPresent()) {
      log.info("a database server was left over from a killed process; stopping it");
      signalFastShutdown(ours.get());
      if (!waitFor(ours.get())) {
        throw new IOException(
            "The database server left over in "
                + directory
                + " (process "
                + ours.get().pid()
                + ") does not stop.");
      }
    }
    Files.deleteIfExists(pidFile);
  }

  private static boolean worksOn(ProcessHandle process, Path directory) {
    Path proc = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Files.readString(proc).replace('\0', ' ').contains(directory.toString());
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGINT is PostgreSQL's "fast" shutdown: sessions end, data is safe. */
  private static void signalFastShutdown(ProcessHandle process) throws IOException {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while stopping a database server.", e);
    }
  }

  private static boolean waitFor(ProcessHandle process) {
    try {
      process.onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return !process.isAlive();
    }
  }

  String jdbcUrl() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
