package tn.flotte.connectors.ocr;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Separates what was written from the paper, its shade, and the form's own print. */
final class Ink {
  private Ink() {}

  /** Paper becomes white whatever its colour or shade; ink keeps its relative darkness. */
  static Mat flatten(Mat gris, int kernel) {
    Mat fond = new Mat();
    Mat noyau = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(kernel, kernel));
    Imgproc.morphologyEx(gris, fond, Imgproc.MORPH_CLOSE, noyau);
    Imgproc.blur(fond, fond, new Size(kernel, kernel));
    Mat plat = new Mat();
    Core.divide(gris, fond, plat, 255);
    noyau.release();
    fond.release();
    return plat;
  }

  /** The form's print within a window, grown by a few pixels: 255 where the blank form is dark. */
  static Mat print(Mat vierge, int grow) {
    Mat plat = flatten(vierge, 41);
    Mat masque = new Mat();
    Imgproc.threshold(plat, masque, 225, 255, Imgproc.THRESH_BINARY_INV);
    plat.release();
    Mat sombre = new Mat();
    Imgproc.threshold(vierge, sombre, 110, 255, Imgproc.THRESH_BINARY_INV);
    Core.max(masque, sombre, masque);
    sombre.release();
    if (grow > 0) {
      Mat noyau =
          Imgproc.getStructuringElement(
              Imgproc.MORPH_RECT, new Size(2.0 * grow + 1, 2.0 * grow + 1));
      Imgproc.dilate(masque, masque, noyau);
      noyau.release();
    }
    return masque;
  }

  /**
   * Takes the form's print away; strokes that cross a printed line are joined again over the gap.
   * The picture is changed in place.
   */
  static void erase(Mat plat, Mat print) {
    Mat joint = new Mat();
    Mat noyau = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(1, 13));
    Mat reste = plat.clone();
    reste.setTo(new Scalar(255), print);
    Imgproc.morphologyEx(reste, joint, Imgproc.MORPH_OPEN, noyau);
    joint.copyTo(plat, print);
    joint.release();
    noyau.release();
    reste.release();
  }

  /** Ink as 255 on 0. */
  static Mat binary(Mat plat, double seuil) {
    Mat encre = new Mat();
    Imgproc.threshold(plat, encre, seuil, 255, Imgproc.THRESH_BINARY_INV);
    return encre;
  }

  /** Removes specks smaller than a dot of a letter; returns the box of what remains. */
  static Rect despeckle(Mat encre, int minArea) {
    Mat labels = new Mat();
    Mat stats = new Mat();
    Mat centres = new Mat();
    int n = Imgproc.connectedComponentsWithStats(encre, labels, stats, centres);
    int x0 = Integer.MAX_VALUE;
    int y0 = Integer.MAX_VALUE;
    int x1 = 0;
    int y1 = 0;
    int[] s = new int[5];
    for (int i = 1; i < n; i++) {
      stats.get(i, 0, s);
      if (s[4] < minArea) {
        Mat zone = encre.submat(new Rect(s[0], s[1], s[2], s[3]));
        Mat etiquette = labels.submat(new Rect(s[0], s[1], s[2], s[3]));
        Mat moi = new Mat();
        Core.compare(etiquette, new Scalar(i), moi, Core.CMP_EQ);
        zone.setTo(new Scalar(0), moi);
        moi.release();
        zone.release();
        etiquette.release();
      } else {
        x0 = Math.min(x0, s[0]);
        y0 = Math.min(y0, s[1]);
        x1 = Math.max(x1, s[0] + s[2]);
        y1 = Math.max(y1, s[1] + s[3]);
      }
    }
    labels.release();
    stats.release();
    centres.release();
    return x1 == 0 ? new Rect(0, 0, 0, 0) : new Rect(x0, y0, x1 - x0, y1 - y0);
  }
}
