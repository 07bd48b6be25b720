package tn.flotte.bots.ouverture;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tn.flotte.bots.api.Ecriture;

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
    return immatriculations.stream().anyMatch(format -> format.ecrit(value));
  }

  /** One identifier; {@code expression} is that of {@code ecriture}. */
  record Format(Pattern expression, Ecriture ecriture) {
    Matcher matcher(String text) {
      return expression.matcher(text);
    }

    String canonique(Matcher found) {
      return ecriture.canonique(found);
    }

    /** Whether this is one as PASS writes it. */
    boolean ecrit(String value) {
      Matcher whole = matcher(value);
      return whole.matches() && canonique(whole).equals(value);
    }
  }
}
