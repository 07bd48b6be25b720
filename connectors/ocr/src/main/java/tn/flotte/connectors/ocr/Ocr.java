package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * Reads scans into typed pieces. Thread-safe: as many files at a time as there are handles of
 * Tesseract, others wait. A file that cannot be read gives one illegible piece with the reason,
 * never an exception.
 */
public final class Ocr implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ocr.class);

  private final Decoder decoder;
  private final List<Formulaire> formulaires;
  private final Classifier classifier = new Classifier(Papier.load());
  private final List<Tesseract> all = new ArrayList<>();
  private final BlockingQueue<Tesseract> free;

  /**
   * Loads the native libraries and the forms.
   *
   * @throws ConnectorException with kind CONFIGURATION when a library, a language or a form is
   *     missing, with the command that mends it
   */
  public Ocr(OcrSettings settings) {
    Natives.load();
    decoder = new Decoder(settings);
    formulaires = Formulaires.load(settings.formulaires());
    for (int i = 0; i < settings.threads(); i++) {
      all.add(new Tesseract(settings.tessdata(), settings.langues()));
    }
    free = new ArrayBlockingQueue<>(settings.threads(), true, all);
  }

  /**
   * Reads a file of any kind.
   *
   * @param fichier its name, only used to name the pieces
   */
  public List<PieceLue> read(String fichier, byte[] contenu) {
    Tesseract tesseract = take();
    try {
      return read(fichier, contenu, tesseract);
    } finally {
      free.add(tesseract);
    }
  }

  private List<PieceLue> read(String fichier, byte[] contenu, Tesseract tesseract) {
    PageReader reader = new PageReader(fichier, formulaires, classifier, tesseract);
    List<PieceLue> pieces = new ArrayList<>();
    try {
      decoder.decode(
          contenu,
          new Decoder.PageTaker() {
            @Override
            public void page(Page page) {
              pieces.add(reader.read(page));
            }

            @Override
            public void unreadable(int numero, String motif) {
              pieces.add(PieceLue.illisible(fichier, List.of(numero), TypePiece.AUTRE, 0, motif));
            }
          });
    } catch (UnreadableException e) {
      LOG.info("{} cannot be read: {}", fichier, e.motif());
      return List.of(PieceLue.illisible(fichier, List.of(), TypePiece.AUTRE, 0, e.motif()));
    }
    return List.copyOf(pieces);
  }

  private Tesseract take() {
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          FailureKind.UNAVAILABLE, "interrupted while waiting for a free reader", e);
    }
  }

  @Override
  public void close() {
    all.forEach(Tesseract::close);
  }
}
