package tn.flotte.demo;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * The pages of the papers in a mail, as PNG files at 200 dpi: what the command line of Tesseract is
 * given.
 */
final class PaperPages {
  private static final int DPI = 200;

  private PaperPages() {}

  static List<Path> write(RawMail mail, Path directory) throws IOException {
    Files.createDirectories(directory);
    List<BufferedImage> pages = new ArrayList<>();
    try {
      collect(
          new MimeMessage(
              Session.getInstance(new Properties()), new ByteArrayInputStream(mail.bytes())),
          pages);
    } catch (MessagingException e) {
      throw new IOException("The papers of " + mail.name() + " can't be taken out.", e);
    }
    List<Path> files = new ArrayList<>();
    for (BufferedImage page : pages) {
      Path file = directory.resolve(mail.name() + "-" + files.size() + ".png");
      ImageIO.write(page, "png", file.toFile());
      files.add(file);
    }
    return files;
  }

  private static void collect(Part part, List<BufferedImage> pages)
      throws MessagingException, IOException {
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart child = parts.getBodyPart(i);
        collect(child, pages);
      }
      return;
    }
    String type = part.getContentType().toLowerCase(Locale.ROOT);
    try (InputStream content = part.getInputStream()) {
      if (type.startsWith("application/pdf")) {
        try (PDDocument document = Loader.loadPDF(content.readAllBytes())) {
          PDFRenderer renderer = new PDFRenderer(document);
          for (int page = 0; page < document.getNumberOfPages(); page++) {
            pages.add(renderer.renderImageWithDPI(page, DPI, ImageType.GRAY));
          }
        }
      } else if (type.startsWith("image/")) {
        BufferedImage image = ImageIO.read(content);
        if (image != null) {
          pages.add(image);
        }
      }
    }
  }
}
