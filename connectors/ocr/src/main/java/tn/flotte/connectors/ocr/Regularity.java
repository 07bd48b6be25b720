package tn.flotte.connectors.ocr;

import java.util.Arrays;
import java.util.List;
import org.opencv.core.Rect;

/** How alike in height the figures and capitals of a line are: type is even, a hand is not. */
final class Regularity {
  /** Fewer characters prove nothing. */
  private static final int ENOUGH = 5;

  private Regularity() {}

  /** Mean deviation of the heights as a part of the height; NaN if there are too few characters. */
  static double unevenness(List<Rect> lettres) {
    int[] h = lettres.stream().mapToInt(r -> r.height).sorted().toArray();
    if (h.length < ENOUGH) {
      return Double.NaN;
    }
    double usual = h[(int) (h.length * 0.6)];
    double[] tailles =
        lettres.stream()
            .filter(r -> r.height > 0.7 * usual && r.height < 1.4 * usual)
            .filter(r -> r.width < 1.6 * usual)
            .mapToDouble(r -> r.height)
            .sorted()
            .toArray();
    if (tailles.length < ENOUGH) {
      return Double.NaN;
    }
    double milieu = tailles[tailles.length / 2];
    return Arrays.stream(tailles).map(t -> Math.abs(t - milieu)).average().orElse(0) / usual;
  }
}
