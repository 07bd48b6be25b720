package tn.flotte.connectors.ocr;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field as it was read.
 *
 * @param valeur canonical text: {@code 2026-05-01}, {@code 18:05}, {@code 123 TU 4567}, {@code
 *     1250.500}, {@code true}, {@code false}; empty when the field was left empty on paper; for
 *     boxes the crossed numbers joined by commas; null when it could not be read
 * @param confiance from 0 to 1; at most one value in two hundred of those with 0.95 or more is
 *     wrong
 * @param brut the raw reading, kept for comparison with the record even when {@code valeur} is null
 * @param cases the crossed boxes, null for a field that is no list of boxes
 */
public record Champ(
    @Nullable String valeur,
    double confiance,
    @Nullable String brut,
    @Nullable List<Integer> cases) {

  public Champ {
    if (confiance < 0 || confiance > 1) {
      throw new IllegalArgumentException("confidence out of range: " + confiance);
    }
    cases = cases == null ? null : List.copyOf(cases);
  }

  static Champ texte(String valeur, double confiance, String brut) {
    return new Champ(valeur, confiance, brut, null);
  }

  static Champ illisible(@Nullable String brut, double confiance) {
    return new Champ(null, confiance, brut, null);
  }

  static Champ vide(double confiance) {
    return new Champ("", confiance, "", null);
  }

  static Champ booleen(boolean valeur, double confiance) {
    return new Champ(Boolean.toString(valeur), confiance, null, null);
  }

  static Champ cases(List<Integer> cases, double confiance) {
    String valeur = String.join(",", cases.stream().map(String::valueOf).toList());
    return new Champ(valeur, confiance, null, cases);
  }

  /** Whether a value is claimed, be it the emptiness of the field. */
  @JsonIgnore
  public boolean isLu() {
    return valeur != null;
  }

  /** Whether the value is sure enough to stand against what another system says. */
  @JsonIgnore
  public boolean isSur() {
    return valeur != null && confiance >= SUR;
  }

  /** The confidence from which a value is called sure. */
  public static final double SUR = 0.95;

  Champ capped(double plafond) {
    return confiance <= plafond ? this : new Champ(valeur, plafond, brut, cases);
  }
}
