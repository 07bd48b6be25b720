package tn.flotte.bots.ouverture;

import java.util.Set;

/**
 * Something about a declaration that asks for a second look. It accuses nobody: most have an
 * innocent reason, which a person sees at once.
 *
 * @param code its name in the rules
 * @param points what it counts for
 * @param texte one neutral sentence in French, the same at every attempt
 */
record Signe(String code, int points, String texte) {
  static final String DECLARATION_TARDIVE = "declaration_tardive";
  static final String CONTRAT_RECENT = "contrat_recent";
  static final String VEHICULE_ASSURE = "vehicule_assure";
  static final String VEHICULE_ADVERSE = "vehicule_adverse";
  static final String PIECE_REUTILISEE = "piece_reutilisee";
  static final String CONSTAT_INCOHERENT = "constat_incoherent";
  static final String DATES = "dates";

  static final Set<String> CODES =
      Set.of(
          DECLARATION_TARDIVE,
          CONTRAT_RECENT,
          VEHICULE_ASSURE,
          VEHICULE_ADVERSE,
          PIECE_REUTILISEE,
          CONSTAT_INCOHERENT,
          DATES);

  /** Its kind in a few words. */
  String libelle() {
    return switch (code) {
      case DECLARATION_TARDIVE -> "déclaration tardive";
      case CONTRAT_RECENT -> "contrat récent";
      case VEHICULE_ASSURE -> "véhicule assuré déjà vu";
      case VEHICULE_ADVERSE -> "véhicule adverse déjà vu";
      case PIECE_REUTILISEE -> "pièce déjà vue";
      case CONSTAT_INCOHERENT -> "constat incohérent";
      case DATES -> "dates incohérentes";
      default -> code;
    };
  }
}
