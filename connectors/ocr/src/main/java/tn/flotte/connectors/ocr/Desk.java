package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * A place at which one worker at a time sits. When it dies in the middle of a file, a fresh one
 * goes on at the page without a piece. Used by one thread at a time, closed by any.
 */
final class Desk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int DEATHS_A_PAGE = 2;
  private static final int DEATHS_A_FILE = 4;
  private static final String TROP_LONG =
      "la lecture de ce fichier a été arrêtée : elle durait trop longtemps";
  private static final String TROP_LONG_A_TRAITER = "contenu démesuré (trop long à traiter)";
  private static final String ECHEC =
      "la lecture de ce fichier a échoué ; l'envoyer sous une autre forme, de préférence en PDF";

  private final Launch launch;
  private final OcrSettings settings;
  private @Nullable WorkerProcess worker;
  private boolean closed;

  Desk(Launch launch, OcrSettings settings) {
    this.launch = launch;
    this.settings = settings;
  }

  /** Puts a worker in its place, if there is none. */
  void open() {
    worker();
  }

  /** Whether the next file finds a worker in its place. */
  synchronized boolean isSeated() {
    return worker != null && worker.isUsable();
  }

  List<PieceLue> read(String fichier, byte[] contenu) {
    Progress progress = new Progress(fichier);
    while (!progress.isDone()) {
      try {
        worker().read(Wire.Question.lecture(fichier, progress.page, contenu), progress);
        progress.finish();
      } catch (WorkerProcess.Lost e) {
        LOG.warn("{} at page {} of {}", e.getMessage(), progress.page, fichier);
        progress.lost(e.why());
      }
    }
    return List.copyOf(progress.pieces);
  }

  /** Draws the pages; those that a worker dies of, and all after them, are left out. */
  List<Apercu> look(String fichier, byte[] contenu) {
    List<Apercu> drawn = new ArrayList<>();
    try {
      worker()
          .read(
              Wire.Question.regard(fichier, contenu),
              new PieceTaker() {
                @Override
                public void begins(int numero, int pages) {}

                @Override
                public void piece(PieceLue piece) {
                  LOG.debug("{} is not drawn whole: {}", fichier, piece.motifIllisible());
                }

                @Override
                public void apercu(Apercu apercu) {
                  drawn.add(apercu);
                }
              });
    } catch (WorkerProcess.Lost e) {
      LOG.warn("{} while drawing {}", e.getMessage(), fichier);
    }
    return List.copyOf(drawn);
  }

  /** What is known of a file so far, and where to go on. */
  private static final class Progress implements PieceTaker {
    private final String fichier;
    private final List<PieceLue> pieces = new ArrayList<>();

    /** The first page without a piece. */
    private int page = 1;

    /** Known from the first page on. */
    private int pages = 1;

    private boolean begun;
    private int deathsOnPage;
    private int deaths;

    Progress(String fichier) {
      this.fichier = fichier;
    }

    boolean isDone() {
      return page > pages;
    }

    void finish() {
      page = pages + 1;
    }

    @Override
    public void begins(int numero, int total) {
      begun = true;
      page = numero;
      pages = total;
    }

    @Override
    public void piece(PieceLue piece) {
      pieces.add(piece);
      page++;
      deathsOnPage = 0;
    }

    /** A page may have bad luck once; a file may not wear out one worker after the other. */
    void lost(WorkerProcess.Why why) {
      deaths++;
      deathsOnPage++;
      switch (why) {
        case LATE -> giveUp(TROP_LONG);
        case SLOW -> illisible(TROP_LONG_A_TRAITER);
        case DIED -> {
          if (deathsOnPage == DEATHS_A_PAGE) {
            illisible(ECHEC);
          }
        }
      }
      if (deaths == DEATHS_A_FILE && !isDone()) {
        giveUp(ECHEC);
      }
    }

    private void illisible(String motif) {
      piece(
          PieceLue.illisible(
              fichier, begun ? List.of(page) : List.of(), TypePiece.AUTRE, 0, motif));
    }

    private void giveUp(String motif) {
      illisible(motif);
      finish();
    }
  }

  private synchronized WorkerProcess worker() {
    if (closed) {
      throw new ConnectorException(FailureKind.UNAVAILABLE, "the reader is closed");
    }
    WorkerProcess seated = worker;
    if (seated == null || !seated.isUsable()) {
      seated = WorkerProcess.start(launch, settings);
      worker = seated;
    }
    return seated;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (worker != null) {
      worker.close();
    }
  }
}
