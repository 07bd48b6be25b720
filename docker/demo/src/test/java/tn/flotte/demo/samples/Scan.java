package tn.flotte.demo.samples;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** The kinds of file that office scanners and telephones make of a page. */
final class Scan {
  private Scan() {}

  /** Black and white at 200 dots an inch, as a copier sends it. */
  static byte[] faxPdf(Sheet sheet) throws IOException {
    try (PDDocument document = new PDDocument()) {
      return pdf(
          document,
          CCITTFactory.createFromImage(document, scan(sheet, 200, BufferedImage.TYPE_BYTE_BINARY)));
    }
  }

  /** Grey, with the losses of JPEG. */
  static byte[] greyPdf(Sheet sheet) throws IOException {
    try (PDDocument document = new PDDocument()) {
      BufferedImage scan = scan(sheet, 150, BufferedImage.TYPE_BYTE_GRAY);
      return pdf(document, JPEGFactory.createFromImage(document, scan, 0.6f, 150));
    }
  }

  static byte[] jpeg(Sheet sheet) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(0.6f);
      writer.write(
          null, new IIOImage(scan(sheet, 150, BufferedImage.TYPE_BYTE_GRAY), null, null), quality);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The page at another resolution, as a scanner would give it. */
  private static BufferedImage scan(Sheet sheet, int dotsAnInch, int imageType) {
    BufferedImage page = sheet.drawn();
    int width = page.getWidth() * dotsAnInch / 300;
    int height = page.getHeight() * dotsAnInch / 300;
    BufferedImage smooth = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D scaled = smooth.createGraphics();
    scaled.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    scaled.drawImage(page, 0, 0, width, height, null);
    scaled.dispose();
    if (imageType == BufferedImage.TYPE_BYTE_GRAY) {
      return smooth;
    }
    BufferedImage bilevel = new BufferedImage(width, height, imageType);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        bilevel.setRGB(x, y, smooth.getRaster().getSample(x, y, 0) < 170 ? 0 : 0xffffff);
      }
    }
    return bilevel;
  }

  private static byte[] pdf(PDDocument document, PDImageXObject image) throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.drawImage(image, 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
    }
    // Two runs give the same bytes.
    document.setDocumentId(1L);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }
}
