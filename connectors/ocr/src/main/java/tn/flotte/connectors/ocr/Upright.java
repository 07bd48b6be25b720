package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Makes an A4 page of a picture that is no known form: finds the sheet on its background, lays it
 * flat, turns its lines level. Whether it stands on its head only reading can tell.
 */
final class Upright {
  /** Width of the page made, in pixels: A4 at 240 dpi. */
  static final int WIDTH = 1984;

  static final int HEIGHT = 2806;
  private static final int SMALL = 700;

  private Upright() {}

  /**
   * A level page.
   *
   * @param feuille whether a sheet of paper was seen on a darker ground
   * @param couchee whether it was taken to lie on its side
   */
  record Level(Mat gris, boolean feuille, boolean couchee) implements AutoCloseable {
    @Override
    public void close() {
      gris.release();
    }
  }

  static Level of(Mat gris) {
    return level(gris, Upright::isSideways);
  }

  /** The same page turned the other way: tall frames look like the lines of a page on its side. */
  static Level otherwise(Mat gris, Level before) {
    return level(gris, page -> !before.couchee());
  }

  private static Level level(Mat gris, Predicate<Mat> side) {
    Optional<Point[]> coins = sheet(gris);
    Mat page = coins.isPresent() ? flat(gris, coins.get()) : portrait(gris);
    boolean couchee = side.test(page);
    if (couchee) {
      Mat droit = new Mat();
      Core.rotate(page, droit, Core.ROTATE_90_CLOCKWISE);
      page.release();
      Mat taille = new Mat();
      Imgproc.resize(droit, taille, new Size(WIDTH, droit.rows() * (double) WIDTH / droit.cols()));
      droit.release();
      page = taille;
    }
    double angle = slant(page);
    if (Math.abs(angle) > 0.1) {
      Mat m =
          Imgproc.getRotationMatrix2D(new Point(page.cols() / 2.0, page.rows() / 2.0), angle, 1);
      Imgproc.warpAffine(
          page, page, m, page.size(), Imgproc.INTER_CUBIC, Core.BORDER_REPLICATE, new Scalar(255));
      m.release();
    }
    return new Level(page, coins.isPresent(), couchee);
  }

  private static Mat portrait(Mat gris) {
    Mat page = new Mat();
    double f = (double) WIDTH / Math.min(gris.cols(), gris.rows());
    Imgproc.resize(gris, page, new Size(), f, f, f > 1 ? Imgproc.INTER_CUBIC : Imgproc.INTER_AREA);
    return page;
  }

  /** Corners of a bright sheet on a darker ground, clockwise from the top left. */
  private static Optional<Point[]> sheet(Mat gris) {
    double f = (double) SMALL / Math.max(gris.rows(), gris.cols());
    Mat petit = new Mat();
    Imgproc.resize(gris, petit, new Size(), f, f, Imgproc.INTER_AREA);
    Imgproc.GaussianBlur(petit, petit, new Size(9, 9), 0);
    double sol = ground(petit);
    double papier = Legibility.percentile(petit, 0.9);
    Optional<Point[]> coins = Optional.empty();
    // A shadow on the sheet is still brighter than the ground: several thresholds are tried.
    for (double part : new double[] {0.5, 0.35, 0.25, 0.18}) {
      if (coins.isEmpty() && papier - sol > 50) {
        coins = sheet(petit, sol + part * (papier - sol));
      }
    }
    petit.release();
    return coins.map(
        ps -> Arrays.stream(ps).map(p -> new Point(p.x / f, p.y / f)).toArray(Point[]::new));
  }

  /** The usual grey along the edges of the picture. */
  private static double ground(Mat petit) {
    Mat bords = new Mat();
    int e = 12;
    Mat haut = petit.submat(0, e, 0, petit.cols());
    Mat bas = petit.submat(petit.rows() - e, petit.rows(), 0, petit.cols());
    Core.vconcat(List.of(haut, bas), bords);
    double sol = Legibility.percentile(bords, 0.6);
    haut.release();
    bas.release();
    bords.release();
    return sol;
  }

  private static Optional<Point[]> sheet(Mat petit, double seuil) {
    Mat clair = new Mat();
    Imgproc.threshold(petit, clair, seuil, 255, Imgproc.THRESH_BINARY);
    Mat noyau = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(15, 15));
    Imgproc.morphologyEx(clair, clair, Imgproc.MORPH_CLOSE, noyau);
    List<MatOfPoint> contours = new ArrayList<>();
    Mat rangs = new Mat();
    Imgproc.findContours(
        clair, contours, rangs, Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_SIMPLE);
    double total = petit.total();
    Optional<Point[]> coins =
        contours.stream()
            .filter(c -> Imgproc.contourArea(c) > 0.3 * total)
            .max(Comparator.comparingDouble(Imgproc::contourArea))
            .flatMap(c -> corners(c, total));
    contours.forEach(Mat::release);
    rangs.release();
    noyau.release();
    clair.release();
    return coins;
  }

  private static Optional<Point[]> corners(MatOfPoint contour, double total) {
    MatOfPoint2f courbe = new MatOfPoint2f(contour.toArray());
    MatOfPoint2f simple = new MatOfPoint2f();
    Imgproc.approxPolyDP(courbe, simple, 0.03 * Imgproc.arcLength(courbe, true), true);
    Point[] p = simple.toArray();
    double aire = p.length == 4 ? Imgproc.contourArea(simple) : 0;
    courbe.release();
    simple.release();
    // A sheet that fills the picture needs no flattening.
    if (p.length != 4 || aire < 0.3 * total || aire > 0.94 * total) {
      return Optional.empty();
    }
    Point[] tri = p.clone();
    Arrays.sort(tri, Comparator.comparingDouble(q -> q.x + q.y));
    Point hautGauche = tri[0];
    Point basDroite = tri[3];
    Arrays.sort(tri, Comparator.comparingDouble(q -> q.x - q.y));
    return Optional.of(new Point[] {hautGauche, tri[3], basDroite, tri[0]});
  }

  private static Mat flat(Mat gris, Point[] c) {
    double largeur = Math.hypot(c[1].x - c[0].x, c[1].y - c[0].y);
    double hauteur = Math.hypot(c[3].x - c[0].x, c[3].y - c[0].y);
    boolean couche = largeur > hauteur;
    int w = couche ? HEIGHT : WIDTH;
    int h = couche ? WIDTH : HEIGHT;
    MatOfPoint2f de = new MatOfPoint2f(c);
    MatOfPoint2f vers =
        new MatOfPoint2f(new Point(0, 0), new Point(w, 0), new Point(w, h), new Point(0, h));
    Mat m = Imgproc.getPerspectiveTransform(de, vers);
    Mat page = new Mat();
    Imgproc.warpPerspective(
        gris, page, m, new Size(w, h), Imgproc.INTER_CUBIC, Core.BORDER_REPLICATE, new Scalar(255));
    de.release();
    vers.release();
    m.release();
    return page;
  }

  /** Text lines make the sums of rows vary more than those of columns. */
  private static boolean isSideways(Mat page) {
    Mat encre = ink(page);
    double lignes = roughness(encre, 1);
    double colonnes = roughness(encre, 0);
    encre.release();
    return colonnes > 1.3 * lignes;
  }

  /** The small page as ink on white, borders left out. */
  private static Mat ink(Mat page) {
    double f = (double) SMALL / Math.max(page.rows(), page.cols());
    Mat petit = new Mat();
    Imgproc.resize(page, petit, new Size(), f, f, Imgproc.INTER_AREA);
    Mat plat = Ink.flatten(petit, 21);
    petit.release();
    Mat encre = new Mat();
    Core.subtract(new Mat(plat.size(), plat.type(), new Scalar(255)), plat, encre);
    Imgproc.threshold(encre, encre, 40, 255, Imgproc.THRESH_TOZERO);
    plat.release();
    int bord = SMALL / 35;
    Mat coeur = encre.submat(bord, encre.rows() - bord, bord, encre.cols() - bord);
    Mat copie = coeur.clone();
    coeur.release();
    encre.release();
    return copie;
  }

  /** How much the sums along one direction change from one line to the next. */
  private static double roughness(Mat encre, int dim) {
    Mat sommes = new Mat();
    Core.reduce(encre, sommes, dim, Core.REDUCE_SUM, CvType.CV_64F);
    double[] s = new double[(int) sommes.total()];
    sommes.get(0, 0, s);
    sommes.release();
    double total = 0;
    for (int i = 1; i < s.length; i++) {
      total += (s[i] - s[i - 1]) * (s[i] - s[i - 1]);
    }
    return total / s.length;
  }

  /** The angle, in degrees, that makes the lines level. */
  private static double slant(Mat page) {
    Mat encre = ink(page);
    double best = 0;
    double most = roughness(encre, 1) * 1.02;
    for (double angle = -5; angle <= 5; angle += 0.25) {
      Mat m =
          Imgproc.getRotationMatrix2D(new Point(encre.cols() / 2.0, encre.rows() / 2.0), angle, 1);
      Mat tourne = new Mat();
      Imgproc.warpAffine(encre, tourne, m, encre.size(), Imgproc.INTER_LINEAR);
      double r = roughness(tourne, 1);
      if (r > most) {
        most = r;
        best = angle;
      }
      m.release();
      tourne.release();
    }
    encre.release();
    return best;
  }
}
