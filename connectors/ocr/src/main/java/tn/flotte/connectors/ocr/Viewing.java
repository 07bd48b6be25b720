package tn.flotte.connectors.ocr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Draws a page for people's eyes, and says where the fields of a known form lie on it. */
final class Viewing {
  /** Pixels of the longer side: handwriting is legible, and a page stays below half a megabyte. */
  private static final int LONGEST = 1700;

  private static final int QUALITY = 75;

  private final List<Formulaire> formulaires;

  Viewing(List<Formulaire> formulaires) {
    this.formulaires = formulaires;
  }

  Apercu draw(Page page) {
    Mat gris = page.gris();
    double scale = Math.min(1.0, (double) LONGEST / Math.max(gris.cols(), gris.rows()));
    Mat small = new Mat();
    MatOfByte jpeg = new MatOfByte();
    MatOfInt options = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
    try {
      Imgproc.resize(gris, small, new Size(), scale, scale, Imgproc.INTER_AREA);
      Imgcodecs.imencode(".jpg", small, jpeg, options);
      return new Apercu(
          page.numero(), small.cols(), small.rows(), jpeg.toArray(), zones(page.gris()));
    } finally {
      options.release();
      jpeg.release();
      small.release();
    }
  }

  private Map<String, List<Double>> zones(Mat gris) {
    Optional<Registration.Fit> found = Registration.find(gris, formulaires);
    if (found.isEmpty()) {
      return Map.of();
    }
    Mat back = new Mat();
    try (Registration.Fit fit = found.get()) {
      Core.invert(fit.h(), back);
      Map<String, double[]> frames = new LinkedHashMap<>();
      for (Zone zone : fit.formulaire().zones()) {
        double[] frame = {zone.x(), zone.y(), zone.x() + zone.l(), zone.y() + zone.h()};
        frames.merge(field(zone.cle()), frame, Viewing::around);
      }
      Map<String, List<Double>> zones = new LinkedHashMap<>();
      frames.forEach((cle, frame) -> zones.put(cle, corners(back, frame, gris)));
      return zones;
    } finally {
      back.release();
    }
  }

  /** Boxes stand for the field that they make up together. */
  private static String field(String cle) {
    int list = cle.indexOf("_circ_");
    if (list > 0) {
      return "circonstances_" + cle.substring(0, list);
    }
    return cle.replaceFirst("_(oui|non)$", "");
  }

  private static double[] around(double[] a, double[] b) {
    return new double[] {
      Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])
    };
  }

  private static List<Double> corners(Mat back, double[] mm, Mat gris) {
    Point[] corners = {
      place(back, mm[0], mm[1]),
      place(back, mm[2], mm[1]),
      place(back, mm[2], mm[3]),
      place(back, mm[0], mm[3])
    };
    return java.util.Arrays.stream(corners)
        .flatMap(p -> java.util.stream.Stream.of(part(p.x, gris.cols()), part(p.y, gris.rows())))
        .toList();
  }

  private static Point place(Mat back, double x, double y) {
    return Registration.transform(back, x * Formulaire.COARSE, y * Formulaire.COARSE);
  }

  private static double part(double pixels, int whole) {
    return Math.round(pixels / whole * 10_000) / 10_000.0;
  }
}
