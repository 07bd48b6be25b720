package tn.flotte.connectors.pass.page;

import java.util.List;
import java.util.Map;

/** PASS's directory, of agencies or of experts. */
public final class AnnuairePage {
  static final String AGENCES = "agences";
  static final String EXPERTS = "experts";

  private final ListePage liste;

  private AnnuairePage(ListePage liste) {
    this.liste = liste;
  }

  static Reponse<AnnuairePage> ouvrir(Poste poste, String liste) {
    String ecran = "annuaire-" + liste;
    return poste.reponse(
        poste.menu(ecran), ecran, vue -> new AnnuairePage(new ListePage(poste, ecran, liste, vue)));
  }

  /** All entries: {@code code}, {@code nom}, {@code email}. */
  public Reponse<List<Map<String, String>>> entrees() {
    return liste.toutes();
  }
}
