package tn.flotte.bots.ouverture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.connectors.pass.GenreLettre;
import tn.flotte.connectors.pass.Preouverture;

/**
 * Where and how a dossier is opened (annex A step 10): nœud, reserve, letter.
 *
 * @param noeud an agency's code, or head office's node
 * @param reserve TND with three decimals, from the barème
 * @param lettre the letter to the adverse company, or null when the mode has none
 */
record Orientation(String noeud, BigDecimal reserve, @Nullable GenreLettre lettre) {
  Orientation {
    reserve = reserve.setScale(3, RoundingMode.HALF_UP);
  }

  /** Empty when the barème has no reserve for this nature and mode: a person decides. */
  static Optional<Orientation> de(Preouverture preouverture, Regles regles) {
    return Optional.ofNullable(
            regles.bareme().getOrDefault(preouverture.nature(), Map.of()).get(preouverture.mode()))
        .map(
            reserve ->
                new Orientation(
                    noeud(preouverture, regles),
                    reserve,
                    regles.lettres().get(preouverture.mode())));
  }

  /**
   * IDA stays with the intermediary; DOMMAGE and HIDA too, up to the ceiling (included), and go to
   * head office above.
   */
  static String noeud(Preouverture preouverture, Regles regles) {
    Regles.Orientation rule = regles.noeud();
    boolean agence =
        rule.modesSansPlafond().contains(preouverture.mode())
            || preouverture.estimation().compareTo(rule.plafond()) <= 0;
    return agence ? preouverture.agence() : rule.siege();
  }
}
