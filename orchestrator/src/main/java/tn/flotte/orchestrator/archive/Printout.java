package tn.flotte.orchestrator.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;

/**
 * A dossier on A4: an index of what the archive holds, then the pages of each document, drawn anew
 * by the readers, and the text of each mail. Nothing of a sender's file comes into it but its
 * pixels.
 */
final class Printout {
  private static final PDRectangle PORTRAIT = PDRectangle.A4;
  private static final PDRectangle LANDSCAPE = turned(PDRectangle.A4);
  private static final float MARGIN = 36;
  private static final float HEAD = 26;
  private static final float SMALL = 7.5f;
  private static final float PLAIN = 9;
  private static final float TITLE = 16;
  private static final float LEADING = 12;
  private static final float ROW = 29;

  /** Rows of the index a page. */
  private static final int ROWS = 22;

  /** Where the index's columns begin: number, type, date, sender, page. */
  private static final float[] COLUMNS = {0, 24, 190, 254, 488};

  private static final int LINES =
      (int) ((PORTRAIT.getHeight() - 2 * MARGIN - HEAD - 60) / LEADING);
  private static final int MOST_LINES = 40 * LINES;

  /** PDFBox brings it along: Latin, Greek and Cyrillic, free to embed. */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("dd/MM/yyyy 'à' HH:mm");

  private final Documents documents;
  private final ZoneId zone;
  private final UnaryOperator<String> typeName;

  /**
   * @param typeName how people call a type of piece
   */
  Printout(Documents documents, ZoneId zone, UnaryOperator<String> typeName) {
    this.documents = documents;
    this.zone = zone;
    this.typeName = typeName;
  }

  /**
   * What is printed.
   *
   * @param entries of the claim, in the order of the chain
   * @param pages of each document, by its hash
   * @param mails the text of each mail, by its document's hash
   * @param rules what the claim was decided by, in French, one a version
   */
  record Content(
      String claim,
      String dossier,
      List<Entry> entries,
      Map<String, List<String>> pages,
      Map<String, String> mails,
      List<String> rules,
      Instant at,
      String by) {
    Content {
      entries = List.copyOf(entries);
      pages = Map.copyOf(pages);
      mails = Map.copyOf(mails);
      rules = List.copyOf(rules);
    }
  }

  /** A document's place in the printout: lines of a mail, or pictures. */
  private record Section(Entry entry, List<String> lines, List<String> pictures) {
    int pages() {
      return pictures.isEmpty() ? Math.max(1, (lines.size() + LINES - 1) / LINES) : pictures.size();
    }
  }

  private static PDRectangle turned(PDRectangle sheet) {
    float width = sheet.getHeight();
    float height = sheet.getWidth();
    return new PDRectangle(width, height);
  }

  /** Writes the PDF to a new temporary file; whoever asked deletes it. */
  Path print(Content content) throws IOException {
    Path file = Files.createTempFile("flotte-dossier", ".pdf");
    try (PDDocument pdf = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
        InputStream font = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT));
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Sheets sheets = new Sheets(pdf, PDType0Font.load(pdf, font));
      pdf.getDocumentInformation().setTitle("Dossier " + name(content));
      pdf.getDocumentInformation().setProducer("Flotte");
      sheets.print(content);
      pdf.save(out);
      return file;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static String name(Content content) {
    return content.dossier().isEmpty() ? content.claim() : content.dossier();
  }

  /** The document being printed. */
  private final class Sheets {
    private final PDDocument pdf;
    private final PDType0Font font;
    private int total;
    private int printed;

    Sheets(PDDocument pdf, PDType0Font font) {
      this.pdf = pdf;
      this.font = font;
    }

    void print(Content content) throws IOException {
      List<Section> sections = sections(content);
      int indexPages = Math.max(1, (content.entries().size() + ROWS - 1) / ROWS);
      Map<String, Integer> first = new HashMap<>();
      int next = indexPages + 1;
      for (Section section : sections) {
        first.put(sha256(section.entry()), next);
        next += section.pages();
      }
      total = next - 1;
      for (int page = 0; page < indexPages; page++) {
        index(content, page, first);
      }
      for (Section section : sections) {
        print(section);
      }
    }

    /** Each document once, though several pieces stand in it. */
    private List<Section> sections(Content content) throws IOException {
      Map<String, Section> sections = new java.util.LinkedHashMap<>();
      for (Entry entry : content.entries()) {
        String sha256 = sha256(entry);
        if (!sha256.isEmpty() && !sections.containsKey(sha256)) {
          List<String> pictures = content.pages().getOrDefault(sha256, List.of());
          String mail = content.mails().getOrDefault(sha256, "");
          List<String> lines =
              entry.kind() == Entry.Kind.COURRIEL
                  ? wrapped(mail)
                  : List.of(
                      "Ce document ne peut pas être montré : il ne s’ouvre pas ou n’a pas pu être tiré.");
          sections.put(sha256, new Section(entry, lines, pictures));
        }
      }
      return List.copyOf(sections.values());
    }

    private static String sha256(Entry entry) {
      String sha256 = entry.sha256();
      return sha256 == null ? "" : sha256;
    }

    private void index(Content content, int page, Map<String, Integer> first) throws IOException {
      try (PDPageContentStream sheet = sheet(PORTRAIT)) {
        float top = PORTRAIT.getHeight() - MARGIN;
        float right = PORTRAIT.getWidth() - 2 * MARGIN;
        text(sheet, MARGIN, top - TITLE, TITLE, right, "Dossier " + name(content));
        text(
            sheet,
            MARGIN,
            top - TITLE - LEADING - 2,
            PLAIN,
            right,
            "Déclaration %s — pièces de l’archive, imprimées le %s par %s"
                .formatted(
                    content.claim(), MOMENT.format(content.at().atZone(zone)), content.by()));
        if (!content.rules().isEmpty()) {
          text(
              sheet,
              MARGIN,
              top - TITLE - 2 * LEADING - 2,
              PLAIN,
              right,
              "Règles suivies : " + String.join(", ", content.rules()));
        }
        float y = top - TITLE - 3 * LEADING - 4;
        String[] heads = {"N°", "Type", "Reçue le", "Expéditeur", "Page"};
        for (int i = 0; i < heads.length; i++) {
          text(sheet, MARGIN + COLUMNS[i], y, SMALL, 100, heads[i]);
        }
        line(sheet, y - 4);
        y -= 4;
        List<Entry> entries = content.entries();
        for (int i = page * ROWS; i < Math.min(entries.size(), (page + 1) * ROWS); i++) {
          row(sheet, entries.get(i), y, first);
          y -= ROW;
        }
      }
    }

    private void row(PDPageContentStream sheet, Entry entry, float y, Map<String, Integer> first)
        throws IOException {
      String sha256 = sha256(entry);
      Integer page = first.get(sha256);
      String[] cells = {
        Long.toString(entry.seq()),
        kind(entry),
        DAY.format(entry.receivedAt().atZone(zone)),
        entry.sender(),
        page == null ? "—" : page.toString()
      };
      for (int i = 0; i < cells.length; i++) {
        float width = (i + 1 < cells.length ? COLUMNS[i + 1] : 524) - COLUMNS[i] - 6;
        text(sheet, MARGIN + COLUMNS[i], y - 11, PLAIN, width, cells[i]);
      }
      String below = sha256.isEmpty() ? "original sur papier, vu par une personne" : sha256;
      text(sheet, MARGIN + COLUMNS[1], y - 22, SMALL, 290, below);
      text(sheet, MARGIN + COLUMNS[1] + 300, y - 22, SMALL, 196, entry.name());
      line(sheet, y - ROW + 2);
    }

    private String kind(Entry entry) {
      String type = typeName.apply(entry.type());
      return switch (entry.kind()) {
        case COURRIEL, PIECE, REGLES -> type;
        case ORIGINAL_RECU -> type + " : original reçu";
        case ORIGINAL_ANNULE -> type + " : réception annulée";
      };
    }

    private void print(Section section) throws IOException {
      for (int page = 0; page < section.pages(); page++) {
        if (section.pictures().isEmpty()) {
          words(section, page);
        } else {
          picture(section, page);
        }
      }
    }

    private void picture(Section section, int page) throws IOException {
      byte[] jpeg = documents.read(new DocumentId(section.pictures().get(page)));
      PDImageXObject image = JPEGFactory.createFromByteArray(pdf, jpeg);
      PDRectangle size = image.getWidth() > image.getHeight() ? LANDSCAPE : PORTRAIT;
      try (PDPageContentStream sheet = sheet(size)) {
        head(sheet, size, section, page);
        float width = size.getWidth() - 2 * MARGIN;
        float height = size.getHeight() - 2 * MARGIN - HEAD;
        float scale = Math.min(width / image.getWidth(), height / image.getHeight());
        float drawnWidth = image.getWidth() * scale;
        float drawnHeight = image.getHeight() * scale;
        sheet.drawImage(
            image,
            (size.getWidth() - drawnWidth) / 2,
            MARGIN + height - drawnHeight,
            drawnWidth,
            drawnHeight);
      }
    }

    private void words(Section section, int page) throws IOException {
      try (PDPageContentStream sheet = sheet(PORTRAIT)) {
        head(sheet, PORTRAIT, section, page);
        float y = PORTRAIT.getHeight() - MARGIN - HEAD - LEADING;
        float width = PORTRAIT.getWidth() - 2 * MARGIN;
        Entry entry = section.entry();
        if (page == 0 && entry.kind() == Entry.Kind.COURRIEL) {
          for (String header :
              List.of(
                  "De : " + entry.sender(),
                  "Reçu le " + MOMENT.format(entry.receivedAt().atZone(zone)),
                  "Objet : " + entry.name())) {
            text(sheet, MARGIN, y, PLAIN, width, header);
            y -= LEADING;
          }
          y -= LEADING;
        }
        int to = Math.min(section.lines().size(), (page + 1) * LINES);
        for (String words : section.lines().subList(page * LINES, to)) {
          text(sheet, MARGIN, y, PLAIN, width, words);
          y -= LEADING;
        }
      }
    }

    private void head(PDPageContentStream sheet, PDRectangle size, Section section, int page)
        throws IOException {
      Entry entry = section.entry();
      text(
          sheet,
          MARGIN,
          size.getHeight() - MARGIN - PLAIN,
          PLAIN,
          size.getWidth() - 2 * MARGIN,
          "N° %d · %s · %s · %d/%d"
              .formatted(
                  entry.seq(),
                  typeName.apply(entry.type()),
                  entry.name(),
                  page + 1,
                  section.pages()));
      line(sheet, size.getHeight() - MARGIN - PLAIN - 6, size);
    }

    /** A new page with its number at the foot. */
    private PDPageContentStream sheet(PDRectangle size) throws IOException {
      PDPage page = new PDPage(size);
      pdf.addPage(page);
      printed++;
      PDPageContentStream sheet = new PDPageContentStream(pdf, page);
      String number = "page " + printed + " / " + total;
      float width = font.getStringWidth(number) / 1000 * SMALL;
      text(sheet, size.getWidth() - MARGIN - width, MARGIN - 18, SMALL, width + 1, number);
      return sheet;
    }

    private void line(PDPageContentStream sheet, float y) throws IOException {
      line(sheet, y, PORTRAIT);
    }

    private void line(PDPageContentStream sheet, float y, PDRectangle size) throws IOException {
      sheet.setLineWidth(0.4f);
      sheet.setStrokingColor(0.7f);
      sheet.moveTo(MARGIN, y);
      sheet.lineTo(size.getWidth() - MARGIN, y);
      sheet.stroke();
    }

    private void text(
        PDPageContentStream sheet, float x, float y, float size, float width, String words)
        throws IOException {
      sheet.beginText();
      sheet.setFont(font, size);
      sheet.newLineAtOffset(x, y);
      sheet.showText(fitted(printable(words), size, width));
      sheet.endText();
    }

    private String fitted(String words, float size, float width) throws IOException {
      if (font.getStringWidth(words) / 1000 * size <= width) {
        return words;
      }
      int[] points = words.codePoints().toArray();
      for (int length = Math.min(points.length, 300); length > 0; length--) {
        String cut = new String(points, 0, length) + "…";
        if (font.getStringWidth(cut) / 1000 * size <= width) {
          return cut;
        }
      }
      return "";
    }

    /** A mail's text in lines that fit, as many as are printed. */
    private List<String> wrapped(String words) throws IOException {
      float width = (PORTRAIT.getWidth() - 2 * MARGIN) * 1000 / PLAIN;
      List<String> lines = new ArrayList<>();
      for (String paragraph : words.split("\\R", -1)) {
        StringBuilder line = new StringBuilder();
        for (String word : printable(paragraph).split(" ", -1)) {
          String longer = line.isEmpty() ? word : line + " " + word;
          if (!line.isEmpty() && font.getStringWidth(longer) > width) {
            lines.add(line.toString());
            line = new StringBuilder(word);
          } else {
            line = new StringBuilder(longer);
          }
        }
        lines.add(line.toString());
        if (lines.size() > MOST_LINES) {
          lines = new ArrayList<>(lines.subList(0, MOST_LINES));
          lines.add("… la suite est dans le courriel lui-même.");
          break;
        }
      }
      return lines;
    }

    /** What the font has no sign for is shown as a question mark; the document itself keeps it. */
    private String printable(String words) {
      StringBuilder safe = new StringBuilder(words.length());
      words
          .codePoints()
          .forEach(
              point -> {
                if (Character.isWhitespace(point)
                    || Character.isSpaceChar(point)
                    || Character.isISOControl(point)) {
                  safe.append(' ');
                } else if (Character.getType(point) != Character.FORMAT) {
                  safe.appendCodePoint(hasSign(point) ? point : '?');
                }
              });
      return safe.toString();
    }

    private boolean hasSign(int point) {
      try {
        font.encode(new String(Character.toChars(point)));
        return true;
      } catch (IOException | IllegalArgumentException noSign) {
        return false;
      }
    }
  }
}
