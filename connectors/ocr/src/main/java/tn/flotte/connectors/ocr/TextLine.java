package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Prepares one line of text for reading: dirt, remains of the neighbouring lines and fax streaks
 * go, and the letters get the height at which Tesseract reads best.
 */
final class TextLine {
  /** Ink smaller than this, in pixels at 300 dpi, is dirt on a dirty sheet, as from a fax. */
  private static final int SPECK = 24;

  /** Smaller than the dot of an i: dirt everywhere. */
  private static final int GRAIN = 8;

  private static final int PAD = 16;

  private TextLine() {}

  /**
   * The line, cut to its ink, on a white border; empty if there is no ink.
   *
   * @param lettres its {@link #letters}
   * @param capital height that a capital shall have, in pixels
   * @param etroitesse width over height that a letter shall have, as a part of what it has
   */
  static Optional<Mat> prepare(Mat plat, List<Rect> lettres, double capital, double etroitesse) {
    Optional<Mat> encre = ink(plat, lettres);
    if (encre.isEmpty()) {
      return Optional.empty();
    }
    Mat propre = encre.get();
    double f = Math.clamp(capital / capital(lettres), 0.6, 2.2);
    Mat grand = new Mat();
    Imgproc.resize(
        propre,
        grand,
        new Size(),
        f * etroitesse,
        f,
        f < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC);
    propre.release();
    Mat image = new Mat();
    Core.copyMakeBorder(grand, image, PAD, PAD, PAD, PAD, Core.BORDER_CONSTANT, new Scalar(255));
    grand.release();
    return Optional.of(image);
  }

  /** The line, cut to its ink, without border; empty if there is none. */
  static Optional<Mat> ink(Mat plat, List<Rect> lettres) {
    if (lettres.isEmpty()) {
      return Optional.empty();
    }
    Rect boite = lettres.getFirst().clone();
    for (Rect r : lettres) {
      boite = union(boite, r);
    }
    return boite.height < 9 ? Optional.empty() : Optional.of(kept(plat, lettres, boite));
  }

  /** The window with everything white that is no part of a letter. */
  private static Mat kept(Mat plat, List<Rect> lettres, Rect boite) {
    Mat propre = new Mat(boite.height, boite.width, plat.type(), new Scalar(255));
    for (Rect r : lettres) {
      int x0 = Math.max(boite.x, r.x - 2);
      int y0 = Math.max(boite.y, r.y - 2);
      int x1 = Math.min(boite.x + boite.width, r.x + r.width + 2);
      int y1 = Math.min(boite.y + boite.height, r.y + r.height + 2);
      Mat de = plat.submat(y0, y1, x0, x1);
      Mat vers = propre.submat(y0 - boite.y, y1 - boite.y, x0 - boite.x, x1 - boite.x);
      Core.min(de, vers, vers);
      de.release();
      vers.release();
    }
    return propre;
  }

  /** Boxes of the pieces of ink that belong to this line. */
  static List<Rect> letters(Mat plat) {
    Mat encre = Ink.binary(plat, 190);
    Mat labels = new Mat();
    Mat stats = new Mat();
    Mat centres = new Mat();
    int n = Imgproc.connectedComponentsWithStats(encre, labels, stats, centres);
    List<Rect> lettres = new ArrayList<>();
    List<Rect> grains = new ArrayList<>();
    int[] s = new int[5];
    int hauteur = encre.rows();
    for (int i = 1; i < n; i++) {
      stats.get(i, 0, s);
      Rect r = new Rect(s[0], s[1], s[2], s[3]);
      boolean above = r.y <= 1 && r.y + r.height < 0.4 * hauteur;
      boolean below = r.y + r.height >= hauteur - 1 && r.y > 0.75 * hauteur;
      boolean streak = r.width <= 11 && r.height > 0.85 * hauteur;
      boolean rule = r.height <= 5 && r.width > 60;
      if (s[4] >= GRAIN && !above && !below && !streak && !rule) {
        (s[4] < SPECK ? grains : lettres).add(r);
      }
    }
    labels.release();
    stats.release();
    centres.release();
    encre.release();
    return withMarks(lettres, grains, hauteur);
  }

  /** Small marks beside a letter belong to it, unless marks lie about everywhere. */
  private static List<Rect> withMarks(List<Rect> lettres, List<Rect> grains, int hauteur) {
    List<Rect> grandes = lettres.stream().filter(r -> r.height >= 0.14 * hauteur).toList();
    if (grandes.isEmpty()) {
      return List.of();
    }
    List<Rect> tous = new ArrayList<>(grandes);
    for (Rect r : lettres) {
      if (r.height < 0.14 * hauteur && isNear(r, grandes, hauteur)) {
        tous.add(r);
      }
    }
    if (grains.stream().allMatch(r -> isNear(r, grandes, hauteur))) {
      tous.addAll(grains);
    }
    return tous;
  }

  private static boolean isNear(Rect r, List<Rect> grandes, int hauteur) {
    return grandes.stream().anyMatch(g -> gap(r, g) < 0.35 * hauteur);
  }

  private static int gap(Rect a, Rect b) {
    return Math.max(a.x - b.x - b.width, b.x - a.x - a.width);
  }

  /** Height of most tall letters. */
  private static double capital(List<Rect> lettres) {
    int[] h = lettres.stream().mapToInt(r -> r.height).sorted().toArray();
    int[] hautes = Arrays.stream(h).filter(x -> x > 0.5 * h[h.length - 1]).toArray();
    return hautes[(int) (hautes.length * 0.85)];
  }

  private static Rect union(Rect a, Rect b) {
    int x = Math.min(a.x, b.x);
    int y = Math.min(a.y, b.y);
    return new Rect(
        x,
        y,
        Math.max(a.x + a.width, b.x + b.width) - x,
        Math.max(a.y + a.height, b.y + b.height) - y);
  }
}
