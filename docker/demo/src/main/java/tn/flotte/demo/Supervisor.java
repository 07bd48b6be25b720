package tn.flotte.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes and sees to it that none outlives the demonstration, nor anything that they
 * started in turn (database server, browsers).
 *
 * <p>Each process carries a mark in its environment, which everything it starts inherits: that is
 * how a browser or a database server whose parent has died is found again. Processes that a killed
 * demonstration left over the same directory carry the same mark.
 */
final class Supervisor implements AutoCloseable {
  /** Name of the environment variable that marks our processes; its value is the data directory. */
  static final String MARK = "MARQUE_DEMONSTRATION";

  private static final int ROUNDS = 10;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(5);
  private static final Set<String> NOT_INHERITED =
      Set.of("FLOTTE_", "PASS_", "BOITE_", "SPRING_", "SERVER_");

  private final Path data;
  private final Path logs;
  private final Deque<Child> children = new ArrayDeque<>();
  private @Nullable Path scratch;
  private boolean closed;

  Supervisor(Path data, Path logs) {
    this.data = data;
    this.logs = logs;
  }

  /**
   * @param name how people see it; names its log file too
   * @param settings environment variables of this process; those of ours that could point it to
   *     real systems are not handed on
   * @param patience how long it may take to end when asked
   */
  synchronized Child start(
      String name, List<String> command, Map<String, String> settings, Duration patience) {
    if (closed) {
      throw new StoppedException();
    }
    Path log = logs.resolve(name + ".log");
    List<String> wrapped = new ArrayList<>(wrapper());
    wrapped.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(wrapped);
    builder
        .environment()
        .keySet()
        .removeIf(key -> NOT_INHERITED.stream().anyMatch(key::startsWith));
    builder.environment().putAll(settings);
    builder.environment().put(MARK, data.toString());
    builder.directory(data.toFile());
    builder.redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    try {
      Files.createDirectories(logs);
      Files.writeString(log, "");
      builder.redirectOutput(log.toFile());
      Child child = new Child(name, builder.start(), log, patience);
      children.push(child);
      return child;
    } catch (IOException e) {
      throw new DemoException("« " + name + " » ne démarre pas : " + e.getMessage(), e);
    }
  }

  /**
   * A session of its own, so that the terminal's Ctrl-C reaches only the demonstration, which ends
   * the others in order; and a SIGTERM from the kernel should the demonstration itself be killed.
   */
  private static List<String> wrapper() {
    List<String> wrapper = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      wrapper.add("/usr/bin/setsid");
    }
    if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
      wrapper.addAll(List.of("/usr/bin/setpriv", "--pdeathsig", "TERM", "--"));
    }
    return wrapper;
  }

  /**
   * Kills one process and nothing that it started: what a crash leaves, its browser included,
   * stays.
   */
  synchronized void kill(Child child) {
    children.remove(child);
    child.kill();
  }

  /** Throws when a process has ended by itself. */
  synchronized void check() {
    if (closed) {
      throw new StoppedException();
    }
    Optional<Child> dead = children.stream().filter(child -> !child.isAlive()).findFirst();
    if (dead.isPresent()) {
      throw dead.get().failure();
    }
  }

  /**
   * A directory with a short name that goes with the processes: a browser's sockets lie in its
   * profile, and the path of a socket may not be longer than about a hundred letters.
   */
  synchronized Path scratch() {
    if (closed) {
      throw new StoppedException();
    }
    if (scratch == null) {
      try {
        Path parent =
            Path.of(
                Files.isWritable(Path.of("/tmp")) ? "/tmp" : System.getProperty("java.io.tmpdir"));
        Path made = parent.resolve("fl" + HexFormat.of().toHexDigits(RANDOM.nextInt()));
        Files.createDirectory(
            made,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        scratch = made;
      } catch (IOException e) {
        throw new DemoException("Aucun dossier temporaire : " + e.getMessage(), e);
      }
    }
    return scratch;
  }

  private void deleteScratch() {
    if (scratch != null) {
      try {
        DataDirectory.deleteTree(scratch);
        scratch = null;
      } catch (IOException e) {
        // Only a browser's own litter, in the directory for temporary files: the system removes it.
        return;
      }
    }
  }

  /** Ends what an earlier demonstration over the same directory has left. */
  void endLeftovers() {
    // What ends may start something more while it does.
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> left = marked();
      if (left.isEmpty()) {
        return;
      }
      endAll(left);
    }
  }

  /** The last started ends first; returns when nothing of ours is left. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!children.isEmpty()) {
      Child child = children.pop();
      List<ProcessHandle> family = child.descendants();
      child.askToEnd();
      child.awaitEnd();
      endAll(family);
    }
    endLeftovers();
    deleteScratch();
  }

  private List<ProcessHandle> marked() {
    return marked(data);
  }

  static List<ProcessHandle> marked(Path data) {
    String mark = MARK + "=" + data;
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .map(Supervisor::pid)
          .flatMap(Optional::stream)
          .filter(pid -> pid != ProcessHandle.current().pid())
          .filter(pid -> environment(pid).contains(mark))
          .map(ProcessHandle::of)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw new DemoException("Les processus de cette machine ne se lisent pas.", e);
    }
  }

  private static Optional<Long> pid(Path entry) {
    String name = entry.getFileName() == null ? "" : entry.getFileName().toString();
    return name.chars().allMatch(Character::isDigit) && !name.isEmpty()
        ? Optional.of(Long.parseLong(name))
        : Optional.empty();
  }

  /** Empty for a process that has just ended, is a zombie or belongs to somebody else. */
  private static Set<String> environment(long pid) {
    try {
      byte[] block = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
      return Stream.of(new String(block, StandardCharsets.UTF_8).split("\0"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      return Set.of();
    }
  }

  /** Children before parents, politely, then by force. */
  private static void endAll(List<ProcessHandle> processes) {
    List<ProcessHandle> alive =
        processes.stream()
            .filter(ProcessHandle::isAlive)
            .sorted(Comparator.comparingLong(ProcessHandle::pid).reversed())
            .toList();
    alive.forEach(Supervisor::askToEnd);
    alive.forEach(process -> await(process, SHORT_PATIENCE));
    List<ProcessHandle> stubborn = alive.stream().filter(ProcessHandle::isAlive).toList();
    stubborn.forEach(ProcessHandle::destroyForcibly);
    stubborn.forEach(process -> await(process, SHORT_PATIENCE));
  }

  /** PostgreSQL waits for its clients on SIGTERM; SIGINT is its fast and safe shutdown. */
  private static void askToEnd(ProcessHandle process) {
    if (process.info().command().filter(command -> command.endsWith("/postgres")).isEmpty()) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(ProcessHandle process, Duration patience) {
    try {
      @Nullable ProcessHandle ended =
          process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      assert ended != null;
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
