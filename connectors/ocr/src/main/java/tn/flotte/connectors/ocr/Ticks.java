package tn.flotte.connectors.ocr;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/** Measures how much ink is inside a box. */
final class Ticks {
  /** Share of dark pixels in the box's inside from which it is crossed. */
  private static final double CROSSED = 0.055;

  private static final double MARGIN = 1.2;
  private static final int SLACK = 8;

  private Ticks() {}

  /**
   * A box.
   *
   * @param part share of ink in its inside
   */
  record Box(double part, boolean cochee, double confiance) {}

  static Box read(Sheet sheet, Zone zone) {
    Rect cadre = Sheet.window(zone, MARGIN);
    Mat vue = sheet.cut(cadre);
    Mat vierge = sheet.formulaire().vierge(cadre);
    Mat plat = Ink.flatten(vue, 61);
    try {
      int dx = 0;
      int dy = 0;
      Rect coeur = new Rect(SLACK, SLACK, cadre.width - 2 * SLACK, cadre.height - 2 * SLACK);
      Mat modele = vierge.submat(coeur);
      Mat score = new Mat();
      Imgproc.matchTemplate(plat, modele, score, Imgproc.TM_CCOEFF_NORMED);
      Core.MinMaxLocResult best = Core.minMaxLoc(score);
      if (best.maxVal > 0.4) {
        dx = (int) best.maxLoc.x - SLACK;
        dy = (int) best.maxLoc.y - SLACK;
      }
      score.release();
      modele.release();
      int bord = (int) Math.round(MARGIN * Formulaire.FINE);
      int dedans = (int) Math.round(0.75 * Formulaire.FINE);
      int cote = (int) Math.round(zone.l() * Formulaire.FINE) - 2 * dedans;
      Mat inside = plat.submat(new Rect(bord + dedans + dx, bord + dedans + dy, cote, cote));
      Mat encre = Ink.binary(inside, 170);
      double part = (double) Core.countNonZero(encre) / encre.total();
      encre.release();
      inside.release();
      boolean cochee = part >= CROSSED;
      double ecart = cochee ? part / CROSSED : CROSSED / Math.max(part, 0.001);
      return new Box(part, cochee, ecart >= 2 ? 0.99 : 0.6 + 0.35 * (ecart - 1));
    } finally {
      vue.release();
      vierge.release();
      plat.release();
    }
  }
}
