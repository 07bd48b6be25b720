package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tn.flotte.bots.api.ConnectorException;

/** A form of one's own, added as data, with a zone that is filled in in Arabic. */
class OtherFormIT {
  private static final String ZONES =
      """
      {"nom": "autre", "type": "om", "largeur": 210, "hauteur": 297, "zones": [
        {"cle": "lieu_visite", "genre": "texte", "lignes": 1,
         "x": 60, "y": 230, "l": 120, "h": 12, "langue": "%s"}]}
      """;

  @TempDir private Path formulaires;

  private BufferedImage vierge = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);

  /** A mirrored form has the richness of a form and is none that is known. */
  @BeforeEach
  void drawForm() throws IOException {
    BufferedImage om = Papers.form("constat-a", Map.of(), List.of());
    vierge = new BufferedImage(om.getWidth(), om.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = vierge.createGraphics();
    g.drawImage(om, om.getWidth(), 0, -om.getWidth(), om.getHeight(), null);
    g.setColor(Color.WHITE);
    g.fillRect(660, 2700, 1500, 170);
    g.dispose();
    Files.write(formulaires.resolve("autre.png"), Papers.encoded(vierge, "png"));
  }

  private OcrSettings settings() {
    OcrSettings d = OcrSettings.defaults();
    return new OcrSettings(
        d.tessdata(),
        d.langues(),
        d.maxOctets(),
        d.maxPages(),
        d.maxPixels(),
        1,
        formulaires,
        d.delaiFichier(),
        d.delaiPage());
  }

  @Test
  void readsAZoneInTheLanguageThatTheFormAsksFor() throws IOException {
    Files.writeString(formulaires.resolve("autre.json"), ZONES.formatted("ara"));
    Graphics2D g = vierge.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.BLACK);
    g.setFont(new Font("DejaVu Sans", Font.PLAIN, 60));
    g.drawString("تونس المدينة", 800, 2815);
    g.dispose();
    try (Ocr ocr = new Ocr(settings())) {
      PieceLue piece = ocr.read("autre.png", Papers.encoded(vierge, "png")).getFirst();
      assertThat(piece.formulaire()).isEqualTo("autre");
      assertThat(piece.champ("lieu_visite").orElseThrow().valeur()).isEqualTo("تونس المدينة");
    }
  }

  @Test
  void refusesToStartWithoutAZonesLanguage() throws IOException {
    Files.writeString(formulaires.resolve("autre.json"), ZONES.formatted("xyz"));
    assertThatThrownBy(() -> new Ocr(settings()))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("tesseract-ocr-xyz");
  }
}
