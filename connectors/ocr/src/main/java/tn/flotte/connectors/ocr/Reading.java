package tn.flotte.connectors.ocr;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The raw reading of a zone.
 *
 * @param texte as read, lines and words joined by spaces
 * @param confiance of the least sure word, 0 to 1
 * @param encre whether there is any ink at all
 * @param natif taken from a text layer, not recognised from a picture
 * @param accord whether no reading of a differently prepared picture said something else
 * @param inegalite how unlike in height figures and capitals are, as a part of it; NaN if unknown
 * @param chiffres what the reader of written figures made of the same line, null if it was not
 *     asked or could make nothing of it
 */
record Reading(
    String texte,
    double confiance,
    boolean encre,
    boolean natif,
    boolean accord,
    double inegalite,
    HandFigures.@Nullable Guess chiffres) {
  static final Reading EMPTY = new Reading("", 1, false, false, true, Double.NaN, null);

  static Reading natif(List<Mot> mots) {
    return new Reading(joined(mots), 1, true, true, true, Double.NaN, null);
  }

  static Reading of(List<Mot> mots) {
    double confiance = mots.stream().mapToDouble(Mot::confiance).min().orElse(0);
    return new Reading(joined(mots), confiance, true, false, true, Double.NaN, null);
  }

  private static String joined(List<Mot> mots) {
    return mots.stream().map(Mot::texte).collect(Collectors.joining(" "));
  }

  Reading agreed(double confianceAutre) {
    return new Reading(
        texte, Math.max(confiance, confianceAutre), encre, natif, true, inegalite, chiffres);
  }

  /** Another reading said something else. */
  Reading contested() {
    return new Reading(texte, confiance, encre, natif, false, inegalite, chiffres);
  }

  Reading doubted(double plafond) {
    return new Reading(
        texte, Math.min(confiance, plafond), encre, natif, accord, inegalite, chiffres);
  }

  Reading uneven(double valeur) {
    return new Reading(texte, confiance, encre, natif, accord, valeur, chiffres);
  }

  /** What the other reader says of the same line. */
  Reading beside(Optional<HandFigures.Guess> autre) {
    return new Reading(texte, confiance, encre, natif, accord, inegalite, autre.orElse(null));
  }

  /** A part of what was read. */
  Reading saying(String partie) {
    return new Reading(partie, confiance, encre, natif, accord, inegalite, null);
  }

  /** Two lines of one zone. */
  Reading then(Reading suite) {
    if (!suite.encre) {
      return this;
    }
    if (!encre) {
      return suite;
    }
    return new Reading(
        (texte + " " + suite.texte).strip(),
        Math.min(confiance, suite.confiance),
        true,
        natif && suite.natif,
        accord && suite.accord,
        inegalite,
        null);
  }
}
