package tn.flotte.bots.ouverture;

import java.util.Arrays;

/**
 * What is wrong with a file that can't be read, as far as the sender can do something about it. The
 * reader gives its reason in words, which are kept; what to do is told by how they begin.
 */
enum Defaut {
  VIDE("", "fichier vide"),
  PROTEGE("", "protégé"),
  ABIME("", "fichier abîmé|page abîmée|fichier sans page"),
  TROP(
      "",
      "fichier trop lourd|fichier de trop de pages|image démesurée|contenu démesuré|la lecture de ce fichier a été arrêtée"),
  TROP_PETIT("", "image trop petite|résolution trop faible"),
  FLOU("image ", "floue|trop sombre|trop pâle"),
  COUPE("page ", "coupée|incomplète"),
  FORMAT("", "format de fichier"),
  /** The reader's words already say what to do. */
  DIT("", "format HEIC|la lecture de ce fichier a échoué"),
  AUTRE("", "");

  private final String sujet;
  private final String debuts;

  /** {@code debuts}: how the reader's words begin, separated by bars. */
  Defaut(String sujet, String debuts) {
    this.sujet = sujet;
    this.debuts = debuts;
  }

  static Defaut de(String motif) {
    return Arrays.stream(values())
        .filter(d -> Arrays.stream(d.debuts.split("\\|")).anyMatch(motif::startsWith))
        .findFirst()
        .orElse(AUTRE);
  }

  /** The reason with the thing it speaks of, such as {@code page coupée en bas}. */
  String dit(String motif) {
    return sujet + motif;
  }
}
