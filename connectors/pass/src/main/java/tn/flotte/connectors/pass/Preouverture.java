package tn.flotte.connectors.pass;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What PASS holds of a pre-declaration, as its screen shows it, in canonical form. Text that PASS
 * leaves empty is {@code ""}.
 *
 * @param nature MATERIEL, VOL or INCENDIE
 * @param mode IDA, HIDA or DOMMAGE
 * @param heure {@code HH:MM}
 * @param immatriculationAssure {@code 123 TU 4567} or {@code RS 123456}
 * @param responsabilite share of the insured, in percent
 * @param estimation TND, three decimals
 * @param etat what PASS says of it, such as {@code EN ATTENTE} or {@code VALIDEE}, in capitals
 * @param effet from when the contract holds; null when PASS shows no such day
 * @param echeance until when it holds; null when PASS shows no such day
 * @param dossiers the dossiers that PASS shows as already opened for it
 */
public record Preouverture(
    NumeroDeclaration numero,
    String agence,
    String police,
    String assureNom,
    String assurePrenom,
    String nature,
    String mode,
    LocalDate dateAccident,
    String heure,
    String lieu,
    LocalDate dateDeclaration,
    String immatriculationAssure,
    String immatriculationAdverse,
    String compagnieAdverse,
    String policeAdverse,
    int responsabilite,
    BigDecimal estimation,
    List<Integer> circonstances,
    boolean gestionGa,
    String etat,
    @Nullable LocalDate effet,
    @Nullable LocalDate echeance,
    List<NumeroDossier> dossiers) {
  public Preouverture {
    circonstances = List.copyOf(circonstances);
    dossiers = List.copyOf(dossiers);
  }

  /** Whether PASS shows it as validated, so that a dossier may be opened. */
  public boolean validee() {
    return etat.startsWith("VALID");
  }
}
