package tn.flotte.demo;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * A figure that reading must reach.
 *
 * @param plancher whether it must be at least, not at most, {@code vise}
 * @param compte how many cases it rests on
 */
record Exigence(
    String nom, double valeur, double vise, boolean plancher, String unite, int compte) {

  static Exigence auMoins(String nom, double valeur, double vise, String unite, int compte) {
    return new Exigence(nom, valeur, vise, true, unite, compte);
  }

  static Exigence auPlus(String nom, double valeur, double vise, String unite, int compte) {
    return new Exigence(nom, valeur, vise, false, unite, compte);
  }

  boolean isAtteinte() {
    return plancher ? valeur >= vise : valeur <= vise;
  }

  /** One line of the table; without cases there is nothing to say. */
  String line() {
    return String.format(
        Locale.FRENCH,
        "%-62s %9.3f %-2s  %s %-6s %6d cas   %s",
        nom,
        valeur,
        unite,
        plancher ? "≥" : "≤",
        new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.FRENCH)).format(vise),
        compte,
        compte == 0 ? "sans objet" : isAtteinte() ? "atteint" : "MANQUÉ");
  }
}
