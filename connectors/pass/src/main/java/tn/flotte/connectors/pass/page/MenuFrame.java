package tn.flotte.connectors.pass.page;

/** PASS's frames once somebody is logged in: the menu, and the work frame that the menu fills. */
public final class MenuFrame {
  static final String ECRAN = "accueil";

  MenuFrame() {}

  /** Opens the directory of agencies. */
  public static Reponse<AnnuairePage> annuaireAgences(Poste poste) {
    return AnnuairePage.ouvrir(poste, AnnuairePage.AGENCES);
  }

  /** Opens the directory of experts. */
  public static Reponse<AnnuairePage> annuaireExperts(Poste poste) {
    return AnnuairePage.ouvrir(poste, AnnuairePage.EXPERTS);
  }
}
