package tn.flotte.pass;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
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

  /**
   * An expert's mission, from the paper order, and what the expert has reported on it since.
   *
   * @param dateMission when the expert took the order
   * @param rapports oldest first; null in records of before the report, which then hold none
   */
  record Mission(
      String numeroDossier,
      String numeroOm,
      String expert,
      String dateMission,
      String lieuVisite,
      String statut,
      String compte,
      String creeLe,
      @Nullable List<Rapport> rapports)
      implements Entry {

    static final String ENREGISTREE = "ENREGISTREE";
    static final String ANNULEE = "ANNULEE";

    /** Its preliminary report has come, the final one has not. */
    static final String PRELIMINAIRE = "PRELIMINAIRE";

    static final String COMPLETEE = "COMPLETEE";

    public Mission {
      rapports = rapports == null ? List.of() : List.copyOf(rapports);
    }

    List<Rapport> reports() {
      return rapports == null ? List.of() : rapports;
    }

    /** Whether a report may still come. */
    boolean open() {
      return statut.equals(ENREGISTREE) || statut.equals(PRELIMINAIRE);
    }

    Mission cancelled() {
      return with(ANNULEE, reports());
    }

    /** A final report completes it; a preliminary one leaves it open. */
    Mission reported(Rapport rapport) {
      return with(
          rapport.genre().equals(Rapport.DEFINITIF) ? COMPLETEE : PRELIMINAIRE,
          Stream.concat(reports().stream(), Stream.of(rapport)).toList());
    }

    private Mission with(String statut, List<Rapport> rapports) {
      return new Mission(
          numeroDossier,
          numeroOm,
          expert,
          dateMission,
          lieuVisite,
          statut,
          compte,
          creeLe,
          rapports);
    }
  }

  /** What the cell enters of an expert's report; amounts TND. */
  record Rapport(
      String genre,
      String dateRapport,
      String reference,
      BigDecimal honoraires,
      BigDecimal montantDegats,
      boolean epave,
      String compte,
      String le)
      implements Entry {

    static final String PRELIMINAIRE = "PRELIMINAIRE";
    static final String DEFINITIF = "DEFINITIF";
    static final List<String> GENRES = List.of(PRELIMINAIRE, DEFINITIF);
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
