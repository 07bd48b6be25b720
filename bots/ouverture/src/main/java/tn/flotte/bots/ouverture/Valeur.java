package tn.flotte.bots.ouverture;

import org.jspecify.annotations.Nullable;

/**
 * A value as it was read from a piece.
 *
 * @param valeur canonical: dates {@code yyyy-mm-dd}, plates {@code 123 TU 4567}, ticks joined by
 *     commas, yes/no as {@code true}/{@code false}; empty when the field was left empty on paper;
 *     null when it couldn't be read surely enough to be claimed
 * @param confiance from 0 to 1, calibrated
 * @param brut the raw reading, which guides even when no value is claimed
 */
record Valeur(@Nullable String valeur, double confiance, @Nullable String brut) {
  Valeur {
    if (!(confiance >= 0 && confiance <= 1)) {
      throw new IllegalArgumentException(
          "A confidence lies between 0 and 1, not at " + confiance + ".");
    }
  }

  /** The value, or failing that the raw reading; empty when there is neither. */
  String texte() {
    if (valeur != null) {
      return valeur;
    }
    return brut == null ? "" : brut;
  }
}
