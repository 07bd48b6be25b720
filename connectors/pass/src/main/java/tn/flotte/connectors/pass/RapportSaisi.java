package tn.flotte.connectors.pass;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What PASS holds of an expert's report on a mission (annex A, "compléter la mission"). Amounts are
 * TND, three decimals.
 *
 * @param reference what the cell calls the report, at most 20 characters
 * @param honoraires the expert's fee
 * @param montant what the damage comes to
 */
public record RapportSaisi(
    GenreRapport genre,
    LocalDate date,
    String reference,
    BigDecimal honoraires,
    BigDecimal montant,
    boolean epave) {
  public RapportSaisi {
    if (reference.isBlank() || reference.length() > 20) {
      throw new IllegalArgumentException("Not a reference PASS takes: \"" + reference + "\"");
    }
    honoraires = honoraires.setScale(3, RoundingMode.UNNECESSARY);
    montant = montant.setScale(3, RoundingMode.UNNECESSARY);
  }
}
