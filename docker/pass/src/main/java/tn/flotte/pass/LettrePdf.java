package tn.flotte.pass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import tn.flotte.pass.Entry.Lettre;

/** Prints a letter on A4. */
final class LettrePdf {

  private static final float MARGIN = 60;
  private static final float SIZE = 11;
  private static final float LEADING = 16;

  private LettrePdf() {}

  static byte[] of(Lettre letter) throws IOException {
    PDFont plain = new PDType1Font(FontName.HELVETICA);
    PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);
    float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
    List<String> lines = new ArrayList<>();
    for (String paragraph : letter.texte().split("\\R", -1)) {
      wrap(printable(paragraph), plain, width, lines);
    }
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      document.getDocumentInformation().setTitle(letter.objet() + " " + letter.numeroDossier());
      int perPage = (int) ((PDRectangle.A4.getHeight() - 2 * MARGIN) / LEADING) - 6;
      for (int from = 0; from < Math.max(1, lines.size()); from += perPage) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setLeading(LEADING);
          content.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN);
          content.setFont(bold, SIZE);
          content.showText(printable(letter.objet().toUpperCase(java.util.Locale.FRENCH)));
          content.newLine();
          content.showText(printable("Dossier sinistre N° " + letter.numeroDossier()));
          content.newLine();
          content.showText(printable("A : " + letter.destinataire()));
          content.newLine();
          content.newLine();
          content.setFont(plain, SIZE);
          for (String line : lines.subList(from, Math.min(lines.size(), from + perPage))) {
            content.showText(line);
            content.newLine();
          }
          content.endText();
        }
      }
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private static void wrap(String paragraph, PDFont font, float width, List<String> lines)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && font.getStringWidth(longer) / 1000 * SIZE > width) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
  }

  /** The standard fonts know Latin-1 only. */
  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c ->
                safe.append(
                    (c >= 0x20 && c < 0x7F) || (c >= 0xA1 && c <= 0xFF && c != 0xAD)
                        ? (char) c
                        : c == '\t' || c == 0xA0 ? ' ' : '?'));
    return safe.toString();
  }
}
