package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.opencv.core.Rect;

/** Words of a born-digital page with their places, in pixels of the rendered page. */
final class TextLayer extends PDFTextStripper {
  private final double scale;
  private final List<Mot> mots = new ArrayList<>();

  private TextLayer(double scale) throws IOException {
    super();
    this.scale = scale;
    setSortByPosition(true);
  }

  static List<Mot> read(PDDocument document, int index, double scale) throws IOException {
    TextLayer layer = new TextLayer(scale);
    layer.setStartPage(index + 1);
    layer.setEndPage(index + 1);
    layer.getText(document);
    return List.copyOf(layer.mots);
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) {
    List<TextPosition> mot = new ArrayList<>();
    for (TextPosition p : positions) {
      if (p.getUnicode().isBlank()) {
        flush(mot);
      } else {
        if (!mot.isEmpty() && p.getXDirAdj() - end(mot.getLast()) > 0.4 * p.getWidthOfSpace()) {
          flush(mot);
        }
        mot.add(p);
      }
    }
    flush(mot);
  }

  private static float end(TextPosition p) {
    return p.getXDirAdj() + p.getWidthDirAdj();
  }

  private void flush(List<TextPosition> lettres) {
    if (lettres.isEmpty()) {
      return;
    }
    StringBuilder texte = new StringBuilder();
    float haut = Float.MAX_VALUE;
    float bas = 0;
    for (TextPosition p : lettres) {
      texte.append(p.getUnicode());
      haut = Math.min(haut, p.getYDirAdj() - p.getHeightDir());
      bas = Math.max(bas, p.getYDirAdj());
    }
    float gauche = lettres.getFirst().getXDirAdj();
    float droite = end(lettres.getLast());
    mots.add(
        new Mot(
            texte.toString(),
            new Rect(
                (int) Math.round(gauche * scale),
                (int) Math.round(haut * scale),
                (int) Math.max(1, Math.round((droite - gauche) * scale)),
                (int) Math.max(1, Math.round((bas - haut) * scale))),
            1));
    lettres.clear();
  }
}
