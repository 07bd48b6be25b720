package tn.flotte.demo;

import java.util.Locale;

/** The outcomes a mail may have. */
enum Issue {
  DOSSIER_OUVERT("dossier ouvert", "dossiers ouverts"),
  REGULARISATION_DEMANDEE("régularisation demandée", "régularisations demandées"),
  A_VERIFIER("à vérifier", "à vérifier"),
  DOUBLON("doublon", "doublons"),
  IGNORE("ignoré", "ignorés"),
  QUARANTAINE("en quarantaine", "en quarantaine"),
  RAPPORT_EXPERTISE("rapport d'expertise", "rapports d'expertise"),
  REJETE("rejeté", "rejetés"),
  ECHEC("échec", "échecs"),
  /** A word that the contract doesn't know: it never balances. */
  INCONNUE("issue inconnue", "issues inconnues");

  private final String one;
  private final String many;

  Issue(String one, String many) {
    this.one = one;
    this.many = many;
  }

  static Issue of(String word) {
    for (Issue issue : values()) {
      if (issue.name().toLowerCase(Locale.ROOT).equals(word)) {
        return issue;
      }
    }
    return INCONNUE;
  }

  /** Such as {@code 2 doublons}. */
  String counted(int count) {
    return Nombre.de(count, one, many);
  }
}
