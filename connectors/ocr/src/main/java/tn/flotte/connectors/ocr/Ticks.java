package tn.flotte.connectors.ocr;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** Measures how much ink is inside a box. */
final class Ticks {
  /** Share of dark pixels in the box's inside from which it is crossed. */
  private static final double CROSSED = 0.055;

  private static final double MARGIN = 1.2;
  private static final int SLACK = 8;

  /** A cross reaches this far beyond its box, in millimetres; what goes on is no cross. */
  private static final double REACH = 2.4;

  /** Confidence in a box that something else runs through. */
  private static final double DOUBT = 0.8;

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
      double confiance = ecart >= 2 ? 0.99 : 0.6 + 0.35 * (ecart - 1);
      return new Box(
          part, cochee, cochee && isCrossing(sheet, zone) ? Math.min(DOUBT, confiance) : confiance);
    } finally {
      vue.release();
      vierge.release();
      plat.release();
    }
  }

  /** Whether a line leads from the box to far outside, as the frame of a stamp or a fold does. */
  private static boolean isCrossing(Sheet sheet, Zone zone) {
    Rect cadre = Sheet.window(zone, REACH);
    Mat vue = sheet.cut(cadre);
    Mat plat = Ink.flatten(vue, 61);
    vue.release();
    plat.setTo(new Scalar(255), sheet.formulaire().print(zone, cadre));
    Mat encre = Ink.binary(plat, 170);
    plat.release();
    int bord = (int) Math.round(REACH * Formulaire.FINE);
    int pres = (int) Math.round(0.9 * Formulaire.FINE);
    Rect boite =
        new Rect(
            bord - pres,
            bord - pres,
            cadre.width - 2 * (bord - pres),
            cadre.height - 2 * (bord - pres));
    boolean crossing =
        Marks.components(encre).stream()
            .anyMatch(r -> overlaps(r, boite) && isAtEdge(r, cadre.width, cadre.height));
    encre.release();
    return crossing;
  }

  private static boolean overlaps(Rect a, Rect b) {
    return a.x < b.x + b.width
        && b.x < a.x + a.width
        && a.y < b.y + b.height
        && b.y < a.y + a.height;
  }

  private static boolean isAtEdge(Rect r, int largeur, int hauteur) {
    return r.x <= 1 || r.y <= 1 || r.x + r.width >= largeur - 1 || r.y + r.height >= hauteur - 1;
  }
}
