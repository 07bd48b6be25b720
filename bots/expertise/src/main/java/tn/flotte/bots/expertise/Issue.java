package tn.flotte.bots.expertise;

/** The outcomes of this module's items, as lists and reports spell them. */
final class Issue {
  static final String MISSION_COMPLETEE = "mission_completee";
  static final String RAPPORT_PRELIMINAIRE = "rapport_preliminaire";
  static final String DOUBLON = "doublon";
  static final String A_VERIFIER = "a_verifier";
  static final String REJETE = "rejete";
  static final String DEMANDE = "regularisation_demandee";
  static final String LIGNE_PORTEE = "ligne_portee";
  static final String VEILLE_FAITE = "veille_faite";
  static final String RAPPEL_ENVOYE = "rappel_envoye";
  static final String RAPPEL_SANS_OBJET = "rappel_sans_objet";
  static final String EXPERT_SILENCIEUX = "expert_silencieux";
  static final String PRESCRIPTION = "prescription_proche";

  /** How a mail that brought a report ended. */
  static final String COURRIEL_RAPPORT = "rapport_expertise";

  private Issue() {}
}
