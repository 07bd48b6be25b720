package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgproc.CLAHE;
import org.opencv.imgproc.Imgproc;

/**
 * Finds which known form a page is and how it lies on the picture: ORB points, matched, and a
 * homography that survives RANSAC. Works turned, slanted, photographed at an angle or cut.
 */
final class Registration {
  /**
   * Below this many agreeing points the page is no known form. Measured: the worst faxes and
   * photographs have 540, sheets of which a third is cut off 740, anything else has none.
   */
  private static final int MIN_INLIERS = 100;

  /**
   * How many of a form's points are compared with how many of a page's, and how many must agree for
   * a closer look. Comparing costs most: few points, spread over the sheet, settle nearly every
   * page.
   */
  private enum Look {
    GLANCE(200, 1200, 15),
    SECOND(600, 1200, 15),
    WHOLE(Integer.MAX_VALUE, Integer.MAX_VALUE, 40);

    /**
     * So many agree on the right form only: on no other form of the development papers did even the
     * fewest that count, so the others need no look.
     */
    private static final int CLEAR = 35;

    private final int ofForm;
    private final int ofPage;
    private final int least;

    Look(int ofForm, int ofPage, int least) {
      this.ofForm = ofForm;
      this.ofPage = ofPage;
      this.least = least;
    }
  }

  /** How far from where a point is expected it may be found, in pixels of the form. */
  private static final double REACH = 8;

  /** Of 256 bits of two descriptions, how many may differ where the place already agrees. */
  private static final int ALIKE = 45;

  /** By how much a closer look must find more agreeing points to be worth another one. */
  private static final double MANY_MORE = 1.03;

  private static final int WIDTH = 1240;

  /**
   * A picture of few dots is enlarged to the size of the forms, up to so many times: left as it is,
   * a mission order at 100 dpi was settled at its head only and its foot laid beside its place.
   */
  private static final double ENLARGED = 2;

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

  /** The best fitting form, if any fits. */
  static Optional<Fit> find(Mat gris, List<Formulaire> formulaires) {
    try (Landmarks ici = landmarks(gris)) {
      if (ici.size() < MIN_INLIERS) {
        return Optional.empty();
      }
      for (Look look : Look.values()) {
        Optional<Fit> fit = best(ici, formulaires, look).flatMap(rough -> refined(ici, rough));
        if (fit.isPresent()) {
          return fit;
        }
      }
      return Optional.empty();
    }
  }

  /** Those of a picture, looked for at the size at which forms are. */
  static Landmarks landmarks(Mat gris) {
    double echelle = Math.min(ENLARGED, (double) WIDTH / Math.min(gris.rows(), gris.cols()));
    Mat petit = new Mat();
    int how = echelle > 1 ? Imgproc.INTER_CUBIC : Imgproc.INTER_AREA;
    Imgproc.resize(gris, petit, new Size(), echelle, echelle, how);
    lighten(petit);
    Landmarks ici = Landmarks.of(petit, echelle);
    petit.release();
    return ici;
  }

  private static Optional<Fit> best(Landmarks ici, List<Formulaire> formulaires, Look look) {
    Fit best = null;
    for (Formulaire f : formulaires) {
      Fit fit = fit(ici, f, look).orElse(null);
      if (fit != null && (best == null || fit.inliers() > best.inliers())) {
        if (best != null) {
          best.close();
        }
        best = fit;
        if (best.inliers() >= Look.CLEAR) {
          break;
        }
      } else if (fit != null) {
        fit.close();
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Where a page lies roughly, every point of the form is looked for near its place only; again as
   * long as that finds many more, for what was settled at one end of a sheet may miss the other.
   */
  private static Optional<Fit> refined(Landmarks ici, Fit rough) {
    int before = rough.inliers();
    Optional<Fit> fit = closer(ici, rough);
    return fit.isPresent() && before * MANY_MORE < fit.get().inliers()
        ? refined(ici, fit.get())
        : fit;
  }

  private static Optional<Fit> closer(Landmarks ici, Fit rough) {
    try (rough) {
      Formulaire f = rough.formulaire();
      Landmarks la = f.landmarks();
      Neighbours near = new Neighbours(f.grossier().cols(), f.grossier().rows(), REACH, ici.size());
      double[] h = new double[9];
      rough.h().get(0, 0, h);
      for (int i = 0; i < ici.size(); i++) {
        near.add(i, transform(h, ici.point(i).x, ici.point(i).y));
      }
      List<Point> de = new ArrayList<>();
      List<Point> vers = new ArrayList<>();
      for (int i = 0; i < la.size(); i++) {
        int sought = i;
        int found = near.likest(la.point(i), ALIKE, j -> la.difference(sought, ici, j));
        if (found >= 0) {
          de.add(ici.point(found));
          vers.add(la.point(i));
        }
      }
      return homography(ici.echelle(), f, de, vers, MIN_INLIERS);
    }
  }

  /** Spreads the greys of a dark or pale picture so that corners are found on it. */
  private static void lighten(Mat gris) {
    if (Core.mean(gris).val[0] < 90) {
      CLAHE clahe = Imgproc.createCLAHE(4, new Size(8, 8));
      clahe.apply(gris, gris);
    }
  }

  private static Optional<Fit> fit(Landmarks ici, Formulaire f, Look look) {
    Landmarks la = f.landmarks();
    Mat cherches = la.first(look.ofForm);
    Mat tous = ici.first(look.ofPage);
    Mat distances = new Mat();
    Mat indices = new Mat();
    Core.batchDistance(cherches, tous, distances, CvType.CV_32S, indices, Core.NORM_HAMMING, 2);
    int[] d = new int[(int) distances.total()];
    int[] i = new int[d.length];
    distances.get(0, 0, d);
    indices.get(0, 0, i);
    List.of(cherches, tous, distances, indices).forEach(Mat::release);
    List<Point> de = new ArrayList<>();
    List<Point> vers = new ArrayList<>();
    for (int r = 0; 2 * r < d.length; r++) {
      if (d[2 * r] < RATIO * d[2 * r + 1]) {
        de.add(ici.point(i[2 * r]));
        vers.add(la.point(r));
      }
    }
    return homography(ici.echelle(), f, de, vers, look.least);
  }

  private static Optional<Fit> homography(
      double echelle, Formulaire f, List<Point> de, List<Point> vers, int least) {
    if (de.size() < least) {
      return Optional.empty();
    }
    MatOfPoint2f source = new MatOfPoint2f(de.toArray(Point[]::new));
    MatOfPoint2f cible = new MatOfPoint2f(vers.toArray(Point[]::new));
    Mat masque = new Mat();
    Mat h = Calib3d.findHomography(source, cible, Calib3d.USAC_MAGSAC, 3.0, masque, 5000, 0.999);
    source.release();
    cible.release();
    byte[] juste = Pictures.bytes(masque);
    masque.release();
    int inliers = 0;
    for (int i = 0; i < juste.length; i++) {
      if (juste[i] != 0) {
        de.set(inliers, de.get(i));
        vers.set(inliers, vers.get(i));
        inliers++;
      }
    }
    if (inliers >= MIN_INLIERS) {
      // What was settled by a few of them is settled by all.
      source = new MatOfPoint2f(de.subList(0, inliers).toArray(Point[]::new));
      cible = new MatOfPoint2f(vers.subList(0, inliers).toArray(Point[]::new));
      h.release();
      h = Calib3d.findHomography(source, cible);
      source.release();
      cible.release();
    }
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
    return transform(m, x, y);
  }

  private static Point transform(double[] m, double x, double y) {
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
