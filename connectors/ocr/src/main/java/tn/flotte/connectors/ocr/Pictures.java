package tn.flotte.connectors.ocr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
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

  /** Samples that are decoded in Java one and all: a page in colour at 350 dpi. */
  private static final long COMFORTABLE = 36_000_000;

  /** JPEG 2000 takes an integer a sample and copies of it: a page in colour at 450 dpi. */
  private static final long JPX_PIXELS = 20_000_000;

  /** Rows that are turned to grey at a time. */
  private static final int STRIP = 256;

  private Pictures() {}

  /** Decodes a JPEG or PNG, turned as its EXIF orientation says. */
  static Mat decode(byte[] contenu, long maxPixels) throws UnreadableException {
    ImageIO.setUseCache(false);
    int canaux = checkSize(contenu, maxPixels);
    Optional<Mat> gris = canaux == 4 ? Optional.empty() : natively(contenu);
    return gris.isPresent()
        ? gris.get()
        : withReader(contenu, reader -> read(reader, 0, maxPixels));
  }

  /** Decodes a JPEG 2000, four times faster than PDFBox does; empty if it is of a rare kind. */
  static Optional<Mat> jpx(byte[] contenu, long maxPixels) throws UnreadableException {
    checkJpx(contenu, maxPixels);
    return natively(contenu);
  }

  /** Believes the picture's own header, not the PDF around it. */
  static void checkJpx(byte[] contenu, long maxPixels) throws UnreadableException {
    ByteBuffer header = ByteBuffer.wrap(contenu);
    int at = 0;
    // Start of the codestream, and the size that must follow (ISO 15444-1, annex A.5.1).
    while (at + 26 < contenu.length && header.getInt(at) != 0xFF4FFF51) {
      at++;
    }
    if (at + 26 >= contenu.length) {
      throw new UnreadableException("page abîmée");
    }
    long largeur = Integer.toUnsignedLong(header.getInt(at + 8));
    long hauteur = Integer.toUnsignedLong(header.getInt(at + 12));
    if (Math.max(largeur, hauteur) > JPX_PIXELS
        || largeur * hauteur > Math.min(maxPixels, JPX_PIXELS)) {
      throw oversized(largeur, hauteur);
    }
  }

  private static Optional<Mat> natively(byte[] contenu) {
    MatOfByte octets = new MatOfByte(contenu);
    try {
      Mat gris = Imgcodecs.imdecode(octets, Imgcodecs.IMREAD_GRAYSCALE);
      if (!gris.empty()) {
        return Optional.of(bounded(gris));
      }
      gris.release();
      return Optional.empty();
    } finally {
      octets.release();
    }
  }

  private static int checkSize(byte[] contenu, long maxPixels) throws UnreadableException {
    return withReader(
        contenu,
        reader -> {
          checkSize(reader.getWidth(0), reader.getHeight(0), maxPixels);
          return bands(reader, 0);
        });
  }

  /** What is done with an open picture. */
  private interface Use<T> {
    T with(ImageReader reader) throws IOException, UnreadableException;
  }

  private static <T> T withReader(byte[] contenu, Use<T> use) throws UnreadableException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(contenu))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new UnreadableException("fichier abîmé");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return use.with(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new UnreadableException("fichier abîmé", e);
    }
  }

  /** Decodes one picture of a file in Java, coarsely if it is a large one. */
  static Mat read(ImageReader reader, int index, long maxPixels)
      throws IOException, UnreadableException {
    int largeur = reader.getWidth(index);
    int hauteur = reader.getHeight(index);
    checkSize(largeur, hauteur, maxPixels);
    int pas = step(largeur, hauteur, bands(reader, index));
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(pas, pas, 0, 0);
    return bounded(toGrey(reader.read(index, param)));
  }

  /** Four when the file does not say. */
  private static int bands(ImageReader reader, int index) throws IOException {
    ImageTypeSpecifier raw = reader.getRawImageType(index);
    return raw == null ? 4 : raw.getNumBands();
  }

  /** Of how many samples one is kept, so that a picture decoded in Java fits in the heap. */
  static int step(long largeur, long hauteur, int composantes) {
    return largeur * hauteur * composantes <= COMFORTABLE
        ? 1
        : Math.max(2, (int) (Math.max(largeur, hauteur) / LONGEST));
  }

  /** Refuses what would need too much memory, and what is too small to hold a text. */
  static void checkSize(long largeur, long hauteur, long maxPixels) throws UnreadableException {
    if (largeur * hauteur > maxPixels) {
      throw oversized(largeur, hauteur);
    }
    if (largeur < 200 || hauteur < 200) {
      throw new UnreadableException("image trop petite (" + largeur + " × " + hauteur + " points)");
    }
  }

  private static UnreadableException oversized(long largeur, long hauteur) {
    return new UnreadableException("image démesurée (" + largeur + " × " + hauteur + " points)");
  }

  /** Copies any Java picture to grey, a strip at a time, transparent parts as white paper. */
  static Mat toGrey(BufferedImage image) {
    int largeur = image.getWidth();
    int rangs = Math.min(STRIP, image.getHeight());
    BufferedImage bande = new BufferedImage(largeur, rangs, BufferedImage.TYPE_3BYTE_BGR);
    byte[] octets = ((DataBufferByte) bande.getRaster().getDataBuffer()).getData();
    Graphics2D g = bande.createGraphics();
    g.setColor(Color.WHITE);
    Mat couleur = new Mat(rangs, largeur, CvType.CV_8UC3);
    Mat gris = new Mat(image.getHeight(), largeur, CvType.CV_8UC1);
    for (int y = 0; y < image.getHeight(); y += rangs) {
      g.fillRect(0, 0, largeur, rangs);
      g.drawImage(image, 0, -y, null);
      couleur.put(0, 0, octets);
      int n = Math.min(rangs, image.getHeight() - y);
      Mat de = couleur.rowRange(0, n);
      Mat vers = gris.rowRange(y, y + n);
      Imgproc.cvtColor(de, vers, Imgproc.COLOR_BGR2GRAY);
      de.release();
      vers.release();
    }
    g.dispose();
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
