package tn.flotte.connectors.ocr;

import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A level page without known layout, its words read and grouped into lines.
 *
 * @param plat white paper, ink, dotted lines taken away
 * @param feuille whether a sheet of paper was seen on a darker ground
 * @param millimetre pixels in a millimetre, if the sheet is A4
 */
record FreePage(Mat plat, List<Line> lignes, boolean feuille, double millimetre)
    implements AutoCloseable {
  private static final int DPI = 240;

  /** Characters surely read from which a page need not be tried in other ways. */
  private static final int ENOUGH = 60;

  private static final int SOME_LETTERS = 8;

  static FreePage of(Page page, Tesseract tesseract) {
    try (Upright.Level level = Upright.of(page.gris())) {
      Try ici = Try.of(level, tesseract);
      if (ici.isPoor() && !ici.mots().isEmpty()) {
        try (Upright.Level autre = Upright.otherwise(page.gris(), level)) {
          ici = ici.orBetter(Try.of(autre, tesseract));
        }
      }
      return new FreePage(
          ici.plat(), Line.of(ici.mots()), level.feuille(), ici.plat().cols() / 210.0);
    }
  }

  /** A way in which the page may lie, and the words read so. */
  private record Try(Mat plat, List<Mot> mots) {
    /** Upright or on its head, whichever reads better. */
    static Try of(Upright.Level level, Tesseract tesseract) {
      brighten(level.gris());
      Mat plat = Ink.flatten(level.gris(), 41);
      eraseRules(plat);
      eraseSpecks(plat);
      if (!hasLetters(plat)) {
        return new Try(plat, List.of());
      }
      Try debout = read(plat, tesseract);
      if (!debout.isPoor() || debout.mots().isEmpty()) {
        return debout;
      }
      Mat envers = new Mat();
      Core.rotate(plat, envers, Core.ROTATE_180);
      return debout.orBetter(read(envers, tesseract));
    }

    private static Try read(Mat plat, Tesseract tesseract) {
      return new Try(plat, tesseract.read(plat, Tesseract.SPARSE, "", DPI));
    }

    boolean isPoor() {
      return sure(mots) < ENOUGH;
    }

    /** The one of which more is sure; the other one's picture is released. */
    Try orBetter(Try autre) {
      boolean mieux = sure(autre.mots) > sure(mots);
      (mieux ? plat : autre.plat).release();
      return mieux ? autre : this;
    }
  }

  /** A photograph may keep Tesseract busy for a minute and holds nothing of the size of letters. */
  private static boolean hasLetters(Mat plat) {
    Mat encre = Ink.binary(plat, 190);
    long lettres =
        Marks.components(encre).stream()
            .filter(r -> r.height > 12 && r.height < 70 && r.width < 70)
            .count();
    encre.release();
    return lettres >= SOME_LETTERS;
  }

  /** Turns white text on dark bars into dark text on white; changes the picture in place. */
  private static void brighten(Mat gris) {
    double papier = Legibility.percentile(gris, 0.9);
    Mat sombre = Ink.binary(gris, 0.5 * papier);
    // A bar is solid above and below its text, for longer than any stroke of a bold letter.
    reshape(sombre, Imgproc.MORPH_OPEN, 55, 5);
    reshape(sombre, Imgproc.MORPH_CLOSE, 1, 45);
    reshape(sombre, Imgproc.MORPH_OPEN, 35, 31);
    Mat inverse = new Mat();
    Core.bitwise_not(gris, inverse);
    inverse.copyTo(gris, sombre);
    sombre.release();
    inverse.release();
  }

  private static void reshape(Mat masque, int operation, int largeur, int hauteur) {
    Mat noyau = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(largeur, hauteur));
    Imgproc.morphologyEx(masque, masque, operation, noyau);
    noyau.release();
  }

  /** Characters of words that were read surely enough to be words. */
  static int sure(List<Mot> mots) {
    return mots.stream()
        .filter(m -> m.confiance() >= 0.75 && m.texte().length() >= 3)
        .filter(m -> m.texte().codePoints().filter(Character::isLetter).count() >= 3)
        .mapToInt(m -> m.texte().length())
        .sum();
  }

  int sure() {
    return sure(lignes.stream().flatMap(l -> l.mots().stream()).toList());
  }

  /** Takes away long, thin rules, drawn or dotted: of a form level, of a fax upright. */
  private static void eraseRules(Mat plat) {
    erase(plat, new Size(11, 1), new Size(1, 8), new Size(90, 1));
    erase(plat, new Size(1, 11), new Size(8, 1), new Size(1, 110));
  }

  private static void erase(Mat plat, Size gap, Size thick, Size length) {
    Mat encre = Ink.binary(plat, 190);
    Mat epais = new Mat();
    Mat joint = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, gap);
    Mat large = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, thick);
    Mat longue = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, length);
    Mat autour = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(3, 3));
    Imgproc.morphologyEx(encre, encre, Imgproc.MORPH_CLOSE, joint);
    Imgproc.morphologyEx(encre, epais, Imgproc.MORPH_OPEN, large);
    encre.setTo(new Scalar(0), epais);
    Imgproc.morphologyEx(encre, encre, Imgproc.MORPH_OPEN, longue);
    Imgproc.dilate(encre, encre, autour);
    Ink.erase(plat, encre);
    for (Mat m : List.of(encre, epais, joint, large, longue, autour)) {
      m.release();
    }
  }

  /** Takes away dirt smaller than the dot of an i. */
  private static void eraseSpecks(Mat plat) {
    Mat encre = Ink.binary(plat, 190);
    Mat sale = encre.clone();
    Ink.despeckle(encre, 8);
    Core.subtract(sale, encre, sale);
    plat.setTo(new Scalar(255), sale);
    sale.release();
    encre.release();
  }

  /** A piece of the page at 300 dpi; empty outside the page; released by the caller. */
  Mat cut(Rect cadre) {
    Rect dans = inside(cadre);
    if (dans.width < 4 || dans.height < 4) {
      return new Mat();
    }
    Mat morceau = plat.submat(dans);
    Mat grand = new Mat();
    Imgproc.resize(morceau, grand, new Size(), 1.25, 1.25, Imgproc.INTER_CUBIC);
    morceau.release();
    return grand;
  }

  /** The ink within a rectangle, as 255 on 0; released by the caller. */
  Mat inkOf(Rect cadre) {
    Rect dans = inside(cadre);
    Mat morceau = plat.submat(dans);
    Mat encre = Ink.binary(morceau, 190);
    morceau.release();
    return encre;
  }

  /** Share of ink within a rectangle of the page. */
  double ink(Rect cadre) {
    Mat encre = inkOf(cadre);
    double part = encre.total() == 0 ? 0 : (double) Core.countNonZero(encre) / encre.total();
    encre.release();
    return part;
  }

  Rect inside(Rect cadre) {
    int x0 = Math.clamp(cadre.x, 0, plat.cols());
    int y0 = Math.clamp(cadre.y, 0, plat.rows());
    int x1 = Math.clamp((long) cadre.x + cadre.width, x0, plat.cols());
    int y1 = Math.clamp((long) cadre.y + cadre.height, y0, plat.rows());
    return new Rect(x0, y0, x1 - x0, y1 - y0);
  }

  /** The part between two heights and two sides, as a page of its own. */
  FreePage part(int x0, int x1, int y0, int y1) {
    Rect dans = inside(new Rect(x0, y0, x1 - x0, y1 - y0));
    Mat morceau = plat.submat(dans);
    Mat copie = morceau.clone();
    morceau.release();
    List<Mot> ici =
        lignes.stream()
            .flatMap(l -> l.mots().stream())
            .filter(m -> m.centreX() >= x0 && m.centreX() < x1)
            .filter(m -> m.centreY() >= y0 && m.centreY() < y1)
            .map(
                m ->
                    new Mot(
                        m.texte(),
                        new Rect(
                            m.boite().x - dans.x,
                            m.boite().y - dans.y,
                            m.boite().width,
                            m.boite().height),
                        m.confiance()))
            .toList();
    return new FreePage(copie, Line.of(ici), feuille, millimetre);
  }

  @Override
  public void close() {
    plat.release();
  }
}
