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
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * The pages of papers, as PNG files at 200 dpi: what the command line of Tesseract is given. Pages
 * far larger than any paper are left out: nobody would measure them, and they would take all
 * memory.
 */
final class PaperPages {
  private static final int DPI = 200;
  private static final float POINTS_PER_INCH = 72;
  private static final long MOST_PIXELS = 40_000_000;

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
    return written(pages, mail.name(), directory);
  }

  /** The pages of one paper; none of a file that can't be opened. */
  static List<Path> write(Path paper, Path directory) throws IOException {
    if (paper.toString().endsWith(".pdf")) {
      List<BufferedImage> pages = new ArrayList<>();
      render(Files.readAllBytes(paper), pages);
      return written(pages, String.valueOf(paper.getFileName()), directory);
    }
    // Pictures are given as they are; of a TIFF the command reads every page.
    return List.of(paper);
  }

  private static List<Path> written(List<BufferedImage> pages, String name, Path directory)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (BufferedImage page : pages) {
      Path file = directory.resolve(name + "-" + files.size() + ".png");
      ImageIO.write(page, "png", file.toFile());
      files.add(file);
    }
    return files;
  }

  private static void render(byte[] pdf, List<BufferedImage> pages) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFRenderer renderer = new PDFRenderer(document);
      renderer.setSubsamplingAllowed(true);
      for (int page = 0; page < document.getNumberOfPages(); page++) {
        PDRectangle box = document.getPage(page).getCropBox();
        if (isPaper(
            box.getWidth() * DPI / POINTS_PER_INCH, box.getHeight() * DPI / POINTS_PER_INCH)) {
          pages.add(renderer.renderImageWithDPI(page, DPI, ImageType.GRAY));
        }
      }
    }
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
        render(content.readAllBytes(), pages);
      } else if (type.startsWith("image/")) {
        picture(content).ifPresent(pages::add);
      }
    }
  }

  private static Optional<BufferedImage> picture(InputStream content) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(content)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return isPaper(reader.getWidth(0), reader.getHeight(0))
            ? Optional.of(reader.read(0))
            : Optional.empty();
      } finally {
        reader.dispose();
      }
    }
  }

  private static boolean isPaper(double width, double height) {
    return width * height <= MOST_PIXELS;
  }
}
