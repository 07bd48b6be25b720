package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.RotatedRect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Tells a signature from a stamp: a stamp is many small letters, often in a frame; a signature is
 * long strokes beside or across it.
 */
final class Marks {
  /** Letters of a stamp that must be seen at least; a signature leaves a few crumbs. */
  private static final int LETTERS = 6;

  /** Share of ink from which an empty place is signed. */
  private static final double SIGNED = 0.004;

  /** Most that a streak is wide, in pixels at {@link Formulaire#FINE}. */
  private static final int STREAK = 14;

  /** The same for a pen's stroke. */
  private static final int BROAD = 19;

  private Marks() {}

  /** What stands in a place for signature and stamp. */
  record Found(boolean signature, boolean cachet) {}

  /** The ink of a zone without the form's print, as 255 on 0, at {@link Formulaire#FINE}. */
  static Mat ink(Sheet sheet, Zone zone) {
    Rect cadre = Sheet.window(zone, -1.0);
    Mat vue = sheet.cutFinely(cadre);
    Mat plat = Ink.flatten(vue, 61);
    vue.release();
    Ink.erase(plat, sheet.formulaire().print(zone, cadre));
    Mat encre = Ink.binary(plat, 190);
    plat.release();
    Ink.despeckle(encre, 40);
    eraseStreaks(encre);
    eraseBroad(encre);
    return encre;
  }

  /** The edge of a stain is broader than any pen. */
  private static void eraseBroad(Mat encre) {
    Mat noyau = Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(BROAD, BROAD));
    Mat larges = new Mat();
    Imgproc.morphologyEx(encre, larges, Imgproc.MORPH_OPEN, noyau);
    // Its own rim goes with it.
    Imgproc.dilate(larges, larges, noyau);
    encre.setTo(new Scalar(0), larges);
    larges.release();
    noyau.release();
  }

  /** Dirt on a scanner's glass draws thin lines right across the place; no hand does. */
  private static void eraseStreaks(Mat encre) {
    for (Rect r : components(encre)) {
      boolean debout = r.width <= STREAK && r.height > 0.9 * encre.rows();
      boolean couche = r.height <= STREAK && r.width > 0.9 * encre.cols();
      if (debout || couche) {
        Imgproc.rectangle(encre, r, new Scalar(0), Imgproc.FILLED);
      }
    }
  }

  static boolean isSigned(Mat encre) {
    return (double) Core.countNonZero(encre) / encre.total() >= SIGNED;
  }

  /**
   * Looks for both.
   *
   * @param mm pixels in a millimetre
   */
  static Found find(Mat encre, double mm) {
    List<Rect> lettres = letters(encre, mm);
    boolean cachet = lettres.size() >= LETTERS;
    if (!cachet) {
      return new Found(isSigned(encre), false);
    }
    Mat reste = encre.clone();
    blank(reste, lettres, mm);
    boolean signature = hasStroke(reste, mm);
    reste.release();
    return new Found(signature, true);
  }

  static List<Rect> letters(Mat encre, double mm) {
    List<Rect> lettres = new ArrayList<>();
    for (Rect r : components(encre)) {
      if (r.height > 0.9 * mm && r.height < 3.2 * mm && r.width > 0.4 * mm && r.width < 4 * mm) {
        lettres.add(r);
      }
    }
    return together(lettres, mm);
  }

  /** Crumbs of a signature lie apart from the stamp's lines. */
  private static List<Rect> together(List<Rect> lettres, double mm) {
    if (lettres.isEmpty()) {
      return lettres;
    }
    double x = middle(lettres.stream().mapToDouble(r -> r.x + r.width / 2.0).toArray());
    double y = middle(lettres.stream().mapToDouble(r -> r.y + r.height / 2.0).toArray());
    return lettres.stream()
        .filter(r -> Math.abs(r.x + r.width / 2.0 - x) < 22 * mm)
        .filter(r -> Math.abs(r.y + r.height / 2.0 - y) < 6.5 * mm)
        .toList();
  }

  private static double middle(double[] v) {
    Arrays.sort(v);
    return v[v.length / 2];
  }

  /** Whitens the stamp with its frame. */
  private static void blank(Mat encre, List<Rect> lettres, double mm) {
    List<Point> coins = new ArrayList<>();
    for (Rect r : lettres) {
      coins.add(r.tl());
      coins.add(r.br());
      coins.add(new Point(r.x, r.y + r.height));
      coins.add(new Point(r.x + r.width, r.y));
    }
    MatOfPoint2f nuage = new MatOfPoint2f(coins.toArray(Point[]::new));
    RotatedRect cadre = Imgproc.minAreaRect(nuage);
    nuage.release();
    RotatedRect large =
        new RotatedRect(
            cadre.center,
            new Size(cadre.size.width + 8 * mm, cadre.size.height + 8 * mm),
            cadre.angle);
    Point[] p = new Point[4];
    large.points(p);
    org.opencv.core.MatOfPoint polygone = new org.opencv.core.MatOfPoint(p);
    Imgproc.fillConvexPoly(encre, polygone, new Scalar(0));
    polygone.release();
  }

  /** A piece of ink that reaches far both ways is no rest of a frame. */
  private static boolean hasStroke(Mat encre, double mm) {
    return components(encre).stream()
        .anyMatch(
            r ->
                (r.height > 3.5 * mm && r.width > 1.6 * mm && r.height < 40 * mm)
                    || r.width > 22 * mm);
  }

  static List<Rect> components(Mat encre) {
    Mat labels = new Mat();
    Mat stats = new Mat();
    Mat centres = new Mat();
    int n = Imgproc.connectedComponentsWithStats(encre, labels, stats, centres);
    List<Rect> boites = new ArrayList<>();
    int[] s = new int[5];
    for (int i = 1; i < n; i++) {
      stats.get(i, 0, s);
      boites.add(new Rect(s[0], s[1], s[2], s[3]));
    }
    labels.release();
    stats.release();
    centres.release();
    return boites;
  }
}
