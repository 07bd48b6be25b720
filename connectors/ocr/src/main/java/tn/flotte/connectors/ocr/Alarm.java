package tn.flotte.connectors.ocr;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Ends this process when a page takes longer than any honest page needs: decoders and Tesseract
 * know no limit of time and cannot be interrupted. What counts is the time that the thread
 * computes, so that a busy machine does no harm.
 */
final class Alarm {
  /** The exit code that says so. */
  static final int EXIT = 75;

  /** For decoding a page; a usual one takes a tenth. */
  static final Duration OPENING = Duration.ofSeconds(3);

  /** For reading a page; the noisiest honest ones take half of it. */
  static final Duration READING = Duration.ofSeconds(15);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long thread;

  /** Computing time at which it rings. */
  private volatile long end = Long.MAX_VALUE;

  Alarm(Thread thread) {
    this.thread = thread.threadId();
    Thread watch = new Thread(this::watch, "alarm");
    watch.setDaemon(true);
    watch.start();
  }

  void set(Duration limit) {
    end = threads.getThreadCpuTime(thread) + limit.toNanos();
  }

  void clear() {
    end = Long.MAX_VALUE;
  }

  private void watch() {
    try {
      while (threads.getThreadCpuTime(thread) < end) {
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      return;
    }
    Runtime.getRuntime().halt(EXIT);
  }
}
