package tn.flotte.connectors.ocr;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Whether something lies over typed figures: a stroke that strikes one out, a stain. Type is alike
 * in height, width and thickness, so what is not was changed by somebody, and what is read there is
 * worth nothing, however surely.
 */
final class PenMarks {
  /** Fewer characters don't show what is usual. */
  private static final int ENOUGH = 4;

  /** Part of the usual height by which no figure or capital exceeds the others. */
  private static final double TALL = 1.2;

  /** Three that hang together; where type is narrow, two often touch. */
  private static final double JOINED = 2.2;

  /** A level line across a figure is longer than any bar of type, as a part of its height. */
  private static final double ACROSS = 0.85;

  /**
   * Where such a line is looked for, from the top: above it are the bars of T and 7, below it those
   * of 4 and 2, which may touch.
   */
  private static final double HIGH = 0.22;

  private static final double LOW = 0.66;

  /** The same of the usual thickness of a stroke, beyond which it is a stain. */
  private static final double THICK = 1.7;

  /** A slash is no wider than this part of a figure's height. */
  private static final double SLASH = 0.75;

  private PenMarks() {}

  /**
   * Looks at one line of figures and capitals.
   *
   * @param plat the line, freed from the form's print
   * @param lu what was read there
   */
  static boolean on(Mat plat, String lu) {
    List<Rect> lettres = TextLine.letters(plat);
    int hauteur = usual(lettres, r -> r.height, 0.6);
    List<Rect> signes = lettres.stream().filter(r -> r.height > 0.6 * hauteur).toList();
    if (signes.size() < ENOUGH) {
      return false;
    }
    long slashes = lu.chars().filter(c -> c == '/').count();
    long tall =
        signes.stream()
            .filter(r -> r.height > TALL * hauteur)
            .filter(r -> slashes == 0 || r.width > SLASH * hauteur || r.height > 1.5 * hauteur)
            .count();
    boolean joined = signes.stream().anyMatch(r -> r.width > JOINED * hauteur);
    return tall > 0 || joined || isThick(plat, signes) || isCrossed(plat, signes, hauteur);
  }

  /** A line by hand is not quite level. */
  private static boolean isCrossed(Mat plat, List<Rect> signes, int hauteur) {
    int top = usual(signes, r -> r.y, 0.5);
    Mat band =
        plat.submat(
            Math.min(plat.rows(), top + (int) (HIGH * hauteur)),
            Math.min(plat.rows(), top + (int) (LOW * hauteur)),
            0,
            plat.cols());
    Mat encre = Ink.binary(band, 190);
    Mat debout = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(1, 3));
    Mat couche = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(ACROSS * hauteur, 1));
    Imgproc.dilate(encre, encre, debout);
    Imgproc.morphologyEx(encre, encre, Imgproc.MORPH_OPEN, couche);
    boolean crossed = Core.countNonZero(encre) > 0;
    List.of(band, encre, debout, couche).forEach(Mat::release);
    return crossed;
  }

  private static boolean isThick(Mat plat, List<Rect> signes) {
    Mat encre = Ink.binary(plat, 190);
    Mat distances = new Mat();
    Imgproc.distanceTransform(encre, distances, Imgproc.DIST_L2, Imgproc.DIST_MASK_3);
    encre.release();
    double[] epaisseurs = new double[signes.size()];
    for (int i = 0; i < epaisseurs.length; i++) {
      Mat signe = distances.submat(signes.get(i));
      epaisseurs[i] = Core.minMaxLoc(signe).maxVal;
      signe.release();
    }
    distances.release();
    Arrays.sort(epaisseurs);
    return epaisseurs[epaisseurs.length - 1] > THICK * epaisseurs[epaisseurs.length / 2];
  }

  private static int usual(List<Rect> signes, ToIntFunction<Rect> size, double part) {
    int[] sizes = signes.stream().mapToInt(size).sorted().toArray();
    return sizes.length == 0 ? 0 : sizes[(int) (sizes.length * part)];
  }
}
