package tn.flotte.demo.samples;

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
  static byte[] faxPdf(BlankForm form) throws IOException {
    try (PDDocument document = new PDDocument()) {
      return pdf(
          document,
          CCITTFactory.createFromImage(document, form.scan(200, BufferedImage.TYPE_BYTE_BINARY)));
    }
  }

  /** Grey, with the losses of JPEG. */
  static byte[] greyPdf(BlankForm form) throws IOException {
    try (PDDocument document = new PDDocument()) {
      BufferedImage scan = form.scan(150, BufferedImage.TYPE_BYTE_GRAY);
      return pdf(document, JPEGFactory.createFromImage(document, scan, 0.6f, 150));
    }
  }

  static byte[] jpeg(BlankForm form) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(0.6f);
      writer.write(
          null, new IIOImage(form.scan(150, BufferedImage.TYPE_BYTE_GRAY), null, null), quality);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
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
