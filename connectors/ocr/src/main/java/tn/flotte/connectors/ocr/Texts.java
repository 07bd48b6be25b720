package tn.flotte.connectors.ocr;

import java.text.Normalizer;
import java.util.Locale;

/** Comparing texts as people do: without accents, case or punctuation. */
final class Texts {
  private Texts() {}

  /** Upper case, no accents, everything but letters and digits as one space. */
  static String normal(String t) {
    return Normalizer.normalize(t.replace("Œ", "OE").replace("œ", "oe"), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toUpperCase(Locale.ROOT)
        .replaceAll("[^A-Z0-9]+", " ")
        .strip();
  }

  /** Edits (insert, drop, replace) between two texts. */
  static int distance(String a, String b) {
    int[] avant = new int[b.length() + 1];
    int[] ligne = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      avant[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      ligne[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = avant[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        ligne[j] = Math.min(change, Math.min(avant[j], ligne[j - 1]) + 1);
      }
      int[] echange = avant;
      avant = ligne;
      ligne = echange;
    }
    return avant[b.length()];
  }

  /** From 0 (nothing in common) to 1 (equal), on the characters as they are. */
  static double similarity(String a, String b) {
    int longest = Math.max(a.length(), b.length());
    return longest == 0 ? 1 : 1 - (double) distance(a, b) / longest;
  }
}
