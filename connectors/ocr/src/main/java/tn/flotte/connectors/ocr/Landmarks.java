package tn.flotte.connectors.ocr;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.opencv.core.KeyPoint;
import org.opencv.core.Mat;
import org.opencv.core.MatOfKeyPoint;
import org.opencv.core.Point;
import org.opencv.features2d.ORB;

/**
 * Places by which a picture is known again, each with a description of 256 bits (ORB): the first
 * ones are the strongest and lie all over the picture.
 */
final class Landmarks implements AutoCloseable {
  private static final int MOST = 2500;

  /** Sizes at which points are looked for, each smaller than the one before by this factor. */
  private static final float STEP = 1.2f;

  private static final int LEVELS = 6;

  /**
   * By how many greys a corner differs from what is around it. At half of it as many points agree,
   * the palest fax included, and far more are weighed.
   */
  private static final int CONTRAST = 20;

  /** Side of the patches over which the first ones are spread, in pixels. */
  private static final int PATCH = 150;

  /** A description, in whole longs. */
  private static final int LONGS = 4;

  private final double echelle;
  private final List<Point> points;
  private final Mat descriptions;
  private final long[] bits;

  private Landmarks(double echelle, List<Point> points, Mat descriptions) {
    this.echelle = echelle;
    this.points = points;
    this.descriptions = descriptions;
    byte[] octets = Pictures.bytes(descriptions);
    bits = new long[octets.length / Long.BYTES];
    ByteBuffer.wrap(octets).asLongBuffer().get(bits);
  }

  /**
   * Those of a picture.
   *
   * @param echelle by how much the picture was shrunk; the places are those before
   */
  static Landmarks of(Mat gris, double echelle) {
    ORB orb = ORB.create(MOST, STEP, LEVELS, 31, 0, 2, ORB.HARRIS_SCORE, 31, CONTRAST);
    MatOfKeyPoint trouves = new MatOfKeyPoint();
    Mat decrits = new Mat();
    Mat masque = new Mat();
    orb.detectAndCompute(gris, masque, trouves, decrits);
    masque.release();
    KeyPoint[] tous = trouves.toArray();
    trouves.release();
    List<Integer> ordre = spread(tous);
    Mat descriptions = new Mat(decrits.size(), decrits.type());
    List<Point> points = new ArrayList<>();
    for (int i : ordre) {
      Point p = tous[i].pt;
      points.add(new Point(p.x / echelle, p.y / echelle));
    }
    byte[] octets = Pictures.bytes(decrits);
    byte[] ordonnes = new byte[octets.length];
    int longueur = decrits.cols();
    for (int r = 0; r < ordre.size(); r++) {
      System.arraycopy(octets, ordre.get(r) * longueur, ordonnes, r * longueur, longueur);
    }
    if (ordonnes.length > 0) {
      descriptions.put(0, 0, ordonnes);
    }
    decrits.release();
    return new Landmarks(echelle, points, descriptions);
  }

  private static List<Integer> spread(KeyPoint[] tous) {
    Map<Integer, Integer> rangs = new HashMap<>();
    int[] rang = new int[tous.length];
    List<Integer> forts =
        IntStream.range(0, tous.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> tous[i].response).reversed())
            .toList();
    for (int i : forts) {
      int cellule = (int) (tous[i].pt.x / PATCH) + 1000 * (int) (tous[i].pt.y / PATCH);
      rang[i] = rangs.merge(cellule, 1, Integer::sum);
    }
    return forts.stream().sorted(Comparator.comparingInt(i -> rang[i])).toList();
  }

  /** By how much the picture was shrunk. */
  double echelle() {
    return echelle;
  }

  int size() {
    return points.size();
  }

  Point point(int index) {
    return points.get(index);
  }

  /** The descriptions of the first so many, one a row; released by the caller. */
  Mat first(int number) {
    return descriptions.rowRange(0, Math.min(number, descriptions.rows()));
  }

  /** In how many bits two descriptions differ. */
  int difference(int index, Landmarks others, int other) {
    int bitsApart = 0;
    for (int k = 0; k < LONGS; k++) {
      bitsApart += Long.bitCount(bits[LONGS * index + k] ^ others.bits[LONGS * other + k]);
    }
    return bitsApart;
  }

  @Override
  public void close() {
    descriptions.release();
  }
}
