package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;

/**
 * Pages of a PDF. A page that is one picture gives that picture as it is, without rendering; any
 * other is rendered.
 */
final class PdfPages {
  private static final float RENDER_DPI = 200;
  private static final int NESTING = 4;

  /** Longest side of a rendered page, in pixels. */
  private static final float LONGEST = 3500;

  /** A page of fewer words is looked at as a picture. */
  private static final int WORDS = 20;

  private final OcrSettings settings;

  PdfPages(OcrSettings settings) {
    this.settings = settings;
  }

  void decode(byte[] contenu, int premiere, Decoder.PageTaker taker) throws UnreadableException {
    try (PDDocument document = Loader.loadPDF(contenu)) {
      int pages = document.getNumberOfPages();
      if (pages > settings.maxPages()) {
        throw new UnreadableException("fichier de trop de pages (" + pages + ")");
      }
      for (int i = premiere - 1; i < pages; i++) {
        taker.begins(i + 1, pages);
        page(document, i, taker);
      }
    } catch (InvalidPasswordException e) {
      throw new UnreadableException("protégé par un mot de passe", e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new UnreadableException("fichier abîmé", e);
    }
  }

  private void page(PDDocument document, int index, Decoder.PageTaker taker) {
    Page page;
    try {
      page = read(document, index);
    } catch (UnreadableException e) {
      taker.unreadable(index + 1, e.motif());
      return;
    } catch (IOException | RuntimeException | StackOverflowError e) {
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

  private Page read(PDDocument document, int index) throws IOException, UnreadableException {
    PDPage page = document.getPage(index);
    PDResources resources = page.getResources();
    checkPictures(resources == null ? null : resources.getCOSObject(), NESTING);
    PdfContent content = PdfContent.of(page);
    checkSize(content.inlinePixels());
    Optional<PdfContent.Picture> image = content.onlyPicture();
    if (image.isPresent()) {
      Mat gris = Pictures.turned(picture(image.get()), page.getRotation());
      return new Page(index + 1, gris, List.of());
    }
    float dpi = RENDER_DPI;
    PDRectangle cadre = page.getCropBox();
    double pixels = cadre.getWidth() * cadre.getHeight() / (72.0 * 72) * dpi * dpi;
    double bound = Math.min(settings.maxPixels(), 12_000_000L);
    if (pixels > bound) {
      dpi *= (float) Math.sqrt(bound / pixels);
    }
    dpi = Math.min(dpi, LONGEST * 72 / Math.max(cadre.getWidth(), cadre.getHeight()));
    Mat gris =
        Pictures.toGrey(new PDFRenderer(document).renderImageWithDPI(index, dpi, ImageType.RGB));
    List<Mot> mots =
        content.isMostlyPicture() ? List.of() : TextLayer.read(document, index, dpi / 72);
    return new Page(index + 1, Pictures.bounded(gris), mots.size() < WORDS ? List.of() : mots);
  }

  private Mat picture(PdfContent.Picture picture) throws IOException, UnreadableException {
    if (picture.isPlain(COSName.JPX_DECODE)) {
      Optional<Mat> gris = Pictures.jpx(raw(picture.stream()), settings.maxPixels());
      if (gris.isPresent()) {
        return gris.get();
      }
    }
    PDImageXObject image = new PDImageXObject(new PDStream(picture.stream()), picture.resources());
    Pictures.checkSize(image.getWidth(), image.getHeight(), settings.maxPixels());
    int composantes = image.getColorSpace().getNumberOfComponents();
    if (picture.isPlain(COSName.DCT_DECODE) && composantes != 4) {
      return Pictures.decode(raw(picture.stream()), settings.maxPixels());
    }
    int pas = Pictures.step(image.getWidth(), image.getHeight(), composantes);
    return Pictures.bounded(Pictures.toGrey(image.getImage(null, pas)));
  }

  private static byte[] raw(COSStream stream) throws IOException {
    try (InputStream in = stream.createRawInputStream()) {
      return in.readAllBytes();
    }
  }

  /** A bomb shows itself by its dimensions, before anything is decoded. */
  private void checkPictures(@Nullable COSDictionary resources, int depth)
      throws IOException, UnreadableException {
    COSDictionary objects = resources == null ? null : resources.getCOSDictionary(COSName.XOBJECT);
    if (objects == null || depth == 0) {
      return;
    }
    for (COSName nom : objects.keySet()) {
      COSStream object = objects.getCOSStream(nom);
      if (object == null) {
        continue;
      }
      if (COSName.IMAGE.equals(object.getCOSName(COSName.SUBTYPE))) {
        checkPicture(object);
        COSStream masque = object.getCOSStream(COSName.SMASK);
        if (masque != null) {
          checkPicture(masque);
        }
      } else {
        checkPictures(object.getCOSDictionary(COSName.RESOURCES), depth - 1);
      }
    }
  }

  private void checkPicture(COSStream image) throws IOException, UnreadableException {
    checkSize((long) image.getInt(COSName.WIDTH, 0) * image.getInt(COSName.HEIGHT, 0));
    if (new PDStream(image).getFilters().contains(COSName.JPX_DECODE)) {
      Pictures.checkJpx(raw(image), settings.maxPixels());
    }
  }

  private void checkSize(long pixels) throws UnreadableException {
    if (pixels > settings.maxPixels()) {
      throw new UnreadableException(
          "image démesurée (" + pixels / 1_000_000 + " millions de points)");
    }
  }
}
