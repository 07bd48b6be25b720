package tn.flotte.connectors.ocr;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** Papers filled in, degraded and wrapped by the tests themselves. */
final class Papers {
  private static final double MM = 300 / 25.4;

  private Papers() {}

  /** A blank form with typed values and crosses in some of its boxes. */
  static BufferedImage form(String nom, Map<String, String> valeurs, List<String> cases) {
    Natives.load();
    BufferedImage image = blank(nom);
    Graphics2D g = pen(image);
    List<Zone> zones =
        Formulaires.load(null).stream()
            .filter(f -> f.nom().equals(nom))
            .findFirst()
            .orElseThrow()
            .zones();
    for (Zone zone : zones) {
      String valeur = valeurs.get(zone.cle());
      int x = (int) (zone.x() * MM);
      int bas = (int) ((zone.y() + zone.h()) * MM);
      if (valeur != null && zone.genre() == Zone.Genre.PEIGNE) {
        double pas = zone.l() * MM / zone.lignes();
        for (int i = 0; i < valeur.length(); i++) {
          g.drawString(valeur.substring(i, i + 1), (int) (x + i * pas + 16), bas - 12);
        }
      } else if (valeur != null) {
        g.drawString(valeur, x + 18, bas - 24);
      }
      if (cases.contains(zone.cle())) {
        int cote = (int) (zone.l() * MM);
        int y = (int) (zone.y() * MM);
        g.drawLine(x + 4, y + 4, x + cote - 4, y + cote - 4);
        g.drawLine(x + cote - 4, y + 4, x + 4, y + cote - 4);
      }
    }
    g.dispose();
    return image;
  }

  /** A scrawl over a place given in millimetres. */
  static void sign(BufferedImage image, double x, double y) {
    Graphics2D g = pen(image);
    int px = (int) (x * MM);
    int py = (int) (y * MM);
    for (int i = 0; i < 6; i++) {
      g.drawLine(px + i * 40, py + (i % 2) * 140, px + (i + 1) * 40, py + ((i + 1) % 2) * 140);
    }
    g.dispose();
  }

  /** A letter: a title and lines of label and value. */
  static BufferedImage letter(String titre, List<String> lignes) {
    BufferedImage image = new BufferedImage(1654, 2339, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = pen(image);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 44));
    g.drawString(titre, 300, 260);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 30));
    for (int i = 0; i < lignes.size(); i++) {
      g.drawString(lignes.get(i), 160, 420 + i * 80);
    }
    g.dispose();
    return image;
  }

  static BufferedImage turned(BufferedImage image, double degres) {
    double angle = Math.toRadians(degres);
    double c = Math.abs(Math.cos(angle));
    double s = Math.abs(Math.sin(angle));
    int w = (int) (image.getWidth() * c + image.getHeight() * s);
    int h = (int) (image.getHeight() * c + image.getWidth() * s);
    BufferedImage tourne = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = pen(tourne);
    g.setColor(new Color(250, 250, 250));
    g.fillRect(0, 0, w, h);
    g.translate(w / 2.0, h / 2.0);
    g.rotate(angle);
    g.drawImage(image, -image.getWidth() / 2, -image.getHeight() / 2, null);
    g.dispose();
    return tourne;
  }

  static BufferedImage scaled(BufferedImage image, double f) {
    AffineTransformOp op =
        new AffineTransformOp(
            AffineTransform.getScaleInstance(f, f), AffineTransformOp.TYPE_BILINEAR);
    return op.filter(
        image,
        new BufferedImage(
            (int) (image.getWidth() * f),
            (int) (image.getHeight() * f),
            BufferedImage.TYPE_3BYTE_BGR));
  }

  /** So blurred that nobody can read it. */
  static BufferedImage blurred(BufferedImage image) {
    return scaled(scaled(image, 1 / 24.0), 12);
  }

  /** A sheet full of dark blobs of any shape, none larger than so many pixels. */
  static BufferedImage blobs(int number, int size, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(1654, 2339, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < number; i++) {
      int grey = random.nextInt(160);
      g.setColor(new Color(grey, grey, grey));
      int x = random.nextInt(image.getWidth());
      int y = random.nextInt(image.getHeight());
      int width = 4 + random.nextInt(size);
      int height = 4 + random.nextInt(size);
      g.fillArc(x, y, width, height, random.nextInt(360), 60 + random.nextInt(300));
    }
    g.dispose();
    return image;
  }

  /** A filled-in form whose writing keeps only a part of its darkness; the print stays as it is. */
  static BufferedImage pale(String nom, BufferedImage rempli, double part) {
    BufferedImage pale = blank(nom);
    for (int y = 0; y < pale.getHeight(); y++) {
      for (int x = 0; x < pale.getWidth(); x++) {
        int papier = pale.getRGB(x, y) & 0xFF;
        int encre = rempli.getRGB(x, y) & 0xFF;
        int gris = (int) Math.round(papier + part * (encre - papier));
        pale.setRGB(x, y, new Color(gris, gris, gris).getRGB());
      }
    }
    return pale;
  }

  static BufferedImage darkened(BufferedImage image) {
    BufferedImage sombre = scaled(image, 0.5);
    Graphics2D g = sombre.createGraphics();
    g.setColor(new Color(0, 0, 0, 238));
    g.fillRect(0, 0, sombre.getWidth(), sombre.getHeight());
    g.dispose();
    return sombre;
  }

  /** Only the upper part of the sheet. */
  static BufferedImage cut(BufferedImage image, double part) {
    BufferedImage coupe = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
    Graphics2D g = coupe.createGraphics();
    g.setColor(new Color(250, 250, 250));
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setClip(0, 0, image.getWidth(), (int) (image.getHeight() * part));
    g.drawImage(image, 0, 0, null);
    g.dispose();
    return coupe;
  }

  static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A PDF with a picture a page. */
  static byte[] pdf(BufferedImage... images) {
    try (PDDocument document = new PDDocument()) {
      for (BufferedImage image : images) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream contenu = new PDPageContentStream(document, page)) {
          contenu.drawImage(
              LosslessFactory.createFromImage(document, image),
              0,
              0,
              page.getMediaBox().getWidth(),
              page.getMediaBox().getHeight());
        }
      }
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  private static BufferedImage blank(String nom) {
    try (InputStream in = Papers.class.getResourceAsStream("formulaires/" + nom + ".png")) {
      BufferedImage source = ImageIO.read(in);
      BufferedImage image =
          new BufferedImage(source.getWidth(), source.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D g = image.createGraphics();
      g.drawImage(source, 0, 0, null);
      g.dispose();
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Graphics2D pen(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setColor(new Color(30, 30, 30));
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 38));
    g.setStroke(new BasicStroke(5));
    return g;
  }
}
