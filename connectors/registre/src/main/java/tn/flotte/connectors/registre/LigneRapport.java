package tn.flotte.connectors.registre;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One report, as a row of the register. Amounts are TND.
 *
 * @param cle names the report and no other
 * @param recuLe the day it arrived
 * @param genre what kind of report it is, as PASS spells it
 * @param montant what the damage comes to, taxes included
 * @param fichier the file's name, as the expert gave it; hostile
 */
public record LigneRapport(
    String cle,
    LocalDate recuLe,
    String declaration,
    String dossier,
    String numeroOm,
    String expert,
    String immatriculation,
    String vehicule,
    String genre,
    LocalDate dateRapport,
    BigDecimal montant,
    BigDecimal honoraires,
    boolean epave,
    String fichier) {
  public LigneRapport {
    if (cle.isBlank()) {
      throw new IllegalArgumentException("A row of the register needs its key.");
    }
  }
}
