package tn.flotte.connectors.ocr;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Function;
import tn.flotte.bots.api.ConnectorException;

/**
 * The process that does the reading: takes files from its standard input, one at a time, and
 * answers on file descriptor 3 (standard output is left to libraries that print). It ends when its
 * input ends or its parent is gone, whatever it is doing.
 */
final class Worker {
  private static final Path ANSWERS = Path.of("/proc/self/fd/3");
  private static final Path MEMORY = Path.of("/proc/self/statm");
  private static final int PAGE_BYTES = 4096;

  /** A worker that has grown beyond this many bytes is replaced; a usual one stays below 350 MB. */
  private static final long GROWN = 450L << 20;

  /** Reads a file in this process. */
  interface Reader {
    /**
     * @param premiere the page to begin with, from 1
     * @return whether the process is still fit for another file
     */
    boolean read(String fichier, byte[] contenu, int premiere, PieceTaker taker);

    /** The same, drawing the pages instead of reading them. */
    boolean look(String fichier, byte[] contenu, int premiere, PieceTaker taker);
  }

  private final SynchronousQueue<Wire.Question> questions = new SynchronousQueue<>();
  private final DataInputStream in;
  private final DataOutputStream out;

  private Worker() throws IOException {
    in = new DataInputStream(new BufferedInputStream(System.in));
    out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(ANSWERS.toFile())));
  }

  public static void main(String[] args) throws Exception {
    serve(FileReading::new);
  }

  /** Answers questions until there are no more, with the reader that the settings ask for. */
  static void serve(Function<OcrSettings, Reader> readers) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> die("ends, because of " + e));
    new Worker().run(readers);
  }

  private void run(Function<OcrSettings, Reader> readers) throws Exception {
    watchParent();
    OcrSettings settings = Wire.readSettings(in);
    Reader reader;
    try {
      reader = readers.apply(settings);
    } catch (ConnectorException e) {
      Wire.write(out, new Wire.Refused(String.valueOf(e.getMessage())));
      return;
    }
    Thread listener = new Thread(this::listen, "questions");
    listener.setDaemon(true);
    listener.start();
    Wire.write(out, new Wire.Ready());
    boolean fit = true;
    while (fit) {
      Wire.Question question = questions.take();
      fit = answer(reader, question) && resident() < GROWN;
      Wire.write(out, new Wire.Done(!fit));
    }
    Runtime.getRuntime().halt(0);
  }

  private boolean answer(Reader reader, Wire.Question question) {
    Answers answers = new Answers();
    return question.regard()
        ? reader.look(question.fichier(), question.contenu(), question.premiere(), answers)
        : reader.read(question.fichier(), question.contenu(), question.premiere(), answers);
  }

  private final class Answers implements PieceTaker {
    @Override
    public void begins(int numero, int pages) {
      answer(new Wire.Begun(numero, pages));
    }

    @Override
    public void piece(PieceLue piece) {
      answer(new Wire.Found(piece));
    }

    @Override
    public void apercu(Apercu apercu) {
      answer(new Wire.Drawn(apercu));
    }

    private void answer(Wire.Answer answer) {
      try {
        Wire.write(out, answer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Always at the pipe, so that its end is noticed in the middle of a page, too. */
  private void listen() {
    try {
      while (true) {
        questions.put(Wire.readQuestion(in));
      }
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  /** Should the pipe be held open by another: a process whose parent changes has lost it. */
  private static void watchParent() {
    long parent = parent();
    Thread watch =
        new Thread(
            () -> {
              while (parent() == parent) {
                try {
                  Thread.sleep(1000);
                } catch (InterruptedException e) {
                  break;
                }
              }
              die("ends, because its parent has gone");
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static long parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }

  private static long resident() throws IOException {
    String[] statm = Files.readString(MEMORY, StandardCharsets.US_ASCII).split(" ", -1);
    return Long.parseLong(statm[1]) * PAGE_BYTES;
  }

  /** No clean-up may keep a process alive that is to end. */
  private static void die(String why) {
    System.err.println("the reading process " + why);
    Runtime.getRuntime().halt(1);
  }
}
