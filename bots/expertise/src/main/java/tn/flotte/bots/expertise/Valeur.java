package tn.flotte.bots.expertise;

import org.jspecify.annotations.Nullable;

/**
 * A value as it was read from the report.
 *
 * @param valeur canonical, or null when it couldn't be read
 * @param confiance from 0 to 1, calibrated
 * @param brut the raw reading, to be shown
 */
record Valeur(@Nullable String valeur, double confiance, @Nullable String brut) {
  /** The value, or failing that the raw reading; empty when there is neither. */
  String texte() {
    if (valeur != null) {
      return valeur;
    }
    return brut == null ? "" : brut;
  }
}
