package tn.flotte.demo;

import java.io.PrintStream;

/** What the person who started the demonstration reads. */
final class Screen {
  private final PrintStream out;
  private final long begin = System.nanoTime();

  Screen(PrintStream out) {
    this.out = out;
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  /** A line with the seconds passed, so that a long wait is seen to move. */
  void progress(String line) {
    say(String.format("[%5d s] %s", (System.nanoTime() - begin) / 1_000_000_000L, line));
  }
}
