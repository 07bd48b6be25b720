package tn.flotte.connectors.ocr;

import java.util.List;
import java.util.Map;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Signatures, stamps and yes/no boxes of a paper without known layout, found by their labels. */
final class FreeMarks {
  private static final double LIKELY = 0.9;
  private static final double SURE = 0.98;

  /** Shares of ink in a box that is surely crossed, and in one that surely isn't. */
  private static final double CROSSED = 0.1;

  private static final double EMPTY = 0.03;

  private FreeMarks() {}

  static void read(FreePage page, Papier papier, Map<String, Champ> champs) {
    papier
        .signatures()
        .forEach((champ, libelles) -> signature(page, papier, champ, libelles, champs));
    papier.cases().forEach((champ, libelles) -> champs.put(champ, yesNo(page, libelles)));
  }

  /** Ink below the line that best bears the label, the last one of equals. */
  private static void signature(
      FreePage page,
      Papier papier,
      String champ,
      List<String> libelles,
      Map<String, Champ> champs) {
    Line ou = null;
    Labels.Hit quoi = null;
    for (Line ligne : page.lignes()) {
      for (Labels.Hit hit : Labels.find(ligne, libelles)) {
        if (quoi == null || hit.weight() >= quoi.weight()) {
          ou = ligne;
          quoi = hit;
        }
      }
    }
    if (ou == null || quoi == null) {
      champs.put(champ, Champ.illisible(null, 0));
      return;
    }
    Mat encre = page.inkOf(below(page, ou, quoi));
    Marks.Found found = Marks.find(encre, page.millimetre());
    encre.release();
    champs.put(champ, Champ.booleen(found.signature(), LIKELY));
    if (papier.cachet()) {
      champs.put("cachet", Champ.booleen(found.cachet(), LIKELY));
    }
  }

  private static Rect below(FreePage page, Line ligne, Labels.Hit hit) {
    double mm = page.millimetre();
    Mot premier = ligne.mots().get(hit.de());
    int droite =
        hit.a() < ligne.mots().size()
            ? ligne.mots().get(hit.a()).boite().x
            : premier.boite().x + (int) (65 * mm);
    int gauche = premier.boite().x - (int) (4 * mm);
    return new Rect(
        gauche,
        ligne.bas() + (int) (1.5 * mm),
        Math.max(1, Math.min(droite, gauche + (int) (70 * mm)) - gauche),
        (int) (32 * mm));
  }

  /**
   * Of the two boxes on the label's line, “oui” before “non”, one holds clearly more ink. It is
   * sure where each box stands behind its own word, one is empty, and no third is there that might
   * be meant.
   */
  private static Champ yesNo(FreePage page, List<String> libelles) {
    for (Line ligne : page.lignes()) {
      List<Labels.Hit> hits = Labels.find(ligne, libelles);
      if (hits.isEmpty()) {
        continue;
      }
      double mm = page.millimetre();
      int debut = ligne.mots().get(hits.getFirst().a() - 1).droite();
      int marge = (int) (2.2 * mm);
      Rect cadre =
          page.inside(
              new Rect(
                  debut,
                  ligne.haut() - marge,
                  page.plat().cols() - debut,
                  ligne.bas() - ligne.haut() + 2 * marge));
      Mat encre = page.inkOf(cadre);
      List<Rect> boites = Boxes.find(encre, mm);
      List<Double> parts = boites.stream().map(r -> Boxes.inside(encre, r)).toList();
      encre.release();
      // Behind them the next question may have boxes of its own.
      if (parts.size() >= 2 && Math.abs(parts.get(0) - parts.get(1)) > 0.05) {
        boolean sure =
            parts.size() == 2
                && Math.max(parts.get(0), parts.get(1)) > CROSSED
                && Math.min(parts.get(0), parts.get(1)) < EMPTY
                && follows(ligne, "OUI", cadre.x + boites.get(0).x)
                && follows(ligne, "NON", cadre.x + boites.get(1).x);
        return Champ.booleen(parts.get(0) > parts.get(1), sure ? SURE : LIKELY);
      }
    }
    return Champ.illisible(null, 0);
  }

  /** Whether the last word before this place is this one. */
  private static boolean follows(Line ligne, String mot, int x) {
    return ligne.mots().stream()
        .filter(m -> m.centreX() < x && !Texts.normal(m.texte()).isBlank())
        .reduce((a, b) -> b)
        .filter(m -> Texts.normal(m.texte()).equals(mot))
        .isPresent();
  }
}
