package tn.flotte.demo;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of fields in the form in which they are compared, and as a page of text may hold them. */
final class Valeur {
  private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern PLAQUE = Pattern.compile("(\\d{1,3})(?:TU|TUN|TUNIS)(\\d{1,4})");

  private Valeur() {}

  /** Upper case, no accents, single spaces; plates as {@code 123 TU 4567}. */
  static String normal(String champ, String valeur) {
    String s =
        Normalizer.normalize(valeur.replace("œ", "oe").replace("Œ", "OE"), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toUpperCase(Locale.ROOT)
            .replace('’', '\'')
            .replaceAll("\\s+", " ")
            .strip();
    if (champ.contains("immatriculation")) {
      Matcher m = PLAQUE.matcher(s.replaceAll("[^0-9A-Z]", ""));
      return m.matches() ? Integer.parseInt(m.group(1)) + " TU " + Integer.parseInt(m.group(2)) : s;
    }
    return s;
  }

  /** Whether a page's text holds the value in any usual notation, whatever stands around it. */
  static boolean isIn(String texte, String valeur) {
    String partout = compact(texte);
    return notations(valeur).stream().anyMatch(n -> partout.contains(compact(n)));
  }

  private static List<String> notations(String valeur) {
    Matcher m = ISO.matcher(valeur);
    if (!m.matches()) {
      return List.of(valeur);
    }
    String jour = m.group(3);
    String mois = m.group(2);
    String an = m.group(1);
    int j = Integer.parseInt(jour);
    int mo = Integer.parseInt(mois);
    return List.of(jour + mois + an, jour + mois + an.substring(2), "" + j + mo + an.substring(2));
  }

  private static String compact(String t) {
    return normal("", t).replaceAll("[^0-9A-Z]", "");
  }

  /** One figure of it changed, as a slip of the keyboard does; itself if it has none. */
  static String mistyped(String valeur, Random random) {
    int[] chiffres =
        java.util.stream.IntStream.range(0, valeur.length())
            .filter(i -> Character.isDigit(valeur.charAt(i)))
            .toArray();
    if (chiffres.length == 0) {
      return valeur;
    }
    int at = chiffres[random.nextInt(chiffres.length)];
    int autre = (valeur.charAt(at) - '0' + 1 + random.nextInt(9)) % 10;
    return valeur.substring(0, at) + autre + valeur.substring(at + 1);
  }

  /** Share of the characters that are right, by edit distance. */
  static double likeness(String a, String b) {
    int longest = Math.max(a.length(), b.length());
    if (longest == 0) {
      return 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int kept = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(kept, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return 1 - (double) row[b.length()] / longest;
  }
}
