package tn.flotte.bots.ouverture;

import java.util.Set;

/**
 * Something that is noted on the file and does not stop the opening, unless the rules say so.
 *
 * @param code its name in the rules
 * @param texte one sentence in French
 */
record Remarque(String code, String texte) {
  static final String DECLARATION_TARDIVE = "declaration_tardive";
  static final String SIGNATURE_MANQUANTE = "signature_manquante";
  static final String BLESSES = "blesses";
  static final String DEGATS_AUTRES = "degats_autres";
  static final String PLAFOND_CONVENTION = "plafond_convention";
  static final String PREUVE_MANQUANTE = "preuve_manquante";
  static final String RESPONSABILITE = "responsabilite";
  static final String COMPAGNIE_HORS_CONVENTION = "compagnie_hors_convention";
  static final String DIFFERENCE = "difference";
  static final String NUMERO = "numero";
  static final String MISSION = "mission";
  static final String PIECE = "piece";
  static final String DOUTE = "doute";

  static final Set<String> CODES =
      Set.of(
          DECLARATION_TARDIVE,
          SIGNATURE_MANQUANTE,
          BLESSES,
          DEGATS_AUTRES,
          PLAFOND_CONVENTION,
          PREUVE_MANQUANTE,
          RESPONSABILITE,
          COMPAGNIE_HORS_CONVENTION,
          DIFFERENCE,
          NUMERO,
          MISSION,
          PIECE,
          DOUTE);
}
