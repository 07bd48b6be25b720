package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a worker is started: the JVM and class path of this process, without its environment (it
 * holds passwords), within bounds that the kernel keeps, and cut off from the network where the
 * machine allows it.
 */
final class Launch {
  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  /**
   * Writable memory of a worker in kilobytes, in the kernel's counting: heap, libraries' memory and
   * stacks, also what was reserved only. What is resident is less.
   */
  private static final int MEMORY_KB = 560 * 1024;

  /** Bounds, then the answers' pipe moves to 3 and all that is printed goes to the log. */
  private static final String SHELL =
      "ulimit -c 0; ulimit -d " + MEMORY_KB + "; exec 3>&1 1>&2; exec \"$@\"";

  private static final List<List<String>> WALLS =
      List.of(
          List.of("unshare", "--net", "--"),
          List.of("unshare", "--user", "--map-current-user", "--net", "--"));

  private static final List<String> KEPT = List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL");

  private final List<String> command;
  private final boolean cutOff;

  private Launch(List<String> command, boolean cutOff) {
    this.command = List.copyOf(command);
    this.cutOff = cutOff;
  }

  /** Workers with this main class. */
  static Launch of(Class<?> main) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "lecture"));
    List<String> wall = wall();
    command.addAll(wall);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-Xms32m",
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:MaxHeapFreeRatio=40",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:+ErrorFileToStderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Dlogback.configurationFile=tn/flotte/connectors/ocr/lire-logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    return new Launch(command, !wall.isEmpty());
  }

  /** Whether workers reach no network. */
  boolean isCutOff() {
    return cutOff;
  }

  Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(KEPT);
    // Tesseract on several threads is several times slower, and looks only when it is loaded.
    environment.put("OMP_THREAD_LIMIT", "1");
    // Each arena of the C library keeps what its thread has freed.
    environment.put("MALLOC_ARENA_MAX", "1");
    return builder.start();
  }

  private static List<String> wall() {
    for (List<String> wall : WALLS) {
      if (works(wall)) {
        return wall;
      }
    }
    LOG.warn(
        "this machine lets no process be cut off from the network (unshare --net fails);"
            + " papers are read all the same, in a process that could reach it");
    return List.of();
  }

  private static boolean works(List<String> wall) {
    List<String> probe = new ArrayList<>(wall);
    probe.add("true");
    try {
      Process process =
          new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (process.waitFor(5, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      LOG.debug("{} cannot be run", wall, e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
