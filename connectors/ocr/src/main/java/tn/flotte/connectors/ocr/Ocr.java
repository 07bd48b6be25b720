package tn.flotte.connectors.ocr;

import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * Reads scans into typed pieces, in processes of their own: whatever a file does to its reader,
 * this process and the other files do not notice. Thread-safe: as many files at a time as there are
 * workers, others wait. A file that cannot be read gives an illegible piece with the reason, never
 * an exception.
 */
public final class Ocr implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ocr.class);
  private static final int MEGABYTE = 1024 * 1024;

  private final OcrSettings settings;
  private final List<Desk> desks;

  /** The desk that was used last is taken first: its worker has all it needs at hand. */
  private final BlockingDeque<Desk> free;

  /** Starts workers behind the caller's back, one at a time. */
  private final ExecutorService starts =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("ocr-start").factory());

  /**
   * Starts the first worker, and the others without waiting for them.
   *
   * @throws ConnectorException with kind CONFIGURATION when a library, a language or a form is
   *     missing, with the command that mends it
   */
  public Ocr(OcrSettings settings) {
    this(settings, Launch.of(Worker.class));
  }

  Ocr(OcrSettings settings, Launch launch) {
    this.settings = settings;
    this.desks =
        Stream.generate(() -> new Desk(launch, settings)).limit(settings.threads()).toList();
    this.free = new LinkedBlockingDeque<>(desks);
    desks.getFirst().open();
    desks.stream().skip(1).forEach(this::openLater);
  }

  private void openLater(Desk desk) {
    try {
      starts.execute(() -> open(desk));
    } catch (RejectedExecutionException e) {
      LOG.debug("no reader is started any more", e);
    }
  }

  private void open(Desk desk) {
    try {
      desk.open();
    } catch (ConnectorException e) {
      if (!starts.isShutdown()) {
        LOG.warn("a reader did not start; it is tried again when it is needed", e);
      }
    }
  }

  /**
   * Reads a file of any kind.
   *
   * @param fichier its name, only used to name the pieces
   */
  public List<PieceLue> read(String fichier, byte[] contenu) {
    if (contenu.length == 0) {
      return illisible(fichier, "fichier vide");
    }
    if (contenu.length > settings.maxOctets()) {
      return illisible(
          fichier, "fichier trop lourd (plus de " + settings.maxOctets() / MEGABYTE + " Mo)");
    }
    Desk desk = take();
    try {
      return desk.read(fichier, contenu);
    } finally {
      if (!desk.isSeated()) {
        openLater(desk);
      }
      free.addFirst(desk);
    }
  }

  /**
   * Draws the pages of a file for people to look at. Empty when it can't be opened; never an
   * exception because of what the file holds.
   */
  public List<Apercu> look(String fichier, byte[] contenu) {
    if (contenu.length == 0 || contenu.length > settings.maxOctets()) {
      return List.of();
    }
    Desk desk = take();
    try {
      return desk.look(fichier, contenu);
    } finally {
      free.addFirst(desk);
    }
  }

  private static List<PieceLue> illisible(String fichier, String motif) {
    LOG.info("{} is not opened: {}", fichier, motif);
    return List.of(PieceLue.illisible(fichier, List.of(), TypePiece.AUTRE, 0, motif));
  }

  private Desk take() {
    try {
      return free.takeFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          FailureKind.UNAVAILABLE, "interrupted while waiting for a free reader", e);
    }
  }

  @Override
  public void close() {
    starts.shutdownNow();
    desks.forEach(Desk::close);
  }
}
