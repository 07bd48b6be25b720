package tn.flotte.connectors.ocr;

import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;

/** Tells a paper that cannot be read from a picture that is no paper at all. */
final class Paper {
  /** Characters surely read from which a page is legible whatever it is. */
  private static final int LEGIBLE = 25;

  static final String TOO_DARK = "trop sombre";

  /** Brightness of the brightest parts below which not even an attempt is worth its time. */
  private static final double NIGHT = 60;

  private Paper() {}

  static boolean isTooDark(Mat gris) {
    return Legibility.percentile(gris, 0.95) < NIGHT;
  }

  /** Why an unrecognised page cannot be read; empty if it can, is blank, or is a photograph. */
  static Optional<String> motif(Mat gris, FreePage page) {
    if (page.sure() >= LEGIBLE) {
      return Optional.empty();
    }
    double clair = Legibility.percentile(gris, 0.95);
    if (clair < 80) {
      return Optional.of(TOO_DARK);
    }
    // A scanned sheet is bright nearly everywhere; a photograph of a car is not.
    boolean papier = page.feuille() || Legibility.percentile(gris, 0.25) > 0.75 * clair;
    if (!papier || isBlank(gris)) {
      return Optional.empty();
    }
    long dpi = Math.round(Math.min(gris.cols(), gris.rows()) / 8.27);
    return Optional.of(dpi < 95 ? "résolution trop faible (" + dpi + " ppp)" : "floue");
  }

  private static boolean isBlank(Mat gris) {
    MatOfDouble mean = new MatOfDouble();
    MatOfDouble std = new MatOfDouble();
    Core.meanStdDev(gris, mean, std);
    double deviation = std.toArray()[0];
    mean.release();
    std.release();
    return deviation < 4;
  }
}
