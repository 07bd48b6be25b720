package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whether a vehicle is a write-off stands in two boxes of an expert's report. It goes into PASS
 * only when it is sure, so what is called sure must be right on every hand and every scanner.
 */
class EpaveIT {
  private static final int WIDTH = 1654;
  private static final int HEIGHT = 2339;
  private static final double SURE = 0.97;

  private enum Mark {
    CROSS,
    TICK,
    STROKE,
    FILLED,
    WIDE_CROSS
  }

  private enum Scan {
    CLEAN,
    SKEWED,
    NOISY,
    COARSE,
    FAX
  }

  /** A box may be neither, or both: then nothing can be sure. */
  private record Paper(boolean yes, boolean no, Mark mark, String font, int box, Scan scan) {}

  /** A paper, and what was read of it. */
  private record Seen(Paper paper, Champ read) {
    boolean one() {
      return paper.yes() != paper.no();
    }

    boolean sure() {
      return read.isLu() && read.confiance() >= SURE;
    }

    boolean right() {
      return one() && String.valueOf(paper.yes()).equals(read.valeur());
    }
  }

  @Test
  void whatIsSureIsRightAndACleanScanIsSure() {
    List<Seen> seen;
    try (Ocr ocr = new Ocr(OcrSettings.defaults())) {
      seen = papers().parallelStream().map(paper -> new Seen(paper, read(ocr, paper))).toList();
    }
    List<Seen> clean =
        seen.stream().filter(s -> s.one() && s.paper().scan() == Scan.CLEAN).toList();
    List<Seen> sure = seen.stream().filter(Seen::sure).toList();

    assertThat(sure).as("sure, of %d", seen.size()).allMatch(Seen::right);
    assertThat(clean.stream().filter(Seen::sure))
        .as("sure, of %d clean ones", clean.size())
        .hasSizeGreaterThanOrEqualTo(clean.size() * 8 / 10);
    assertThat(sure).as("sure, of %d", seen.size()).hasSizeGreaterThan(seen.size() / 3);
  }

  private static Champ read(Ocr ocr, Paper paper) {
    return ocr.read("rapport.png", Papers.encoded(draw(paper), "png"))
        .getFirst()
        .champ("epave")
        .orElse(Champ.illisible(null, 0));
  }

  private static List<Paper> papers() {
    List<Paper> papers = new ArrayList<>();
    String[] fonts = {Font.SANS_SERIF, Font.SERIF, Font.MONOSPACED};
    int i = 0;
    for (Scan scan : Scan.values()) {
      for (Mark mark : Mark.values()) {
        for (boolean yes : new boolean[] {true, false}) {
          papers.add(new Paper(yes, !yes, mark, fonts[i % 3], 26 + 5 * (i % 4), scan));
          i++;
        }
      }
      papers.add(new Paper(false, false, Mark.CROSS, fonts[i % 3], 30, scan));
      papers.add(new Paper(true, true, Mark.CROSS, fonts[(i + 1) % 3], 30, scan));
    }
    return papers;
  }

  private static BufferedImage draw(Paper paper) {
    BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = page.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(new Color(25, 25, 25));
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 38));
    g.drawString("RAPPORT D'EXPERTISE", 600, 300);
    String[] lines = {
      "Expert : HABIB MODELE",
      "Code : X41",
      "Ordre de mission n° : 240117",
      "Référence sinistre : D26-411-00031",
      "Immatriculation : 141 TU 3302",
      "Marque : PEUGEOT 208",
      "Date du rapport : 17/11/2026",
      "Montant hors taxes : 1 050,420",
      "TVA : 199,580",
      "Montant TTC : 1 250,000",
      "Honoraires : 120,500"
    };
    g.setFont(new Font(paper.font(), Font.PLAIN, 26));
    int y = 460;
    for (String line : lines) {
      g.drawString(line, 156, y);
      y += 70;
    }
    int x = 156;
    x = text(g, "Véhicule réformé (épave) :   oui ", x, y);
    x = box(g, x, y, paper.box(), paper.yes() ? paper.mark() : null);
    x = text(g, " non ", x, y);
    box(g, x, y, paper.box(), paper.no() ? paper.mark() : null);
    g.drawString("L'expert", 950, y + 170);
    g.dispose();
    return scanned(page, paper.scan());
  }

  private static int text(Graphics2D g, String text, int x, int y) {
    g.drawString(text, x, y);
    return x + g.getFontMetrics().stringWidth(text);
  }

  private static int box(
      Graphics2D g, int x, int y, int size, @org.jspecify.annotations.Nullable Mark mark) {
    int top = y - size + 4;
    g.setStroke(new BasicStroke(2));
    g.drawRect(x, top, size, size);
    if (mark != null) {
      g.setStroke(new BasicStroke(3));
      switch (mark) {
        case CROSS -> {
          g.drawLine(x + 5, top + 5, x + size - 5, top + size - 5);
          g.drawLine(x + size - 5, top + 5, x + 5, top + size - 5);
        }
        case WIDE_CROSS -> {
          g.drawLine(x - 5, top - 5, x + size + 5, top + size + 5);
          g.drawLine(x + size + 5, top - 5, x - 5, top + size + 5);
        }
        case TICK -> {
          g.drawLine(x + 4, top + size / 2, x + size / 2, top + size - 4);
          g.drawLine(x + size / 2, top + size - 4, x + size + 6, top - 6);
        }
        case STROKE -> g.drawLine(x + size - 4, top + 4, x + 4, top + size - 4);
        case FILLED -> g.fillRect(x + 4, top + 4, size - 7, size - 7);
      }
    }
    return x + size;
  }

  private static BufferedImage scanned(BufferedImage page, Scan scan) {
    return switch (scan) {
      case CLEAN -> page;
      case SKEWED -> Papers.turned(page, 1.7);
      case NOISY -> noisy(page, 60, 0);
      case COARSE -> Papers.scaled(page, 0.55);
      case FAX -> noisy(page, 40, 700);
    };
  }

  /** Grain on every pixel, and specks. */
  private static BufferedImage noisy(BufferedImage page, int grain, int specks) {
    Random random = new Random(grain + specks);
    BufferedImage noisy = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = noisy.createGraphics();
    g.drawImage(page, 0, 0, null);
    g.setColor(Color.BLACK);
    for (int i = 0; i < specks; i++) {
      g.fillRect(random.nextInt(WIDTH), random.nextInt(HEIGHT), 1 + random.nextInt(3), 2);
    }
    g.dispose();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int v = noisy.getRaster().getSample(x, y, 0) + random.nextInt(grain) - grain / 2;
        int level = specks > 0 ? (v < 128 ? 0 : 255) : Math.clamp(v, 0, 255);
        noisy.getRaster().setSample(x, y, 0, level);
      }
    }
    return noisy;
  }
}
