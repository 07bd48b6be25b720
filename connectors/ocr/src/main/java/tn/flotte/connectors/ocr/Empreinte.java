package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What a paper looks like, in {@link #BITS} bits: the same paper scanned, photographed or sent
 * again differs in few of them, another paper in about half.
 *
 * <p>Of a known form only what was written on it counts, so that two forms filled in differently
 * are far apart however much print they share. Of anything else only a photograph has one: letters
 * and leaflets look alike from afar.
 *
 * @param genre the form's name, or {@link #PHOTO}; only prints of one kind may be compared
 * @param bits hexadecimal
 */
public record Empreinte(String genre, String bits) {
  /** Bits of a print. */
  public static final int BITS = 256;

  /** The kind of a photograph's print. */
  public static final String PHOTO = "photo";

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{%d}".formatted(BITS / 4));

  /** Dots per millimetre at which writing is weighed: 75 dpi. */
  private static final double GRAIN = Formulaire.COARSE / 2;

  /** Width of the window in which ink is weighed, in millimetres: one to two letters. */
  private static final double FENETRE = 3;

  /** Windows on either side that a window is compared with. */
  private static final int VOISINS = 4;

  /** Windows with ink below which hardly anything is written. */
  private static final int PEU = 40;

  /** Mean darkness, of 255, from which a window holds ink. */
  private static final double ENCRE = 6;

  /** Side of the picture that a photograph's print is made of. */
  private static final int COTE = 64;

  /** Frequencies of a photograph that count, each way. */
  private static final int FREQUENCES = 16;

  /** Share of a picture that is as bright as its paper, above which it is no photograph. */
  private static final double PAPIER = 0.45;

  /** Grey levels around its brightest tone that are paper. */
  private static final double BLANC = 40;

  /** Spread of the greys below which a picture shows nothing. */
  private static final double UNI = 18;

  public Empreinte {
    if (!HEX.matcher(bits).matches()) {
      throw new IllegalArgumentException("a print has " + BITS + " bits, not " + bits);
    }
  }

  /** The print of what is written on a form; empty when hardly anything is. */
  static Optional<Empreinte> of(Sheet sheet) {
    Mat encre = writing(sheet);
    List<Double> poids = new ArrayList<>();
    int inked = 0;
    for (Zone zone : sheet.formulaire().zones()) {
      if (zone.imprime() || zone.genre() == Zone.Genre.CASE) {
        continue;
      }
      int lines = lines(zone);
      for (int line = 0; line < lines; line++) {
        double[] row = row(encre, zone, line, lines);
        for (double d : row) {
          inked += d > ENCRE ? 1 : 0;
        }
        contrast(row, poids);
      }
    }
    encre.release();
    return inked < PEU
        ? Optional.empty()
        : Optional.of(new Empreinte(sheet.formulaire().nom(), projected(poids)));
  }

  /** The print of a photograph; empty for a page of text and for a picture that shows nothing. */
  static Optional<Empreinte> of(Mat gris) {
    Mat petit = new Mat();
    Imgproc.resize(gris, petit, new Size(COTE, COTE), 0, 0, Imgproc.INTER_AREA);
    try {
      if (!isPhotograph(petit)) {
        return Optional.empty();
      }
      Mat reel = new Mat();
      petit.convertTo(reel, CvType.CV_32F);
      Core.dct(reel, reel);
      List<Double> poids = new ArrayList<>();
      for (int y = 0; y < FREQUENCES; y++) {
        for (int x = 0; x < FREQUENCES; x++) {
          // The mean tells only how bright it is.
          poids.add(x + y == 0 ? 0.0 : Math.cbrt(reel.get(y, x)[0]));
        }
      }
      reel.release();
      return Optional.of(new Empreinte(PHOTO, projected(poids)));
    } finally {
      petit.release();
    }
  }

  /** In how many bits it differs from another of its kind. */
  int distance(Empreinte other) {
    byte[] a = HexFormat.of().parseHex(bits);
    byte[] b = HexFormat.of().parseHex(other.bits);
    int differ = 0;
    for (int i = 0; i < a.length; i++) {
      differ += Integer.bitCount((a[i] ^ b[i]) & 0xFF);
    }
    return differ;
  }

  private static int lines(Zone zone) {
    return switch (zone.genre()) {
      case PEIGNE -> 1;
      case TEXTE -> Math.max(1, zone.lignes());
      case SIGNATURE, CACHET, CROQUIS -> Math.max(1, (int) Math.round(zone.h() / 4));
      case CASE -> 0;
    };
  }

  /** Darkness of what was written, 255 for black, at {@link #GRAIN}. */
  private static Mat writing(Sheet sheet) {
    Mat page = sheet.onPaper();
    Mat petit = new Mat();
    Imgproc.resize(page, petit, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
    page.release();
    Mat plat = Ink.flatten(petit, 31);
    petit.release();
    plat.setTo(new Scalar(255), sheet.formulaire().print());
    Core.bitwise_not(plat, plat);
    Imgproc.threshold(plat, plat, 40, 255, Imgproc.THRESH_TOZERO);
    return plat;
  }

  private static double[] row(Mat encre, Zone zone, int line, int lines) {
    int windows = Math.max(1, (int) Math.round(zone.l() / FENETRE));
    double[] row = new double[windows];
    double height = zone.h() / lines;
    for (int i = 0; i < windows; i++) {
      Rect where =
          rect(
              zone.x() + i * zone.l() / windows,
              zone.y() + line * height,
              zone.l() / windows,
              height,
              encre);
      if (where.width > 0 && where.height > 0) {
        Mat window = encre.submat(where);
        row[i] = Core.mean(window).val[0];
        window.release();
      }
    }
    return row;
  }

  private static Rect rect(double x, double y, double l, double h, Mat bounds) {
    int x0 = Math.clamp(Math.round(x * GRAIN), 0, bounds.cols());
    int y0 = Math.clamp(Math.round(y * GRAIN), 0, bounds.rows());
    int x1 = Math.clamp(Math.round((x + l) * GRAIN), x0, bounds.cols());
    int y1 = Math.clamp(Math.round((y + h) * GRAIN), y0, bounds.rows());
    return new Rect(x0, y0, x1 - x0, y1 - y0);
  }

  /**
   * A window beside its neighbours: every hand begins at the left of a line, which is no sign of
   * anything.
   */
  private static void contrast(double[] row, List<Double> poids) {
    for (int i = 0; i < row.length; i++) {
      double sum = 0;
      int n = 0;
      for (int j = Math.max(0, i - VOISINS); j <= Math.min(row.length - 1, i + VOISINS); j++) {
        sum += Math.sqrt(row[j]);
        n++;
      }
      poids.add(Math.sqrt(row[i]) - sum / n);
    }
  }

  /**
   * Each bit says on which side of a plane the weights lie; the planes are drawn from a fixed seed,
   * so that a print means the same in every process and every year.
   */
  private static String projected(List<Double> poids) {
    byte[] bits = new byte[BITS / 8];
    SplittableRandom planes = new SplittableRandom(0x5EED);
    for (int bit = 0; bit < BITS; bit++) {
      double side = 0;
      for (double weight : poids) {
        side += planes.nextBoolean() ? weight : -weight;
      }
      if (side > 0) {
        bits[bit / 8] |= (byte) (1 << (bit % 8));
      }
    }
    return HexFormat.of().formatHex(bits);
  }

  private static boolean isPhotograph(Mat petit) {
    byte[] greys = Pictures.bytes(petit);
    int[] sorted = new int[greys.length];
    double sum = 0;
    for (int i = 0; i < greys.length; i++) {
      sorted[i] = greys[i] & 0xFF;
      sum += sorted[i];
    }
    Arrays.sort(sorted);
    double mean = sum / sorted.length;
    double spread = 0;
    for (int grey : sorted) {
      spread += (grey - mean) * (grey - mean);
    }
    int bright = sorted[(int) (sorted.length * 0.98)];
    long paper = Arrays.stream(sorted).filter(grey -> grey > bright - BLANC).count();
    return Math.sqrt(spread / sorted.length) > UNI && (double) paper / sorted.length < PAPIER;
  }
}
