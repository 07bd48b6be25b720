package tn.flotte.pass;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The lines that work in PASS leaves behind. Times are ISO with offset, amounts TND. */
sealed interface Entry {

  /** An opened claim file. */
  record Dossier(
      String numeroDossier,
      String numeroDeclaration,
      String noeud,
      String nature,
      String mode,
      BigDecimal reserve,
      boolean gestionGa,
      String compte,
      String creeLe)
      implements Entry {}

  /** An expert's mission, from the paper order. */
  record Mission(
      String numeroDossier,
      String numeroOm,
      String expert,
      String dateMission,
      String lieuVisite,
      String statut,
      String compte,
      String creeLe)
      implements Entry {

    static final String ENREGISTREE = "ENREGISTREE";
    static final String ANNULEE = "ANNULEE";

    Mission cancelled() {
      return new Mission(
          numeroDossier, numeroOm, expert, dateMission, lieuVisite, ANNULEE, compte, creeLe);
    }
  }

  /** A letter to the adverse company. */
  record Lettre(
      String numeroDossier,
      String genre,
      String destinataire,
      String objet,
      String texte,
      String compte,
      String creeLe)
      implements Entry {}

  /** One corrected field, both values canonical. */
  record Correction(
      String numeroDeclaration,
      String champ,
      @Nullable Object avant,
      @Nullable Object apres,
      String compte,
      String le)
      implements Entry {}

  /** A validated préouverture. */
  record Validation(String numeroDeclaration, String compte, String le) implements Entry {}

  /** A remark appended to a dossier. */
  record Observation(String numeroDossier, String texte, String compte, String le)
      implements Entry {}
}
