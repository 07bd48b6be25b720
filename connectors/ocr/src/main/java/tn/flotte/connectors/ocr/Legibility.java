package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Judges whether a registered sheet can be read: the form's own print must be found again, cell by
 * cell. Blur, darkness and missing parts all show as print that is not there.
 */
final class Legibility {
  private static final int CELL = 104;
  private static final int SLACK = 3;

  /** A cell with this correlation shows the form's print. */
  private static final double SEEN = 0.45;

  /** Spread of values from which a cell holds print. */
  private static final double PRINTED = 8;

  private static final double MIN_COVERAGE = 0.80;

  /** A half that shows so much less print than the other one is cut. */
  private static final double MISSING = 0.15;

  /** Dots per inch below which writing is lost even where the form's print is seen. */
  private static final double FEW = 70;

  private static final String CUT = "coupée ";
  private static final String PARTIAL = "incomplète";

  private Legibility() {}

  /**
   * What was found.
   *
   * @param couverture share of the printed cells that are seen
   * @param clarte 95th percentile of the greys
   * @param motif why the sheet cannot be read, if so
   */
  record Report(double couverture, double clarte, Optional<String> motif) {
    /** Whether a part of the form is there and the rest is cut off. */
    boolean coupee() {
      return motif.filter(m -> m.startsWith(CUT) || m.equals(PARTIAL)).isPresent();
    }
  }

  static Report judge(Sheet sheet) {
    Mat plat = detail(sheet.plat());
    int[][] seen =
        new int[sheet.formulaire().grossier().rows() / CELL]
            [sheet.formulaire().grossier().cols() / CELL];
    int good = 0;
    for (Cell cell : sheet.formulaire().cells()) {
      boolean here = cell.isSeen(plat);
      seen[cell.ligne()][cell.colonne()] = here ? 1 : -1;
      good += here ? 1 : 0;
    }
    plat.release();
    int all = sheet.formulaire().cells().size();
    double clarte = percentile(sheet.plat(), 0.95);
    double couverture = all == 0 ? 0 : (double) good / all;
    return new Report(couverture, clarte, motif(sheet, couverture, clarte, seen));
  }

  /** The printed cells of a blank form; held as long as the form. */
  static List<Cell> cells(Mat vierge) {
    Mat detail = detail(vierge);
    List<Cell> cells = new ArrayList<>();
    for (int ligne = 0; ligne < detail.rows() / CELL; ligne++) {
      for (int colonne = 0; colonne < detail.cols() / CELL; colonne++) {
        Mat modele = detail.submat(new Rect(colonne * CELL, ligne * CELL, CELL, CELL));
        Spread spread = Spread.of(modele);
        if (spread.deviation() >= PRINTED) {
          cells.add(new Cell(ligne, colonne, modele.clone(), spread));
        }
        modele.release();
      }
    }
    detail.release();
    return List.copyOf(cells);
  }

  /** Mean and standard deviation of a picture's values. */
  private record Spread(double mean, double deviation) {
    static Spread of(Mat m) {
      MatOfDouble mean = new MatOfDouble();
      MatOfDouble std = new MatOfDouble();
      Core.meanStdDev(m, mean, std);
      Spread spread = new Spread(mean.toArray()[0], std.toArray()[0]);
      mean.release();
      std.release();
      return spread;
    }
  }

  /**
   * A part of the form with print in it.
   *
   * @param modele the fine structure of that part
   */
  record Cell(int ligne, int colonne, Mat modele, Spread spread) {
    /** Whether the form's print is there, a little beside its place perhaps. */
    private boolean isSeen(Mat plat) {
      return correlation(plat) >= SEEN || nearby(plat) >= SEEN;
    }

    /** In its very place, where nearly every cell is found; a search costs ten times as much. */
    private double correlation(Mat plat) {
      Mat ici = plat.submat(new Rect(colonne * CELL, ligne * CELL, CELL, CELL));
      Spread autre = Spread.of(ici);
      double produit = modele.dot(ici) / modele.total();
      ici.release();
      double c =
          (produit - spread.mean() * autre.mean()) / (spread.deviation() * autre.deviation());
      return Double.isFinite(c) ? c : 0;
    }

    private double nearby(Mat plat) {
      int x0 = Math.max(0, colonne * CELL - SLACK);
      int y0 = Math.max(0, ligne * CELL - SLACK);
      int x1 = Math.min(plat.cols(), (colonne + 1) * CELL + SLACK);
      int y1 = Math.min(plat.rows(), (ligne + 1) * CELL + SLACK);
      Mat fenetre = plat.submat(y0, y1, x0, x1);
      Mat score = new Mat();
      Imgproc.matchTemplate(fenetre, modele, score, Imgproc.TM_CCOEFF_NORMED);
      double best = Core.minMaxLoc(score).maxVal;
      score.release();
      fenetre.release();
      return Double.isFinite(best) ? best : 0;
    }
  }

  private static Optional<String> motif(
      Sheet sheet, double couverture, double clarte, int[][] seen) {
    if (clarte < 60) {
      return Optional.of(Paper.TOO_DARK);
    }
    double dpi = sheet.resolution();
    if (dpi >= FEW && couverture >= MIN_COVERAGE) {
      return Optional.empty();
    }
    Optional<String> coupe = dpi < FEW ? Optional.empty() : cut(seen);
    return coupe.or(
        () ->
            Optional.of(
                dpi < 95 ? "résolution trop faible (" + Math.round(dpi) + " ppp)" : "floue"));
  }

  /** Where whole bands of the form are missing while the rest is well seen. */
  private static Optional<String> cut(int[][] seen) {
    int rows = seen.length;
    int cols = seen[0].length;
    double bas = share(seen, rows / 2, rows, 0, cols);
    double haut = share(seen, 0, rows / 2, 0, cols);
    double gauche = share(seen, 0, rows, 0, cols / 2);
    double droite = share(seen, 0, rows, cols / 2, cols);
    double best = Math.max(Math.max(bas, haut), Math.max(gauche, droite));
    double coin = share(seen, 0, rows / 4, 0, cols / 2);
    if (Math.max(best, coin) < 0.6) {
      return Optional.empty();
    }
    List<String> bords = new ArrayList<>();
    if (Math.abs(bas - haut) > MISSING) {
      bords.add(bas < haut ? "en bas" : "en haut");
    }
    if (Math.abs(droite - gauche) > MISSING) {
      bords.add(droite < gauche ? "à droite" : "à gauche");
    }
    return Optional.of(bords.isEmpty() ? PARTIAL : CUT + String.join(" et ", bords));
  }

  private static double share(int[][] seen, int r0, int r1, int c0, int c1) {
    int oui = 0;
    int tous = 0;
    for (int r = r0; r < r1; r++) {
      for (int c = c0; c < c1; c++) {
        oui += seen[r][c] > 0 ? 1 : 0;
        tous += seen[r][c] != 0 ? 1 : 0;
      }
    }
    return tous == 0 ? 1 : (double) oui / tous;
  }

  /** The fine structure of a picture, freed from shade and paper colour. */
  private static Mat detail(Mat gris) {
    Mat fond = new Mat();
    Mat net = new Mat();
    Mat detail = new Mat();
    Imgproc.GaussianBlur(gris, net, new Size(0, 0), 1);
    Imgproc.blur(gris, fond, new Size(25, 25));
    Core.subtract(net, fond, detail, new Mat(), org.opencv.core.CvType.CV_32F);
    fond.release();
    net.release();
    return detail;
  }

  /** The grey below which that share of the pixels lies. */
  static double percentile(Mat gris, double part) {
    byte[] b = Pictures.bytes(gris);
    int[] histogram = new int[256];
    for (byte v : b) {
      histogram[v & 0xFF]++;
    }
    long seuil = (long) (part * Arrays.stream(histogram).asLongStream().sum());
    long somme = 0;
    for (int g = 0; g < 256; g++) {
      somme += histogram[g];
      if (somme >= seuil) {
        return g;
      }
    }
    return 255;
  }
}
