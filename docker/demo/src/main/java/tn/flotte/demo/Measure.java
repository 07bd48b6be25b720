package tn.flotte.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs a command to its end and measures it with all the processes it starts.
 *
 * @param cpu seconds of processor, user and system
 * @param memory most resident memory of all its processes together, in MB
 */
record Measure(double cpu, double memory) {
  private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");
  private static final int LOOK_MS = 50;

  /** One thread; standard output goes to a file. */
  static Measure of(List<String> command, Path output) throws IOException {
    List<String> shell = new ArrayList<>();
    // The shell knows what its children's children have used; a Process doesn't.
    shell.addAll(List.of("bash", "-c", "\"$@\" >\"$0\" 2>/dev/null; code=$?; times; exit $code"));
    shell.add(output.toString());
    shell.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(shell).redirectErrorStream(true);
    builder.environment().put("OMP_THREAD_LIMIT", "1");
    Process process = builder.start();
    double most = 0;
    try {
      while (!process.waitFor(LOOK_MS, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        most = Math.max(most, resident(process));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.descendants().forEach(ProcessHandle::destroy);
      throw new IOException("Interrupted while " + command.getFirst() + " ran.", e);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new IOException(command.getFirst() + " ended with " + process.exitValue() + ".");
    }
    return new Measure(children(said), most);
  }

  private static double resident(Process process) {
    try (Stream<ProcessHandle> all = process.descendants()) {
      return all.mapToDouble(Measure::resident).sum();
    }
  }

  private static double resident(ProcessHandle process) {
    try {
      return Memory.of(process.pid());
    } catch (IOException e) {
      // It ended while it was looked at.
      return 0;
    }
  }

  /** The last line of the shell's {@code times}: its children's user and system time. */
  private static double children(String said) {
    Matcher m = TIMES.matcher(said);
    double seconds = 0;
    while (m.find()) {
      seconds =
          60 * (Integer.parseInt(m.group(1)) + Integer.parseInt(m.group(3)))
              + Double.parseDouble(m.group(2))
              + Double.parseDouble(m.group(4));
    }
    return seconds;
  }
}
