package tn.flotte.bots.ouverture;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the company writes its identifiers. The real formats are the company's own, so each is a
 * setting.
 *
 * @param declaration finds a declaration number in free text, tolerant of separators and case; its
 *     groups feed {@code canonique}
 * @param canonique the canonical writing, with {@code $1}… for the groups
 * @param om what a complete OM number looks like
 * @param immatriculationTu finds a plate of the normal series in free text: groups series, number
 * @param immatriculationRs finds a plate of the suspensive regime in free text: group number
 */
record Formats(
    Pattern declaration,
    String canonique,
    Pattern om,
    Pattern immatriculationTu,
    Pattern immatriculationRs) {
  /** The canonical writing of a number that the declaration pattern found. */
  String canonique(Matcher found) {
    StringBuilder canonical = new StringBuilder();
    for (int i = 0; i < canonique.length(); i++) {
      char c = canonique.charAt(i);
      if (c == '$' && i + 1 < canonique.length() && Character.isDigit(canonique.charAt(i + 1))) {
        canonical.append(found.group(canonique.charAt(++i) - '0'));
      } else {
        canonical.append(c);
      }
    }
    return canonical.toString().toUpperCase(Locale.ROOT);
  }
}
