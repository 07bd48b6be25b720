package tn.flotte.connectors.ocr;

import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Reads a line several times, each time prepared in another way, and listens to who agrees: a
 * single reading's own confidence promises too much. Free text, which has no grammar to fail, needs
 * all of them.
 */
final class Panel {
  /** Most that a free text is worth when one of three readings differs. */
  private static final double DOUBT = 0.89;

  private static final int DPI = 300;

  private final Tesseract tesseract;

  Panel(Tesseract tesseract) {
    this.tesseract = tesseract;
  }

  /** One way to prepare and read a line. */
  private record Way(int mode, double capital, double blur) {}

  private static final Way FIRST = new Way(Tesseract.LINE, 29, 0.8);
  private static final Way SECOND = new Way(Tesseract.RAW_LINE, 46, 1);
  private static final Way THIRD = new Way(Tesseract.LINE, 20, 0);

  /** What the window says; the window holds one line, freed from the form's print. */
  Reading read(Mat plat, Nature nature) {
    Optional<Reading> premier = read(plat, nature, FIRST);
    if (premier.isEmpty()) {
      return Reading.EMPTY;
    }
    Reading lu = vote(plat, nature, premier.get());
    return nature.isFigures() ? lu.uneven(Regularity.unevenness(TextLine.letters(plat))) : lu;
  }

  private Reading vote(Mat plat, Nature nature, Reading a) {
    Reading b = read(plat, nature, SECOND).orElse(a);
    if (nature.isStrict() && isSame(nature, a, b)) {
      return a.agreed(b.confiance());
    }
    Reading c = read(plat, nature, THIRD).orElse(a);
    if (isSame(nature, a, b) && isSame(nature, a, c)) {
      return a.agreed(b.confiance());
    }
    if (isSame(nature, a, b) || isSame(nature, a, c)) {
      return nature.isStrict() ? a : a.agreed(a.confiance()).doubted(DOUBT);
    }
    if (isSame(nature, b, c)) {
      return b;
    }
    return best(nature, a, b, c);
  }

  private Optional<Reading> read(Mat plat, Nature nature, Way way) {
    Optional<Mat> image = TextLine.prepare(plat, way.capital());
    if (image.isEmpty()) {
      return Optional.empty();
    }
    Mat m = image.get();
    if (way.blur() > 0) {
      Imgproc.GaussianBlur(m, m, new Size(0, 0), way.blur());
    }
    Reading lu = Reading.of(tesseract.read(m, way.mode(), nature.alphabet(), DPI));
    m.release();
    return Optional.of(lu);
  }

  private static boolean isSame(Nature nature, Reading a, Reading b) {
    return key(nature, a).equals(key(nature, b));
  }

  private static String key(Nature nature, Reading lu) {
    return nature.isStrict()
        ? nature.canonical(lu.texte()).orElse(lu.texte().replace(" ", ""))
        : Texts.normal(lu.texte());
  }

  private static Reading best(Nature nature, Reading... lectures) {
    Reading best = lectures[0];
    double most = -1;
    for (Reading lu : lectures) {
      double poids = lu.confiance() + (nature.canonical(lu.texte()).isPresent() ? 1 : 0);
      if (poids > most) {
        most = poids;
        best = lu;
      }
    }
    return best;
  }
}
