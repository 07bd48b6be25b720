package tn.flotte.bots.ouverture;

/** The outcomes of a mail, as lists and reports spell them. */
final class Issue {
  static final String DOSSIER_OUVERT = "dossier_ouvert";
  static final String REGULARISATION = "regularisation_demandee";
  static final String A_VERIFIER = "a_verifier";
  static final String REJETE = "rejete";
  static final String DOUBLON = "doublon";
  static final String IGNORE = "ignore";
  static final String QUARANTAINE = "quarantaine";
  static final String RAPPORT = "rapport_expertise";
  static final String RELANCE = "relance_envoyee";
  static final String RELANCE_SANS_OBJET = "relance_sans_objet";
  static final String SANS_REPONSE = "sans_reponse";

  private Issue() {}
}
