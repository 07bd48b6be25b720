package tn.flotte.bots.ouverture;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sender typed beside the number that helps to name the claim: plates, the accident's
 * date, words. The quoted thread gives none.
 *
 * @param immatriculations canonical plates of subject, text and file names
 * @param dates dates said to be the accident's
 * @param mots all words of subject and text, in capitals, without accents, between single spaces
 */
record Indices(Set<String> immatriculations, Set<LocalDate> dates, String mots) {
  private static final Logger LOG = LoggerFactory.getLogger(Indices.class);

  static final Indices AUCUN = new Indices(Set.of(), Set.of(), " ");

  private static final Pattern DATE =
      Pattern.compile(
          "(?:sinistre|accident|survenu)[^\\n]{0,60}?\\b(?:du|le)\\s{1,3}(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})\\b",
          Pattern.CASE_INSENSITIVE);

  Indices {
    immatriculations = Set.copyOf(immatriculations);
    dates = Set.copyOf(dates);
  }

  static Indices chercher(Courrier courrier, Formats formats) {
    Set<String> plates = new LinkedHashSet<>();
    Set<LocalDate> dates = new LinkedHashSet<>();
    List<String> texts = List.of(courrier.sujet(), courrier.texte());
    for (String text : texts) {
      plates(text, formats, plates);
      dates(sansAccents(text), dates);
    }
    courrier.utiles().forEach(j -> plates(j.nom(), formats, plates));
    return new Indices(plates, dates, mots(String.join(" ", texts)));
  }

  /** Whether the sender named this person. */
  boolean nomme(String nom) {
    String words = mots(nom);
    return !words.isBlank() && mots.contains(words);
  }

  private static void plates(String text, Formats formats, Set<String> found) {
    for (Formats.Format format : formats.immatriculations()) {
      Matcher plate = format.matcher(text);
      while (plate.find()) {
        found.add(format.canonique(plate));
      }
    }
  }

  private static void dates(String text, Set<LocalDate> found) {
    Matcher matcher = DATE.matcher(text);
    while (matcher.find()) {
      int year = Integer.parseInt(matcher.group(3));
      try {
        found.add(
            LocalDate.of(
                year < 100 ? 2000 + year : year,
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(1))));
      } catch (DateTimeException impossible) {
        // 31/02 is no date: the sender mistyped, and it helps nobody.
        LOG.debug("A date in a mail is impossible and is not used: {}", impossible.getMessage());
      }
    }
  }

  static String sansAccents(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }

  static String mots(String text) {
    return " "
        + sansAccents(text).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", " ").strip()
        + " ";
  }
}
