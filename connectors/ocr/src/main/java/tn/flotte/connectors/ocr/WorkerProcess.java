package tn.flotte.connectors.ocr;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/** The façade's end of one worker. Used by one thread at a time. */
final class WorkerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
  private static final Duration START = Duration.ofSeconds(60);

  /** What a dying JVM or a hostile file may write to the log, per worker. */
  private static final int LOG_LINES = 200;

  private static final int LOG_COLUMNS = 300;

  /** A worker that is of no more use for the file it was reading. */
  static final class Lost extends Exception {
    private static final long serialVersionUID = 1L;
    private final Why why;

    private Lost(String message, Why why) {
      super(message);
      this.why = why;
    }

    Why why() {
      return why;
    }
  }

  /** Why a worker is lost. */
  enum Why {
    /** It took longer than a file may; ended from here. */
    LATE,
    /** A page took longer than any honest one; it ended itself. */
    SLOW,
    /** Nobody knows. */
    DIED
  }

  private final OcrSettings settings;
  private final Process process;
  private final DataOutputStream questions;

  /** What the worker says; {@link Gone} when it says no more. */
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

  private boolean usable = true;

  private sealed interface Heard {}

  private record Said(Wire.Answer answer) implements Heard {}

  private record Gone() implements Heard {}

  private WorkerProcess(OcrSettings settings, Process process) {
    this.settings = settings;
    this.process = process;
    this.questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
  }

  /**
   * Starts a worker and waits until it is ready.
   *
   * @throws ConnectorException with kind CONFIGURATION when a library, a language or a form is
   *     missing, UNAVAILABLE when the process does not come up
   */
  static WorkerProcess start(Launch launch, OcrSettings settings) {
    try {
      long begin = System.nanoTime();
      WorkerProcess worker = new WorkerProcess(settings, launch.start());
      worker.thread("answers", worker::listen);
      worker.thread("log", worker::log);
      worker.awaitReady();
      LOG.debug("reader {} is ready after {} ms", worker.process.pid(), sinceMillis(begin));
      return worker;
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE, "no reading process can be started: " + e.getMessage(), e);
    }
  }

  private static long sinceMillis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  /** No virtual threads: reading a process's pipe holds their carrier, and there are few. */
  private void thread(String name, Runnable work) {
    Thread.ofPlatform().daemon().name("ocr-" + name + "-" + process.pid()).start(work);
  }

  private void awaitReady() {
    try {
      send(() -> Wire.writeSettings(questions, settings));
      switch (hear(System.nanoTime() + START.toNanos())) {
        case Wire.Ready() -> {}
        case Wire.Refused(String message) -> {
          close();
          throw new ConnectorException(FailureKind.CONFIGURATION, message);
        }
        case Wire.Answer other -> throw lost("says " + other + " at its start", Why.DIED);
      }
    } catch (Lost e) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE, "a reading process does not come up: " + e.getMessage(), e);
    }
  }

  /** Whether it may be given another file. */
  boolean isUsable() {
    return usable && process.isAlive();
  }

  /**
   * Has a file read.
   *
   * @throws Lost when the worker died or took too long; what it read before is with the taker
   */
  void read(Wire.Question question, PieceTaker taker) throws Lost {
    send(() -> Wire.write(questions, question));
    long deadline = System.nanoTime() + settings.delaiFichier().toNanos();
    while (true) {
      switch (hear(deadline)) {
        case Wire.Begun(int numero, int pages) -> {
          deadline += settings.delaiPage().toNanos();
          taker.begins(numero, pages);
        }
        case Wire.Found(PieceLue piece) -> taker.piece(piece);
        case Wire.Drawn(Apercu apercu) -> taker.apercu(apercu);
        case Wire.Done(boolean last) -> {
          if (last) {
            LOG.info(
                "reader {} has come to its bounds of memory; the next file gets a fresh one",
                process.pid());
            close();
          }
          return;
        }
        case Wire.Ready() -> throw lost("says ready twice", Why.DIED);
        case Wire.Refused(String message) -> throw lost("refuses: " + message, Why.DIED);
      }
    }
  }

  private interface Sending {
    void run() throws IOException;
  }

  /** Beside the caller, whose time limit holds for a worker that does not even listen. */
  private void send(Sending sending) {
    thread(
        "questions",
        () -> {
          try {
            sending.run();
          } catch (IOException e) {
            LOG.debug("reader {} no longer listens: {}", process.pid(), e.getMessage());
            process.destroyForcibly();
          }
        });
  }

  private Wire.Answer hear(long deadline) throws Lost {
    @Nullable Heard next;
    try {
      next = heard.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ConnectorException(FailureKind.UNAVAILABLE, "interrupted while reading", e);
    }
    return switch (next) {
      case null -> throw lost("took too long and was ended", Why.LATE);
      case Gone() -> throw gone();
      case Said(Wire.Answer answer) -> answer;
    };
  }

  private Lost lost(String what, Why why) {
    close();
    return new Lost("reader " + process.pid() + " " + what, why);
  }

  /** Its pipe has ended; the process may need a moment more. */
  private Lost gone() {
    try {
      if (process.waitFor(5, TimeUnit.SECONDS)) {
        int exit = process.exitValue();
        return exit == Alarm.EXIT
            ? lost("gave up a page that took too much computing", Why.SLOW)
            : lost("died (exit " + exit + ")", Why.DIED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return lost("closed its pipe", Why.DIED);
  }

  private void listen() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      while (true) {
        heard.add(new Said(Wire.readAnswer(in)));
      }
    } catch (IOException e) {
      LOG.debug("reader {} says no more: {}", process.pid(), e.getMessage());
    } finally {
      heard.add(new Gone());
    }
  }

  private void log() {
    char[] line = new char[LOG_COLUMNS];
    int lines = 0;
    try (BufferedReader err = process.errorReader()) {
      int length = 0;
      for (int c = err.read(); c >= 0; c = err.read()) {
        if (c != '\n' && length < LOG_COLUMNS) {
          line[length++] = (char) c;
        } else if (c == '\n') {
          if (length > 0 && lines++ < LOG_LINES) {
            LOG.info("reader {}: {}", process.pid(), new String(line, 0, length));
          }
          length = 0;
        }
      }
    } catch (IOException e) {
      LOG.debug("the log of reader {} ends: {}", process.pid(), e.getMessage());
    }
  }

  @Override
  public void close() {
    usable = false;
    process.destroyForcibly();
  }
}
