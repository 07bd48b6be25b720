package tn.flotte.connectors.ocr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Turns pictures of any format into 8-bit grey, within bounds that are checked before decoding. */
final class Pictures {
  /** Longest side worth keeping: an A4 page at 300 dpi. */
  private static final int LONGEST = 3600;

  private Pictures() {}

  /** Decodes a JPEG or PNG, turned as its EXIF orientation says. */
  static Mat decode(byte[] contenu, long maxPixels) throws UnreadableException {
    ImageIO.setUseCache(false);
    int canaux = checkSize(contenu, maxPixels);
    if (canaux != 4) {
      MatOfByte octets = new MatOfByte(contenu);
      try {
        Mat gris = Imgcodecs.imdecode(octets, Imgcodecs.IMREAD_GRAYSCALE);
        if (!gris.empty()) {
          return bounded(gris);
        }
        gris.release();
      } finally {
        octets.release();
      }
    }
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(contenu));
      if (image == null) {
        throw new UnreadableException("fichier abîmé");
      }
      return bounded(toGrey(image));
    } catch (IOException | RuntimeException e) {
      throw new UnreadableException("fichier abîmé", e);
    }
  }

  private static int checkSize(byte[] contenu, long maxPixels) throws UnreadableException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(contenu))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new UnreadableException("fichier abîmé");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        checkSize(reader.getWidth(0), reader.getHeight(0), maxPixels);
        var raw = reader.getRawImageType(0);
        return raw == null ? 4 : raw.getNumBands();
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new UnreadableException("fichier abîmé", e);
    }
  }

  /** Refuses what would need too much memory, and what is too small to hold a text. */
  static void checkSize(long largeur, long hauteur, long maxPixels) throws UnreadableException {
    if (largeur * hauteur > maxPixels) {
      throw new UnreadableException("image démesurée (" + largeur + " × " + hauteur + " points)");
    }
    if (largeur < 200 || hauteur < 200) {
      throw new UnreadableException("image trop petite (" + largeur + " × " + hauteur + " points)");
    }
  }

  /** Copies any Java picture to grey, transparent parts as white paper. */
  static Mat toGrey(BufferedImage image) {
    BufferedImage bgr =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = bgr.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, bgr.getWidth(), bgr.getHeight());
    g.drawImage(image, 0, 0, null);
    g.dispose();
    Mat couleur = new Mat(bgr.getHeight(), bgr.getWidth(), CvType.CV_8UC3);
    Mat gris = new Mat();
    couleur.put(0, 0, ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData());
    Imgproc.cvtColor(couleur, gris, Imgproc.COLOR_BGR2GRAY);
    couleur.release();
    return gris;
  }

  /** The pixels of an 8-bit grey picture, row by row. */
  static byte[] bytes(Mat gris) {
    byte[] octets = new byte[(int) gris.total()];
    if (gris.isContinuous()) {
      gris.get(0, 0, octets);
    } else {
      Mat suite = gris.clone();
      suite.get(0, 0, octets);
      suite.release();
    }
    return octets;
  }

  /** Shrinks what is finer than reading needs; takes ownership of the argument. */
  static Mat bounded(Mat gris) {
    int longest = Math.max(gris.rows(), gris.cols());
    if (longest <= LONGEST) {
      return gris;
    }
    double f = (double) LONGEST / longest;
    Mat petit = new Mat();
    Imgproc.resize(gris, petit, new Size(), f, f, Imgproc.INTER_AREA);
    gris.release();
    return petit;
  }

  /** Turns by quarters, clockwise; takes ownership of the argument. */
  static Mat turned(Mat gris, int degres) {
    int code =
        switch (Math.floorMod(degres, 360)) {
          case 90 -> Core.ROTATE_90_CLOCKWISE;
          case 180 -> Core.ROTATE_180;
          case 270 -> Core.ROTATE_90_COUNTERCLOCKWISE;
          default -> -1;
        };
    if (code < 0) {
      return gris;
    }
    Mat droit = new Mat();
    Core.rotate(gris, droit, code);
    gris.release();
    return droit;
  }
}
