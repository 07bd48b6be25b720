package tn.flotte.bots.ouverture;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the company writes its identifiers; the real formats are the company's own, so they stand in
 * the rules.
 *
 * @param declaration a declaration number in free text
 * @param om what a complete OM number looks like
 * @param immatriculations plates in free text, a format each kind
 */
record Formats(Format declaration, Pattern om, List<Format> immatriculations) {
  Formats {
    immatriculations = List.copyOf(immatriculations);
  }

  /** Whether this is a plate as PASS writes it. */
  boolean immatriculation(String value) {
    return immatriculations.stream()
        .anyMatch(
            format -> {
              Matcher whole = format.matcher(value);
              return whole.matches() && format.canonique(whole).equals(value);
            });
  }

  /**
   * One identifier.
   *
   * @param expression finds it, tolerant of separators and case
   * @param ecriture the canonical writing, {@code $1}… for the expression's groups
   */
  record Format(Pattern expression, String ecriture) {
    Matcher matcher(String text) {
      return expression.matcher(text);
    }

    /** The canonical writing of what the expression found. */
    String canonique(Matcher found) {
      StringBuilder canonical = new StringBuilder();
      for (int i = 0; i < ecriture.length(); i++) {
        char c = ecriture.charAt(i);
        if (c == '$' && i + 1 < ecriture.length() && Character.isDigit(ecriture.charAt(i + 1))) {
          canonical.append(found.group(ecriture.charAt(++i) - '0'));
        } else {
          canonical.append(c);
        }
      }
      return canonical.toString().toUpperCase(Locale.ROOT);
    }
  }
}
