package tn.flotte.demo;

import java.util.Locale;

/** The outcomes a mail may have. */
enum Issue {
  DOSSIER_OUVERT("dossiers ouverts"),
  REGULARISATION_DEMANDEE("régularisations demandées"),
  A_VERIFIER("à vérifier"),
  DOUBLON("doublons"),
  IGNORE("ignorés"),
  QUARANTAINE("en quarantaine"),
  RAPPORT_EXPERTISE("rapports d'expertise"),
  REJETE("rejetés"),
  ECHEC("échecs"),
  /** A word that the contract doesn't know: it never balances. */
  INCONNUE("issues inconnues");

  private final String plural;

  Issue(String plural) {
    this.plural = plural;
  }

  static Issue of(String word) {
    for (Issue issue : values()) {
      if (issue.name().toLowerCase(Locale.ROOT).equals(word)) {
        return issue;
      }
    }
    return INCONNUE;
  }

  String plural() {
    return plural;
  }
}
