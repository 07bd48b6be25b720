package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Typed figures, as they come from a form, and what people do to them. */
class PenMarksIT {
  private static final BiConsumer<Graphics2D, int[]> NOTHING = (_, _) -> {};

  @BeforeAll
  static void load() {
    Natives.load();
  }

  /**
   * A line of type; {@code mark} draws over the figure whose left, top, right and bottom it is
   * told.
   */
  private static boolean marked(
      String text, String face, int size, int figure, BiConsumer<Graphics2D, int[]> mark) {
    BufferedImage image = new BufferedImage(900, 110, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 900, 110);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.BLACK);
    g.setFont(new Font(face, Font.PLAIN, size));
    g.drawString(text, 30, 80);
    FontMetrics metrics = g.getFontMetrics();
    int left = 30 + metrics.stringWidth(text.substring(0, figure));
    int top = 80 - (int) (0.72 * size);
    mark.accept(g, new int[] {left, top, left + metrics.charWidth(text.charAt(figure)), 80});
    g.dispose();
    Mat line = new Mat(110, 900, CvType.CV_8UC1);
    line.put(0, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    try {
      return PenMarks.on(line, text);
    } finally {
      line.release();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "148 TU 3630, SansSerif", "RS 123456, Monospaced", "027/401/0012345, SansSerif",
    "14/03/2026, Monospaced", "D26-027-00123, SansSerif", "1 250.500, Serif"
  })
  void typeIsUntouched(String text, String face) {
    for (int size : new int[] {34, 42, 52}) {
      assertThat(marked(text, face, size, 0, NOTHING)).as("%s %d", text, size).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "148 TU 3630, SansSerif, 8",
    "RS 123456, Monospaced, 5",
    "027/401/0012345, SansSerif, 9"
  })
  void aStrokeThroughAFigureIsSeen(String text, String face, int figure) {
    assertThat(
            marked(
                text,
                face,
                44,
                figure,
                (g, box) -> {
                  g.setStroke(new BasicStroke(4));
                  g.drawLine(box[0] - 4, box[3] + 4, box[2] + 10, box[1] - 16);
                }))
        .isTrue();
  }

  @Test
  void aStainOnAFigureIsSeen() {
    assertThat(
            marked(
                "160 TU 3112",
                "SansSerif",
                44,
                8,
                (g, box) -> g.fillOval(box[0] + 2, box[1] + 4, 22, 22)))
        .isTrue();
  }

  @Test
  void linesOverSeveralFiguresAreSeen() {
    assertThat(
            marked(
                "142 TU 9900",
                "Monospaced",
                44,
                8,
                (g, box) -> {
                  g.setStroke(new BasicStroke(3));
                  g.drawLine(box[0] - 30, 62, box[2] + 30, 60);
                  g.drawLine(box[0] - 30, 70, box[2] + 30, 69);
                }))
        .isTrue();
  }
}
