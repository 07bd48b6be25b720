package tn.flotte.demo.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A blank form of the reader's library (a picture at 300 dots an inch and its zones in millimetres)
 * that is filled in as with a typewriter.
 */
final class BlankForm implements Sheet {
  private static final String LIBRARY =
      "connectors/ocr/src/main/resources/tn/flotte/connectors/ocr/formulaires/";
  private static final double DOTS_A_MILLIMETRE = 300 / 25.4;
  private static final double TYPE_HEIGHT = 4.0;
  private static final double ABOVE_THE_LINE = 1.5;
  private static final Color INK = new Color(20, 20, 60);

  private record Zone(double x, double y, double width, double height, int lines) {}

  private final Map<String, Zone> zones = new HashMap<>();
  private final BufferedImage page;
  private final Graphics2D pen;

  BlankForm(Path root, String name) throws IOException {
    JsonNode data = new JsonMapper().readTree(root.resolve(LIBRARY + name + ".json").toFile());
    for (JsonNode zone : data.path("zones")) {
      zones.put(
          zone.path("cle").asString(),
          new Zone(
              zone.path("x").asDouble(),
              zone.path("y").asDouble(),
              zone.path("l").asDouble(),
              zone.path("h").asDouble(),
              zone.path("lignes").asInt(1)));
    }
    BufferedImage blank = ImageIO.read(root.resolve(LIBRARY + name + ".png").toFile());
    page = new BufferedImage(blank.getWidth(), blank.getHeight(), BufferedImage.TYPE_INT_RGB);
    pen = page.createGraphics();
    pen.drawImage(blank, 0, 0, Color.WHITE, null);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(INK);
    pen.setFont(
        new Font("DejaVu Sans", Font.PLAIN, 1)
            .deriveFont((float) (TYPE_HEIGHT * DOTS_A_MILLIMETRE)));
  }

  BlankForm type(String key, String value) {
    Zone zone = zone(key);
    double line = zone.height / zone.lines;
    Font font = pen.getFont();
    double width = pen.getFontMetrics().stringWidth(value) / DOTS_A_MILLIMETRE;
    double room = zone.width - 2;
    if (width > room) {
      pen.setFont(font.deriveFont((float) (font.getSize2D() * room / width)));
    }
    pen.drawString(value, dots(zone.x + 1), dots(zone.y + line - ABOVE_THE_LINE));
    pen.setFont(font);
    return this;
  }

  BlankForm tick(String key) {
    Zone zone = zone(key);
    pen.setStroke(new BasicStroke(dots(0.5)));
    double inset = 0.5;
    double left = zone.x + inset;
    double right = zone.x + zone.width - inset;
    double top = zone.y + inset;
    double bottom = zone.y + zone.height - inset;
    pen.drawLine((int) dots(left), (int) dots(top), (int) dots(right), (int) dots(bottom));
    pen.drawLine((int) dots(left), (int) dots(bottom), (int) dots(right), (int) dots(top));
    return this;
  }

  /** A flourish that differs with the seed. */
  BlankForm sign(String key, int seed) {
    Zone zone = zone(key);
    pen.setStroke(new BasicStroke(dots(0.45), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    Path2D stroke = new Path2D.Double();
    double middle = zone.y + zone.height * 0.62;
    stroke.moveTo(dots(zone.x + zone.width * 0.18), dots(middle));
    int waves = 5 + seed % 3;
    for (int wave = 0; wave < waves; wave++) {
      double from = zone.x + zone.width * (0.18 + 0.64 * wave / waves);
      double to = zone.x + zone.width * (0.18 + 0.64 * (wave + 1) / waves);
      double swing = zone.height * (0.12 + 0.05 * ((seed + wave * 7) % 5));
      stroke.curveTo(
          dots(from + 1),
          dots(middle - 2 * swing),
          dots(to - 3),
          dots(middle + swing),
          dots(to),
          dots(middle - swing * (wave % 2)));
    }
    pen.draw(stroke);
    return this;
  }

  /** A round stamp with two lines of text, at the right of a signature. */
  BlankForm stamp(String key, String first, String second) {
    Zone zone = zone(key);
    pen.setStroke(new BasicStroke(dots(0.5)));
    double size = Math.min(zone.height - 4, 24);
    double left = zone.x + zone.width - size - 4;
    double top = zone.y + 2;
    pen.drawOval((int) dots(left), (int) dots(top), (int) dots(size), (int) dots(size));
    Font font = pen.getFont();
    pen.setFont(font.deriveFont(font.getSize2D() * 0.7f));
    int line = 0;
    for (String text : List.of(first, second)) {
      double width = pen.getFontMetrics().stringWidth(text) / DOTS_A_MILLIMETRE;
      pen.drawString(text, dots(left + (size - width) / 2), dots(top + size / 2 + 4 * line));
      line++;
    }
    pen.setFont(font);
    return this;
  }

  @Override
  public BufferedImage drawn() {
    return page;
  }

  private Zone zone(String key) {
    Zone zone = zones.get(key);
    if (zone == null) {
      throw new IllegalArgumentException("The form has no zone " + key + ".");
    }
    return zone;
  }

  private static float dots(double millimetres) {
    return (float) (millimetres * DOTS_A_MILLIMETRE);
  }
}
