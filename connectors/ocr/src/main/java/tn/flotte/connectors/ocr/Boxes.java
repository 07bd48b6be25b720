package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Finds the little square frames for crosses on a page. Only their straight sides are looked at, so
 * a cross that reaches beyond its box does not hide it.
 */
final class Boxes {
  private static final double SMALLEST = 2.4;
  private static final double LARGEST = 7;

  private Boxes() {}

  /**
   * The frames, from left to right.
   *
   * @param encre 255 on 0
   * @param mm pixels in a millimetre
   */
  static List<Rect> find(Mat encre, double mm) {
    Mat joint = new Mat();
    Mat deux = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(3, 3));
    Imgproc.morphologyEx(encre, joint, Imgproc.MORPH_CLOSE, deux);
    deux.release();
    Mat cadres = sides(joint, new Size(SMALLEST * mm * 0.9, 1));
    Mat montants = sides(joint, new Size(1, SMALLEST * mm * 0.9));
    joint.release();
    Core.max(cadres, montants, cadres);
    montants.release();
    Mat noyau = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(5, 5));
    Imgproc.morphologyEx(cadres, cadres, Imgproc.MORPH_CLOSE, noyau);
    noyau.release();
    List<Rect> boites = new ArrayList<>();
    for (Rect r : Marks.components(cadres)) {
      if (isSquare(r, mm) && isFramed(cadres, r)) {
        boites.add(r);
      }
    }
    cadres.release();
    boites.sort(Comparator.comparingInt(r -> r.x));
    return boites;
  }

  /** The pieces of ink that are straight for as long as that. */
  private static Mat sides(Mat encre, Size longueur) {
    Mat noyau = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, longueur);
    Mat droits = new Mat();
    Imgproc.morphologyEx(encre, droits, Imgproc.MORPH_OPEN, noyau);
    noyau.release();
    return droits;
  }

  private static boolean isSquare(Rect r, double mm) {
    return r.width > SMALLEST * mm
        && r.width < LARGEST * mm
        && r.height > SMALLEST * mm
        && r.height < LARGEST * mm
        && Math.abs(r.width - r.height) < 0.4 * Math.max(r.width, r.height);
  }

  /**
   * Ink along at least three of the four sides: a letter has not that much. Where a cross leaves
   * the frame the sides seem longer, hence the broad strips.
   */
  private static boolean isFramed(Mat cadres, Rect r) {
    int e = r.width / 4;
    int pleins = 0;
    for (Rect bord :
        List.of(
            new Rect(r.x, r.y, r.width, e),
            new Rect(r.x, r.y + r.height - e, r.width, e),
            new Rect(r.x, r.y, e, r.height),
            new Rect(r.x + r.width - e, r.y, e, r.height))) {
      Mat m = cadres.submat(bord);
      Mat somme = new Mat();
      Core.reduce(m, somme, bord.width > bord.height ? 0 : 1, Core.REDUCE_MAX);
      double part = (double) Core.countNonZero(somme) / somme.total();
      pleins += part > 0.8 ? 1 : 0;
      somme.release();
      m.release();
    }
    return pleins >= 3;
  }

  /** Share of ink within a frame, the frame itself left out. */
  static double inside(Mat encre, Rect r) {
    int bord = r.width / 4;
    Mat coeur = encre.submat(r.y + bord, r.y + r.height - bord, r.x + bord, r.x + r.width - bord);
    double part = (double) Core.countNonZero(coeur) / coeur.total();
    coeur.release();
    return part;
  }
}
