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
 * @param dossier PASS's number of a dossier in free text
 * @param om what a complete OM number looks like
 * @param immatriculations plates in free text, a format each kind
 */
record Formats(Format declaration, Format dossier, Pattern om, List<Format> immatriculations) {
  /** How dossiers are numbered in rules that were saved before they said it. */
  static final Format DOSSIER_USUEL = dossierUsuel();

  Formats {
    immatriculations = List.copyOf(immatriculations);
  }

  private static Format dossierUsuel() {
    String expression =
        "(?i)(?<![A-Z0-9])S[ .]{0,2}([0-9]{2})[ ./_–-]{0,3}([0-9]{3})[ ./_–-]{0,3}([0-9]{5})(?![0-9])";
    return new Format(
        Pattern.compile(expression), new Ecriture(expression, "S$1-$2-$3", "S26-027-00045"));
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
