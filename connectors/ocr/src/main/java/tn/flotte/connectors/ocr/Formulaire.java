package tn.flotte.connectors.ocr;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.KeyPoint;
import org.opencv.core.Mat;
import org.opencv.core.MatOfKeyPoint;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A known blank form: what it looks like and where its fields are. Held for the life of the reader;
 * its pictures are only read, so threads may share it.
 */
final class Formulaire {
  /** Resolution of the zone pictures, in dots per millimetre (300 dpi). */
  static final double FINE = 300 / 25.4;

  /** Resolution of registration, ticks and signatures, in dots per millimetre (150 dpi). */
  static final double COARSE = 150 / 25.4;

  /** Points compared first, and the side of the patches over which they are spread. */
  private static final int FIRST = 600;

  private static final int PATCH = 150;

  private final String nom;
  private final TypePiece type;
  private final List<Zone> zones;
  private final Mat fin;
  private final Mat grossier;
  private final Mat detail;
  private final List<Point> points;
  private final Mat descripteurs;
  private final Mat premiers;
  private final Map<Zone, Mat> encres = new ConcurrentHashMap<>();

  /**
   * @param vierge the blank form in grey at any resolution, taken over
   * @param largeur width of the paper in millimetres
   */
  Formulaire(
      String nom, TypePiece type, List<Zone> zones, Mat vierge, double largeur, double hauteur) {
    this.nom = nom;
    this.type = type;
    this.zones = List.copyOf(zones);
    this.fin = resized(vierge, largeur * FINE, hauteur * FINE);
    this.grossier = resized(vierge, largeur * COARSE, hauteur * COARSE);
    vierge.release();
    this.detail = Legibility.detail(grossier);
    MatOfKeyPoint trouves = new MatOfKeyPoint();
    Mat decrits = new Mat();
    Registration.describe(grossier, trouves, decrits);
    KeyPoint[] tous = trouves.toArray();
    List<Integer> ordre = spread(tous);
    this.points = ordre.stream().map(i -> tous[i].pt).toList();
    this.descripteurs = new Mat();
    Core.vconcat(ordre.stream().map(decrits::row).toList(), descripteurs);
    this.premiers = descripteurs.rowRange(0, Math.min(FIRST, descripteurs.rows()));
    trouves.release();
    decrits.release();
  }

  /** Points in such an order that any first ones are the strongest and lie all over the sheet. */
  private static List<Integer> spread(KeyPoint[] tous) {
    Map<Integer, Integer> rangs = new HashMap<>();
    Map<Integer, Integer> rang = new HashMap<>();
    List<Integer> forts =
        IntStream.range(0, tous.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> tous[i].response).reversed())
            .toList();
    for (int i : forts) {
      int cellule = (int) (tous[i].pt.x / PATCH) + 1000 * (int) (tous[i].pt.y / PATCH);
      rang.put(i, rangs.merge(cellule, 1, Integer::sum));
    }
    return forts.stream().sorted(Comparator.comparingInt(rang::get)).toList();
  }

  private static Mat resized(Mat source, double largeur, double hauteur) {
    Mat cible = new Mat();
    Imgproc.resize(
        source,
        cible,
        new Size(Math.round(largeur), Math.round(hauteur)),
        0,
        0,
        Imgproc.INTER_AREA);
    return cible;
  }

  String nom() {
    return nom;
  }

  TypePiece type() {
    return type;
  }

  List<Zone> zones() {
    return zones;
  }

  Mat grossier() {
    return grossier;
  }

  /** Where the point described by that row of {@link #descripteurs()} lies. */
  Point point(int index) {
    return points.get(index);
  }

  /** The first rows of {@link #descripteurs()}. */
  Mat premiers() {
    return premiers;
  }

  /** The fine structure of {@link #grossier()}. */
  Mat detail() {
    return detail;
  }

  /** The form's print in and around a text zone at {@link #FINE}, as a mask; made once. */
  Mat print(Zone zone, Rect cadre) {
    return encres.computeIfAbsent(
        zone,
        z -> {
          Mat vierge = vierge(cadre);
          Mat print = Ink.print(vierge, 2);
          vierge.release();
          return print;
        });
  }

  Mat descripteurs() {
    return descripteurs;
  }

  /** The blank form at 300 dpi within a rectangle, white where that leaves the paper. */
  Mat vierge(Rect cadre) {
    Mat m = new Mat(cadre.height, cadre.width, fin.type(), new org.opencv.core.Scalar(255));
    int x0 = Math.max(0, cadre.x);
    int y0 = Math.max(0, cadre.y);
    int x1 = Math.min(fin.cols(), cadre.x + cadre.width);
    int y1 = Math.min(fin.rows(), cadre.y + cadre.height);
    if (x1 > x0 && y1 > y0) {
      Mat source = fin.submat(y0, y1, x0, x1);
      Mat cible = m.submat(y0 - cadre.y, y1 - cadre.y, x0 - cadre.x, x1 - cadre.x);
      source.copyTo(cible);
      cible.release();
      source.release();
    }
    return m;
  }
}
