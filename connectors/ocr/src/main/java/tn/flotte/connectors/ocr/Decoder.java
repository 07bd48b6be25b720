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
    void page(Page page);

    /** A page that could not be decoded although the others may be. */
    void unreadable(int numero, String motif);
  }

  private final OcrSettings settings;
  private final PdfPages pdf;

  Decoder(OcrSettings settings) {
    this.settings = settings;
    this.pdf = new PdfPages(settings);
  }

  void decode(byte[] contenu, PageTaker taker) throws UnreadableException {
    if (contenu.length == 0) {
      throw new UnreadableException("fichier vide");
    }
    if (contenu.length > settings.maxOctets()) {
      throw new UnreadableException(
          "fichier trop lourd (plus de " + settings.maxOctets() / (1024 * 1024) + " Mo)");
    }
    switch (FileKind.of(contenu)) {
      case PDF -> pdf.decode(contenu, taker);
      case TIFF -> tiff(contenu, taker);
      case JPEG, PNG -> {
        try (Page page = new Page(1, Pictures.decode(contenu, settings.maxPixels()), List.of())) {
          taker.page(page);
        }
      }
      case HEIC -> throw new UnreadableException("format HEIC : envoyer la photo en JPEG");
      case UNKNOWN -> throw new UnreadableException("format de fichier inconnu");
    }
  }

  private void tiff(byte[] contenu, PageTaker taker) throws UnreadableException {
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
        for (int i = 0; i < pages; i++) {
          tiffPage(reader, i, taker);
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
      Pictures.checkSize(reader.getWidth(index), reader.getHeight(index), settings.maxPixels());
      page = new Page(index + 1, Pictures.bounded(Pictures.toGrey(reader.read(index))), List.of());
    } catch (UnreadableException e) {
      taker.unreadable(index + 1, e.motif());
      return;
    } catch (IOException | RuntimeException e) {
      taker.unreadable(index + 1, "page abîmée");
      return;
    }
    try (page) {
      taker.page(page);
    }
  }
}
