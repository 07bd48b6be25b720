package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPatternContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDPattern;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.pattern.PDTilingPattern;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A text layer that nobody sees may say anything; what a person would read is what counts. */
class TextLayerIT {
  private static final String CHAMP = "a_vehicule_immatriculation";
  private static final String ECRITE = "178 TU 4426";
  private static final String DITE = "178 TU 4428";
  private static final float MM = 72 / 25.4f;
  private static final float LARGEUR = PDRectangle.A4.getWidth();
  private static final float HAUTEUR = PDRectangle.A4.getHeight();
  private static final PDFont FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA);

  @BeforeAll
  static void load() {
    Natives.load();
  }

  /** How the sheet's picture gets onto the page. */
  @FunctionalInterface
  private interface Sheet {
    void draw(PDDocument document, PDPage page, PDPageContentStream content) throws IOException;
  }

  @Test
  void believesNoLayerOverAPictureInStrips() throws IOException {
    BufferedImage sheet = sheet();
    int strips = 8;
    Champ lu =
        read(
            DITE,
            (document, _, content) -> {
              for (int i = 0; i < strips; i++) {
                int from = sheet.getHeight() * i / strips;
                int to = sheet.getHeight() * (i + 1) / strips;
                BufferedImage strip = sheet.getSubimage(0, from, sheet.getWidth(), to - from);
                content.drawImage(
                    LosslessFactory.createFromImage(document, strip),
                    0,
                    HAUTEUR - HAUTEUR * to / sheet.getHeight(),
                    LARGEUR,
                    HAUTEUR * (to - from) / sheet.getHeight());
              }
            });
    assertThat(lu.valeur()).isEqualTo(ECRITE);
  }

  @Test
  void believesNoLayerOverAPictureThatIsDrawnTurned() throws IOException {
    Champ lu =
        read(
            DITE,
            (document, _, content) ->
                content.drawImage(
                    LosslessFactory.createFromImage(document, Papers.turned(sheet(), 90)),
                    new Matrix(0, HAUTEUR, -LARGEUR, 0, LARGEUR, 0)));
    assertThat(lu.valeur()).isEqualTo(ECRITE);
  }

  @Test
  void isSureOfNothingWhereTheLayerDeniesWhatIsSeen() throws IOException {
    Champ lu = read(DITE, TextLayerIT::asAPattern);
    assertThat(lu.valeur()).isEqualTo(ECRITE);
    assertThat(lu.confiance()).isLessThanOrEqualTo(0.6);
  }

  @Test
  void isSurerWhereTheLayerSaysWhatIsSeen() throws IOException {
    Champ lu = read(ECRITE, TextLayerIT::asAPattern);
    assertThat(lu.valeur()).isEqualTo(ECRITE);
    assertThat(lu.confiance()).isEqualTo(0.99);
  }

  @Test
  void readsNothingThatOnlyTheLayerSays() throws IOException {
    BufferedImage blank = Papers.form("constat-a", Map.of("heure", "08h45"), List.of());
    Champ lu = read(DITE, (document, page, content) -> asAPattern(document, page, content, blank));
    assertThat(lu.valeur()).isEmpty();
  }

  private static BufferedImage sheet() {
    return Papers.form("constat-a", Map.of("heure", "08h45", CHAMP, ECRITE), List.of());
  }

  private static void asAPattern(PDDocument document, PDPage page, PDPageContentStream content)
      throws IOException {
    asAPattern(document, page, content, sheet());
  }

  /** Painted as the filling of a rectangle, so that it doesn't count as a picture. */
  private static void asAPattern(
      PDDocument document, PDPage page, PDPageContentStream content, BufferedImage sheet)
      throws IOException {
    PDTilingPattern pattern = new PDTilingPattern();
    pattern.setBBox(PDRectangle.A4);
    pattern.setPaintType(PDTilingPattern.PAINT_COLORED);
    pattern.setTilingType(PDTilingPattern.TILING_CONSTANT_SPACING);
    pattern.setXStep(LARGEUR);
    pattern.setYStep(HAUTEUR);
    pattern.setResources(new PDResources());
    PDImageXObject image = LosslessFactory.createFromImage(document, sheet);
    try (PDPatternContentStream tile = new PDPatternContentStream(pattern)) {
      tile.drawImage(image, 0, 0, LARGEUR, HAUTEUR);
    }
    PDResources resources = page.getResources();
    COSName name = resources.add(pattern);
    content.setNonStrokingColor(new PDColor(name, new PDPattern(resources)));
    content.addRect(0, 0, LARGEUR, HAUTEUR);
    content.fill();
  }

  private static Champ read(String layer, Sheet sheet) throws IOException {
    Zone zone =
        Formulaires.load(null).stream()
            .filter(f -> f.nom().equals("constat-a"))
            .flatMap(f -> f.zones().stream())
            .filter(z -> z.cle().equals(CHAMP))
            .findFirst()
            .orElseThrow();
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        sheet.draw(document, page, content);
        content.beginText();
        content.setRenderingMode(RenderingMode.NEITHER);
        content.setFont(FONT, 10);
        content.newLineAtOffset(
            (float) zone.x() * MM + 2, HAUTEUR - (float) (zone.y() + zone.h()) * MM + 3);
        content.showText(layer);
        content.newLineAtOffset(0, -200);
        // Enough words for a layer.
        content.showText("un deux trois quatre cinq six sept huit neuf dix ".repeat(3));
        content.endText();
      }
      try (Ocr ocr = new Ocr(OcrSettings.defaults())) {
        List<PieceLue> pieces = ocr.read("couche.pdf", Papers.saved(document));
        assertThat(pieces).singleElement().matches(PieceLue::lisible);
        assertThat(pieces.getFirst().formulaire()).isEqualTo("constat-a");
        return pieces.getFirst().champ(CHAMP).orElseThrow();
      }
    }
  }
}
