package tn.flotte.connectors.ocr;

import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Reads a line. A first reading that is good and well-formed stands, as measured; any other is read
 * again, prepared in other ways, and who agrees is listened to. Free text, which has no grammar to
 * fail, then needs all of them.
 */
final class Panel {
  /** Most that a free text is worth when one of three readings differs. */
  private static final double DOUBT = 0.89;

  /**
   * Confidence from which a well-formed first reading needs no second (of 650 such values on typed
   * papers one was wrong).
   */
  private static final double GOOD = 0.85;

  /** The same for figures: on a fax a plate was misread at 0.91. */
  private static final double GOOD_FIGURES = 0.92;

  private static final int DPI = 300;

  private final Tesseract tesseract;
  private final HandFigures chiffres;

  Panel(Tesseract tesseract, HandFigures chiffres) {
    this.tesseract = tesseract;
    this.chiffres = chiffres;
  }

  /** One way to prepare and read a line. */
  private record Way(int mode, double capital, double blur) {}

  /**
   * Tesseract's time grows with a line's width, whatever its height. Words are read as well when
   * they are narrower (at eight tenths, written ones no longer are); on a fax, a figure was not.
   */
  private static final double WORDS = 0.9;

  private static final Way FIRST = new Way(Tesseract.LINE, 29, 0.8);
  private static final Way SECOND = new Way(Tesseract.RAW_LINE, 46, 1);
  private static final Way THIRD = new Way(Tesseract.LINE, 20, 0);

  private static final Way ALONE = new Way(Tesseract.CHARACTER, 29, 0.8);

  /** What the window says; the window holds one line, freed from the form's print. */
  Reading read(Mat plat, Nature nature) {
    Reading premier = first(plat, nature);
    if (!isDoubtful(nature, premier)) {
      return premier;
    }
    Reading lu = settle(plat, nature, premier);
    return nature.isFigures() ? lu.beside(chiffres.read(plat, TextLine.letters(plat), nature)) : lu;
  }

  /** A single reading. */
  Reading first(Mat plat, Nature nature) {
    List<Rect> lettres = TextLine.letters(plat);
    Optional<Reading> lu = read(plat, lettres, nature, FIRST);
    if (lu.isEmpty()) {
      return Reading.EMPTY;
    }
    return nature.isFigures() ? lu.get().uneven(Regularity.unevenness(lettres)) : lu.get();
  }

  static boolean isDoubtful(Nature nature, Reading lu) {
    return lu.encre()
        && !lu.natif()
        && (lu.confiance() < (nature.isStrict() ? GOOD_FIGURES : GOOD)
            || nature.canonical(lu.texte()).isEmpty());
  }

  /** Reads twice more and lets the three vote. */
  Reading settle(Mat plat, Nature nature, Reading premier) {
    List<Rect> lettres = TextLine.letters(plat);
    if (nature == Nature.NOMBRE && premier.texte().isBlank()) {
      // A lone figure is no line to Tesseract.
      return read(plat, lettres, nature, ALONE).orElse(premier);
    }
    Reading b = read(plat, lettres, nature, SECOND).orElse(premier);
    if (nature.isStrict() && isSame(nature, premier, b)) {
      return premier.agreed(b.confiance());
    }
    Reading c = read(plat, lettres, nature, THIRD).orElse(premier);
    return vote(nature, premier, b, c).uneven(premier.inegalite());
  }

  private static Reading vote(Nature nature, Reading a, Reading b, Reading c) {
    if (isSame(nature, a, b) && isSame(nature, a, c)) {
      return a.agreed(b.confiance());
    }
    if (isSame(nature, a, b) || isSame(nature, a, c)) {
      return nature.isStrict() ? a.contested() : a.agreed(a.confiance()).doubted(DOUBT);
    }
    if (isSame(nature, b, c)) {
      return b.contested();
    }
    return best(nature, a, b, c).contested();
  }

  private Optional<Reading> read(Mat plat, List<Rect> lettres, Nature nature, Way way) {
    Optional<Mat> image =
        TextLine.prepare(plat, lettres, way.capital(), nature.isStrict() ? 1 : WORDS);
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

  static boolean isSame(Nature nature, Reading a, Reading b) {
    return key(nature, a).equals(key(nature, b));
  }

  private static String key(Nature nature, Reading lu) {
    return nature.isStrict()
        ? nature.canonical(lu.texte()).orElse(lu.texte().replace(" ", ""))
        : words(lu.texte());
  }

  /** Other scripts than ours have no letters that {@link Texts#normal} knows. */
  private static String words(String texte) {
    String normal = Texts.normal(texte);
    return normal.isEmpty() ? Nature.clean(texte) : normal;
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
