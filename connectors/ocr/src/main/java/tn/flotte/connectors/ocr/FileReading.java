package tn.flotte.connectors.ocr;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files in this very process, with its own handle of Tesseract. Not thread-safe. Whatever a
 * file holds, it gives pieces or a reason, unless it takes the process with it: that is why only a
 * {@link Worker} does this.
 */
final class FileReading implements Worker.Reader, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileReading.class);
  private static final String DEMESURE = "contenu démesuré (il ne tient pas en mémoire)";

  private final Decoder decoder;
  private final List<Formulaire> formulaires;
  private final Classifier classifier = new Classifier(Papier.load());
  private final Readers readers;
  private final Alarm alarm = new Alarm(Thread.currentThread());

  FileReading(OcrSettings settings) {
    Natives.load();
    decoder = new Decoder(settings);
    formulaires = Formulaires.load(settings.formulaires());
    readers = Readers.open(settings, formulaires);
  }

  @Override
  public boolean read(String fichier, byte[] contenu, int premiere, PieceTaker taker) {
    PageReader reader = new PageReader(fichier, formulaires, classifier, readers);
    return open(
        contenu, premiere, new Pages(fichier, taker, page -> taker.piece(reader.read(page))));
  }

  @Override
  public boolean look(String fichier, byte[] contenu, int premiere, PieceTaker taker) {
    Viewing viewing = new Viewing(formulaires);
    return open(
        contenu, premiere, new Pages(fichier, taker, page -> taker.apercu(viewing.draw(page))));
  }

  private boolean open(byte[] contenu, int premiere, Pages pages) {
    alarm.set(Alarm.OPENING);
    try {
      decoder.decode(contenu, premiere, pages);
      if (pages.current == 0) {
        pages.unreadable("fichier sans page");
      }
    } catch (UnreadableException e) {
      pages.unreadable(e.motif());
    } catch (OutOfMemoryError e) {
      pages.unreadable(DEMESURE);
      pages.fit = false;
    } finally {
      alarm.clear();
    }
    return pages.fit;
  }

  /** What is done with a page. */
  private interface PageWork {
    void on(Page page);
  }

  /** Works on page after page, and knows how far it has come. */
  private final class Pages implements Decoder.PageTaker {
    private final String fichier;
    private final PieceTaker taker;
    private final PageWork work;
    private int current;

    /** False after memory ran out: classes may have been left half initialised. */
    private boolean fit = true;

    Pages(String fichier, PieceTaker taker, PageWork work) {
      this.fichier = fichier;
      this.taker = taker;
      this.work = work;
    }

    @Override
    public void begins(int numero, int pages) {
      alarm.set(Alarm.OPENING);
      current = numero;
      taker.begins(numero, pages);
    }

    @Override
    public void page(Page page) {
      alarm.set(Alarm.READING);
      try {
        work.on(page);
      } catch (OutOfMemoryError e) {
        exhausted(page.numero());
      } catch (RuntimeException e) {
        LOG.warn("page {} of {} cannot be read, the others are", page.numero(), fichier, e);
        unreadable(page.numero(), "la lecture de cette page a échoué");
      }
    }

    @Override
    public void unreadable(int numero, String motif) {
      taker.piece(PieceLue.illisible(fichier, List.of(numero), TypePiece.AUTRE, 0, motif));
    }

    @Override
    public void exhausted(int numero) {
      fit = false;
      unreadable(numero, DEMESURE);
    }

    /** The file can be read no further. */
    void unreadable(String motif) {
      List<Integer> pages = current == 0 ? List.of() : List.of(current);
      taker.piece(PieceLue.illisible(fichier, pages, TypePiece.AUTRE, 0, motif));
    }
  }

  @Override
  public void close() {
    readers.close();
  }
}
