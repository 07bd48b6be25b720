package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds a label's words on a line, forgiving what reading got wrong in them. */
final class Labels {
  private Labels() {}

  /**
   * A label on a line.
   *
   * @param de index of its first word
   * @param a index after its last word
   * @param faute edits against the label's text
   */
  record Hit(int de, int a, int faute, int longueur) {
    /** Long labels and good spelling count. */
    int weight() {
      return longueur - 3 * faute;
    }
  }

  /** Every place on the line where one of the labels stands, longest label first. */
  static List<Hit> find(Line ligne, List<String> libelles) {
    List<Hit> hits = new ArrayList<>();
    int n = ligne.mots().size();
    for (String libelle : libelles) {
      String voulu = Texts.normal(libelle).replace(" ", "");
      for (int de = 0; de < n; de++) {
        StringBuilder lu = new StringBuilder();
        // A rule or a box read as signs is no part of a label.
        if (letters(ligne, de).isEmpty()) {
          continue;
        }
        for (int a = de; a < Math.min(n, de + 9); a++) {
          lu.append(letters(ligne, a));
          if (lu.length() > voulu.length() + 3) {
            break;
          }
          int faute = Texts.distance(lu.toString(), voulu);
          if (faute <= tolerance(voulu)) {
            hits.add(new Hit(de, a + 1, faute, voulu.length()));
          }
        }
      }
    }
    hits.sort(Comparator.comparingInt(Hit::weight).reversed().thenComparingInt(Hit::de));
    return hits;
  }

  private static String letters(Line ligne, int mot) {
    return Texts.normal(ligne.mots().get(mot).texte()).replace(" ", "");
  }

  private static int tolerance(String voulu) {
    return voulu.length() < 4 ? 0 : voulu.length() < 8 ? 1 : voulu.length() / 5;
  }
}
