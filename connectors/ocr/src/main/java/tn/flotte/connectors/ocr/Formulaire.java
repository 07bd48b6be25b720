package tn.flotte.connectors.ocr;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opencv.core.Mat;
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

  private final String nom;
  private final TypePiece type;
  private final List<Zone> zones;
  private final Mat fin;
  private final Mat grossier;
  private final Mat print;
  private final List<Legibility.Cell> cells;
  private final Landmarks landmarks;
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
    this.print = print(grossier);
    this.cells = Legibility.cells(grossier);
    this.landmarks = Registration.landmarks(grossier);
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

  /** The places of {@link #grossier()} by which it is known again. */
  Landmarks landmarks() {
    return landmarks;
  }

  /** The printed parts of {@link #grossier()}. */
  List<Legibility.Cell> cells() {
    return cells;
  }

  /** The form's print in and around a zone at {@link #FINE}, as a mask; made once. */
  Mat print(Zone zone, Rect cadre) {
    return encres.computeIfAbsent(
        zone,
        z -> {
          Mat vierge = vierge(cadre);
          Mat print = Ink.print(vierge, grown(z));
          vierge.release();
          return print;
        });
  }

  /** Pixels by which a zone's print is grown: the more, the less a rest of it may be left. */
  private static int grown(Zone zone) {
    return switch (zone.genre()) {
      case TEXTE, PEIGNE -> 2;
      case CASE -> 3;
      case SIGNATURE, CACHET, CROQUIS -> 4;
    };
  }

  /** The form's print at half of {@link #COARSE}, as a mask; not to be released by the caller. */
  Mat print() {
    return print;
  }

  private static Mat print(Mat grossier) {
    Mat petit = new Mat();
    Imgproc.resize(grossier, petit, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
    Mat print = Ink.print(petit, 1);
    petit.release();
    return print;
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
