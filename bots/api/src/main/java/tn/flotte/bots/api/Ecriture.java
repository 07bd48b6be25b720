package tn.flotte.bots.api;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the company writes an identifier.
 *
 * @param expression a regular expression that finds it, tolerant of separators and case
 * @param modele the canonical writing, {@code $1} to {@code $9} for the expression's groups
 * @param exemple one as PASS writes it
 */
public record Ecriture(String expression, String modele, String exemple) {
  /** The canonical writing of what the whole of this text is; empty when it is something else. */
  public Optional<String> canonique(String typed) {
    Matcher whole = Pattern.compile(expression).matcher(typed);
    return whole.matches() ? Optional.of(canonique(whole)) : Optional.empty();
  }

  /** The canonical writing of what the expression found. */
  public String canonique(Matcher found) {
    StringBuilder canonical = new StringBuilder();
    for (int i = 0; i < modele.length(); i++) {
      char c = modele.charAt(i);
      if (c == '$' && i + 1 < modele.length() && Character.isDigit(modele.charAt(i + 1))) {
        canonical.append(found.group(modele.charAt(++i) - '0'));
      } else {
        canonical.append(c);
      }
    }
    return canonical.toString().toUpperCase(Locale.ROOT);
  }
}
