package tn.flotte.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory of processes as the kernel counts it, in MB. */
final class Memory {
  private Memory() {}

  /** Resident memory of one process. */
  static double of(long pid) throws IOException {
    return field(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
  }

  /**
   * What a process's descendants of this name have for themselves, shared pages split among those
   * who share them.
   */
  static double ofTree(long pid, String name) {
    return ProcessHandle.of(pid)
        .map(ProcessHandle::descendants)
        .orElse(Stream.empty())
        .filter(child -> child.info().command().orElse("").contains(name))
        .mapToDouble(Memory::proportional)
        .sum();
  }

  private static double proportional(ProcessHandle process) {
    try {
      return field(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"), "Pss:");
    } catch (IOException e) {
      // It ended while it was looked at.
      return 0;
    }
  }

  private static double field(Path file, String name) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(name)) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return 0;
  }
}
