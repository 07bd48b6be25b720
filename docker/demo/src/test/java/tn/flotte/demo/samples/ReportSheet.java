package tn.flotte.demo.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** An expert's report, written on the expert's own paper: a title, lines of label and value. */
final class ReportSheet implements Sheet {
  private static final int WIDTH = 2480;
  private static final int HEIGHT = 3508;
  private static final int LEFT = 236;
  private static final int LINE = 105;

  private final BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D pen = page.createGraphics();
  private int y = 700;

  ReportSheet(String title) {
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(new Color(25, 25, 25));
    pen.setFont(new Font("DejaVu Sans", Font.BOLD, 60));
    pen.drawString(title, (WIDTH - pen.getFontMetrics().stringWidth(title)) / 2, 440);
    pen.setFont(new Font("DejaVu Sans", Font.PLAIN, 40));
  }

  ReportSheet line(String label, String value) {
    pen.drawString(label + " : " + value, LEFT, y);
    y += LINE;
    return this;
  }

  /** Two boxes, one of them crossed. */
  ReportSheet yesNo(String label, boolean yes) {
    int x = box(text(label + " :   oui  ", LEFT), yes);
    box(text("  non  ", x), !yes);
    y += 2 * LINE;
    return this;
  }

  private int text(String text, int x) {
    pen.drawString(text, x, y);
    return x + pen.getFontMetrics().stringWidth(text);
  }

  private int box(int x, boolean crossed) {
    int size = 46;
    int top = y - size + 6;
    pen.setStroke(new BasicStroke(4));
    pen.drawRect(x, top, size, size);
    if (crossed) {
      pen.setStroke(new BasicStroke(5));
      pen.drawLine(x + 9, top + 9, x + size - 9, top + size - 9);
      pen.drawLine(x + size - 9, top + 9, x + 9, top + size - 9);
    }
    return x + size;
  }

  /** The expert's hand below. */
  ReportSheet sign() {
    int x = 1420;
    pen.drawString("L'expert", x, y);
    pen.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int i = 0; i < 7; i++) {
      pen.drawLine(
          x + 50 * i, y + 90 + 130 * (i % 2), x + 50 * (i + 1), y + 90 + 130 * ((i + 1) % 2));
    }
    return this;
  }

  @Override
  public BufferedImage drawn() {
    return page;
  }
}
