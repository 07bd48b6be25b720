package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.DMatch;
import org.opencv.core.KeyPoint;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDMatch;
import org.opencv.core.MatOfKeyPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.features2d.BFMatcher;
import org.opencv.features2d.ORB;
import org.opencv.imgproc.CLAHE;
import org.opencv.imgproc.Imgproc;

/**
 * Finds which known form a page is and how it lies on the picture: ORB points, matched, and a
 * homography that survives RANSAC. Works turned, slanted, photographed at an angle or cut.
 */
final class Registration {
  /** Below this many agreeing points the page is no known form (measured). */
  private static final int MIN_INLIERS = 40;

  /** From so many agreeing points of a form's first ones, no other form need be tried. */
  private static final int CERTAIN = 90;

  /** From so many, only that form need be compared wholly. */
  private static final int MAYBE = 25;

  private static final int WIDTH = 1240;
  private static final int FEATURES = 2500;
  private static final double RATIO = 0.8;

  private Registration() {}

  /**
   * A page laid over a form.
   *
   * @param h 3×3 double matrix from picture pixels to form pixels at {@link Formulaire#COARSE}
   */
  record Fit(Formulaire formulaire, Mat h, int inliers) implements AutoCloseable {
    @Override
    public void close() {
      h.release();
    }
  }

  static void describe(Mat gris, MatOfKeyPoint points, Mat descripteurs) {
    ORB orb = ORB.create(FEATURES, 1.2f, 8, 31, 0, 2, ORB.HARRIS_SCORE, 31, 10);
    Mat masque = new Mat();
    orb.detectAndCompute(gris, masque, points, descripteurs);
    masque.release();
  }

  /**
   * The best fitting form, if any fits. Comparing points costs most: a form's first points, spread
   * over the sheet, settle nearly every page; all of them are compared only where they don't.
   */
  static Optional<Fit> find(Mat gris, List<Formulaire> formulaires) {
    double echelle = Math.min(1.0, (double) WIDTH / Math.min(gris.rows(), gris.cols()));
    Mat petit = new Mat();
    Imgproc.resize(gris, petit, new Size(), echelle, echelle, Imgproc.INTER_AREA);
    lighten(petit);
    MatOfKeyPoint points = new MatOfKeyPoint();
    Mat descripteurs = new Mat();
    Fit best = null;
    try {
      describe(petit, points, descripteurs);
      if (descripteurs.rows() < MIN_INLIERS) {
        return Optional.empty();
      }
      KeyPoint[] ici = points.toArray();
      Formulaire likely = null;
      int most = MAYBE - 1;
      for (Formulaire f : formulaires) {
        Optional<Fit> fit = fit(ici, descripteurs, f, f.premiers(), echelle, MAYBE);
        if (fit.isPresent() && fit.get().inliers() >= CERTAIN) {
          return fit;
        }
        if (fit.isPresent() && fit.get().inliers() > most) {
          likely = f;
          most = fit.get().inliers();
        }
        fit.ifPresent(Fit::close);
      }
      for (Formulaire f : likely == null ? formulaires : List.of(likely)) {
        Optional<Fit> fit = fit(ici, descripteurs, f, f.descripteurs(), echelle, MIN_INLIERS);
        if (fit.isPresent() && (best == null || fit.get().inliers() > best.inliers())) {
          if (best != null) {
            best.close();
          }
          best = fit.get();
        } else {
          fit.ifPresent(Fit::close);
        }
      }
      return Optional.ofNullable(best);
    } finally {
      petit.release();
      points.release();
      descripteurs.release();
    }
  }

  /** Spreads the greys of a dark or pale picture so that corners are found on it. */
  private static void lighten(Mat gris) {
    if (Core.mean(gris).val[0] < 90) {
      CLAHE clahe = Imgproc.createCLAHE(4, new Size(8, 8));
      clahe.apply(gris, gris);
    }
  }

  private static Optional<Fit> fit(
      KeyPoint[] ici, Mat descripteurs, Formulaire f, Mat cherches, double echelle, int least) {
    List<MatOfDMatch> paires = new ArrayList<>();
    BFMatcher matcher = BFMatcher.create(Core.NORM_HAMMING, false);
    matcher.knnMatch(cherches, descripteurs, paires, 2);
    List<Point> de = new ArrayList<>();
    List<Point> vers = new ArrayList<>();
    for (MatOfDMatch paire : paires) {
      DMatch[] m = paire.toArray();
      if (m.length == 2 && m[0].distance < RATIO * m[1].distance) {
        Point p = ici[m[0].trainIdx].pt;
        de.add(new Point(p.x / echelle, p.y / echelle));
        vers.add(f.point(m[0].queryIdx));
      }
      paire.release();
    }
    if (de.size() < least) {
      return Optional.empty();
    }
    MatOfPoint2f source = new MatOfPoint2f(de.toArray(Point[]::new));
    MatOfPoint2f cible = new MatOfPoint2f(vers.toArray(Point[]::new));
    Mat masque = new Mat();
    Mat h = Calib3d.findHomography(source, cible, Calib3d.USAC_MAGSAC, 3.0, masque, 5000, 0.999);
    int inliers = masque.empty() ? 0 : Core.countNonZero(masque);
    source.release();
    cible.release();
    masque.release();
    if (h.empty() || inliers < least || !isPlausible(h, f, echelle)) {
      h.release();
      return Optional.empty();
    }
    return Optional.of(new Fit(f, h, inliers));
  }

  /** The form's corners, seen on the picture, must make a convex, not too slanted sheet. */
  private static boolean isPlausible(Mat h, Formulaire f, double echelle) {
    Mat inverse = h.inv();
    double w = f.grossier().cols();
    double t = f.grossier().rows();
    Point[] coins = {
      transform(inverse, 0, 0),
      transform(inverse, w, 0),
      transform(inverse, w, t),
      transform(inverse, 0, t)
    };
    inverse.release();
    double aire = 0;
    for (int i = 0; i < 4; i++) {
      Point a = coins[i];
      Point b = coins[(i + 1) % 4];
      Point c = coins[(i + 2) % 4];
      if ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) <= 0) {
        return false;
      }
      aire += (a.x * b.y - b.x * a.y) / 2;
    }
    double proportion = aire * echelle * echelle / (w * t);
    return proportion > 0.15 && proportion < 6;
  }

  static Point transform(Mat h, double x, double y) {
    double[] m = new double[9];
    h.get(0, 0, m);
    double z = m[6] * x + m[7] * y + m[8];
    return new Point((m[0] * x + m[1] * y + m[2]) / z, (m[3] * x + m[4] * y + m[5]) / z);
  }

  /** The matrix that shifts by (-x, -y) after scaling by s: picture → window of the form. */
  static Mat window(Mat h, double s, double x, double y) {
    Mat m = Mat.eye(3, 3, CvType.CV_64F);
    m.put(0, 0, s, 0, -x, 0, s, -y, 0, 0, 1);
    Mat produit = new Mat();
    Mat vide = new Mat();
    Core.gemm(m, h, 1, vide, 0, produit);
    m.release();
    vide.release();
    return produit;
  }
}
