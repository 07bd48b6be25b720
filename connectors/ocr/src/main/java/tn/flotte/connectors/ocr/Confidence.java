package tn.flotte.connectors.ocr;

import java.util.Optional;

/** Turns a raw reading into a field whose confidence means what it says. */
final class Confidence {
  /** Tesseract's confidence from which a typed, well-formed value was never seen wrong. */
  private static final double PROOF = 0.88;

  /** The same for words: small print makes Mejri into Meiri at up to 0.94, read twice alike. */
  private static final double PROOF_WORDS = 0.95;

  private Confidence() {}

  static Champ champ(Nature nature, Reading lu, Ecriture ecriture) {
    if (!lu.encre()) {
      return Champ.vide(0.9);
    }
    Optional<String> valeur = nature.canonical(lu.texte());
    if (lu.natif()) {
      return valeur
          .map(v -> Champ.texte(v, 0.99, lu.texte()))
          .orElse(Champ.texte(lu.texte(), 0.9, lu.texte()));
    }
    HandFigures.Guess autre = ecriture == Ecriture.IMPRIME ? null : lu.chiffres();
    if (autre != null) {
      return written(valeur, lu, autre);
    }
    if (Nature.clean(lu.texte()).isEmpty()) {
      return Champ.illisible(lu.texte(), 0);
    }
    double c = lu.confiance();
    if (valeur.isEmpty()) {
      return Champ.texte(Nature.clean(lu.texte()), Math.min(0.5, c * 0.6), lu.texte());
    }
    if (ecriture != Ecriture.IMPRIME) {
      return Champ.texte(valeur.get(), Math.min(0.8, c * 0.8), lu.texte());
    }
    return Champ.texte(valeur.get(), printed(nature, lu), lu.texte());
  }

  /** Two readers that know nothing of each other looked at written figures. */
  private static Champ written(Optional<String> valeur, Reading lu, HandFigures.Guess autre) {
    if (valeur.filter(autre.texte()::equals).isPresent()) {
      return Champ.texte(autre.texte(), 0.8 + 0.1 * autre.part(), lu.texte());
    }
    if (valeur.isPresent() && lu.confiance() > autre.part()) {
      return Champ.texte(valeur.get(), 0.5 * lu.confiance(), lu.texte());
    }
    return Champ.texte(autre.texte(), 0.7 * autre.part(), lu.texte());
  }

  private static double printed(Nature nature, Reading lu) {
    double c = lu.confiance();
    if (!lu.accord()) {
      return Math.min(0.85, c);
    }
    if (nature.isStrict()) {
      return c >= PROOF ? 0.98 : Math.min(0.93, c);
    }
    return c >= PROOF_WORDS ? 0.97 : Math.min(0.93, c);
  }
}
