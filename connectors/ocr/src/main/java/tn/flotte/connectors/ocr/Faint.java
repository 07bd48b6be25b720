package tn.flotte.connectors.ocr;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How dark the writing on a sheet is. Whoever reads takes for ink what is darker than fixed greys;
 * on a sheet filled in with a dry pen or copied too light there is nothing so dark, and every field
 * would be surely empty. Here writing is told from paper by the sheet's own noise instead.
 *
 * @param encres places with writing in them, and by how many greys of 255 it is darker than the
 *     paper, seen a little blurred
 * @param papier the grey of the paper
 */
record Faint(Map<String, Integer> encres, int papier) {
  static final String TOO_PALE = "trop pâle";

  /**
   * Writing paler than this is lost in part. Half of the places of the palest good sheet known are
   * darker than 93; at 54 nearly every field came empty.
   */
  private static final int PALE = 60;

  /** What is paler cannot be lifted: the noise of a JPEG file comes as far. */
  private static final int LOST = 14;

  /** Fewer places may hold dirt. */
  private static final int SEVERAL = 3;

  /** Contrast that lifted writing gets, that of a usual sheet. */
  private static final double USUAL = 130;

  /** Most that a field of a lifted sheet is worth. */
  private static final double LIFTED = 0.9;

  /** The same for “unsigned” where something pale stands. */
  private static final double HARDLY = 0.5;

  /** Least contrast of writing, and how many times the noise it is at least. */
  private static final int LEAST = 7;

  private static final double ABOVE_NOISE = 3;

  /** Kernel of flattening in millimetres, a little more than a stroke is wide. */
  private static final double KERNEL = 3.5;

  /** Blur, in pixels, that keeps the paper's grain from being lifted with the writing. */
  private static final double GRAIN = 0.7;

  private static final double INSET = 0.5;
  private static final int TOO_SMALL = 50;

  static Faint of(Sheet sheet) {
    Mat doux = new Mat();
    Imgproc.GaussianBlur(sheet.plat(), doux, new Size(0, 0), 1);
    Mat plat = Ink.flatten(doux, kernel(Formulaire.COARSE));
    doux.release();
    Mat libre = unprinted(sheet.formulaire(), plat.size());
    Map<String, Integer> encres = new LinkedHashMap<>();
    int papier = 0;
    for (Zone zone : sheet.formulaire().zones()) {
      if (zone.genre() == Zone.Genre.CASE || zone.genre() == Zone.Genre.CROQUIS) {
        continue;
      }
      int[] gris = greys(plat, libre, Sheet.window(zone, -INSET));
      if (gris.length < TOO_SMALL) {
        continue;
      }
      int milieu = gris[gris.length / 2];
      int bruit = gris[(int) (gris.length * 0.95)] - milieu;
      int encre = milieu - gris[gris.length / 100];
      if (encre > Math.max(LEAST, ABOVE_NOISE * bruit)) {
        encres.put(zone.cle(), encre);
      }
      papier = Math.max(papier, milieu);
    }
    plat.release();
    libre.release();
    return new Faint(encres, papier);
  }

  private static int kernel(double parMillimetre) {
    return (int) Math.round(KERNEL * parMillimetre) | 1;
  }

  /** Where the blank form shows nothing but paper. */
  private static Mat unprinted(Formulaire formulaire, Size taille) {
    Mat libre = new Mat();
    Mat noyau = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(5, 5));
    Imgproc.resize(formulaire.print(), libre, taille, 0, 0, Imgproc.INTER_NEAREST);
    Imgproc.dilate(libre, libre, noyau);
    Core.bitwise_not(libre, libre);
    noyau.release();
    return libre;
  }

  /** The greys of a window given at {@link Formulaire#FINE} beside the print, the darkest first. */
  private static int[] greys(Mat plat, Mat libre, Rect fin) {
    double f = Formulaire.COARSE / Formulaire.FINE;
    int x0 = Math.clamp(Math.round(fin.x * f), 0, plat.cols());
    int y0 = Math.clamp(Math.round(fin.y * f), 0, plat.rows());
    int x1 = Math.clamp(Math.round((fin.x + fin.width) * f), x0, plat.cols());
    int y1 = Math.clamp(Math.round((fin.y + fin.height) * f), y0, plat.rows());
    if (x1 == x0 || y1 == y0) {
      return new int[0];
    }
    Mat morceau = plat.submat(y0, y1, x0, x1);
    Mat ici = libre.submat(y0, y1, x0, x1);
    byte[] gris = Pictures.bytes(morceau);
    byte[] papier = Pictures.bytes(ici);
    morceau.release();
    ici.release();
    int[] greys = new int[gris.length];
    int n = 0;
    for (int i = 0; i < gris.length; i++) {
      if (papier[i] != 0) {
        greys[n++] = gris[i] & 0xFF;
      }
    }
    int[] sorted = Arrays.copyOf(greys, n);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The usual contrast of what was written. */
  private int usual() {
    int[] tous = encres.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    return tous[tous.length / 2];
  }

  boolean isPale() {
    return encres.size() >= SEVERAL && usual() < PALE;
  }

  /** Whether nothing can be made of it. */
  boolean isLost() {
    return isPale() && usual() < LOST;
  }

  /** The picture of the sheet with its writing as dark as usual; closed by the caller. */
  Page lifted(Sheet sheet) {
    Page page = sheet.page();
    Mat doux = new Mat();
    Imgproc.GaussianBlur(page.gris(), doux, new Size(0, 0), GRAIN);
    Mat plat = Ink.flatten(doux, kernel(sheet.resolution() / 25.4));
    doux.release();
    Mat clair = new Mat();
    double gain = USUAL / usual();
    // 255 - gain * (papier - gris), cut off at black and white.
    Core.multiply(plat, new Scalar(gain), clair, 1, CvType.CV_32F);
    Core.add(clair, new Scalar(255 - gain * papier), clair);
    clair.convertTo(plat, CvType.CV_8U);
    clair.release();
    return new Page(page.numero(), plat, page.mots());
  }

  /** No field of a pale sheet is sure; no place with pale writing is surely empty or unsigned. */
  Map<String, Champ> doubted(Map<String, Champ> champs) {
    Map<String, Champ> sortis = new LinkedHashMap<>(champs);
    encres.forEach(
        (cle, encre) -> {
          if (encre < PALE) {
            sortis.computeIfPresent(cle, (c, champ) -> doubted(champ));
          }
        });
    if (isPale()) {
      sortis.replaceAll((cle, champ) -> champ.capped(LIFTED));
    }
    return sortis;
  }

  /** A stamp's rest or dirt may stand where nobody signed: unsigned is still likely. */
  private static Champ doubted(Champ champ) {
    if ("".equals(champ.valeur())) {
      return Champ.illisible("", 0);
    }
    return "false".equals(champ.valeur()) ? champ.capped(HARDLY) : champ;
  }
}
