package tn.flotte.connectors.ocr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Opens a file of any known kind, within bounds, and hands out its pages one at a time. */
final class Decoder {

  /** Takes the pages of a file; each page is closed by the decoder afterwards. */
  interface PageTaker {
    /** The next page is about to be decoded. */
    void begins(int numero, int pages);

    void page(Page page);

    /** A page that could not be decoded although the others may be. */
    void unreadable(int numero, String motif);

    /** A page for which memory did not suffice. */
    void exhausted(int numero);
  }

  private final OcrSettings settings;
  private final PdfPages pdf;

  Decoder(OcrSettings settings) {
    this.settings = settings;
    this.pdf = new PdfPages(settings);
  }

  /**
   * Decodes the pages from {@code premiere} on.
   *
   * @throws UnreadableException when the file cannot be opened at all
   */
  void decode(byte[] contenu, int premiere, PageTaker taker) throws UnreadableException {
    switch (FileKind.of(contenu)) {
      case PDF -> pdf.decode(contenu, premiere, taker);
      case TIFF -> tiff(contenu, premiere, taker);
      case JPEG, PNG -> {
        taker.begins(1, 1);
        try (Page page = new Page(1, Pictures.decode(contenu, settings.maxPixels()), List.of())) {
          taker.page(page);
        }
      }
      case HEIC -> throw new UnreadableException("format HEIC : envoyer la photo en JPEG");
      case UNKNOWN -> throw new UnreadableException("format de fichier inconnu");
    }
  }

  private void tiff(byte[] contenu, int premiere, PageTaker taker) throws UnreadableException {
    TiffDirectories directories = TiffDirectories.of(contenu, settings.maxPages());
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(contenu))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new UnreadableException("fichier abîmé");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        int pages = reader.getNumImages(true);
        if (pages > settings.maxPages()) {
          throw new UnreadableException("fichier de trop de pages (" + pages + ")");
        }
        for (int i = premiere - 1; i < pages; i++) {
          taker.begins(i + 1, pages);
          if (directories.isComplete(i)) {
            tiffPage(reader, i, taker);
          } else {
            taker.unreadable(i + 1, "page abîmée");
          }
        }
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new UnreadableException("fichier abîmé", e);
    }
  }

  private void tiffPage(ImageReader reader, int index, PageTaker taker) {
    Page page;
    try {
      page = new Page(index + 1, Pictures.read(reader, index, settings.maxPixels()), List.of());
    } catch (UnreadableException e) {
      taker.unreadable(index + 1, e.motif());
      return;
    } catch (IOException | RuntimeException e) {
      taker.unreadable(index + 1, "page abîmée");
      return;
    } catch (OutOfMemoryError e) {
      taker.exhausted(index + 1);
      return;
    }
    try (page) {
      taker.page(page);
    }
  }
}
