package tn.flotte.connectors.pass.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The screen on which an expert's mission is registered; PASS locks the dossier meanwhile. */
public final class MissionPage {
  private static final String ECRAN = "mission";

  private final Poste poste;
  private final String numero;
  private final Vue vue;

  private MissionPage(Poste poste, String numero, Vue vue) {
    this.poste = poste;
    this.numero = numero;
    this.vue = vue;
  }

  public static Reponse<MissionPage> ouvrir(Poste poste, String numero) {
    Vue vue = poste.aller(ECRAN, Map.of("numero", numero), ECRAN, DossierPage.ECRAN);
    return poste.reponse(vue, ECRAN, shown -> new MissionPage(poste, numero, shown));
  }

  /**
   * Fills, reads back, saves, and finds the mission in the list below.
   *
   * @param date canonical
   * @param lieu cut to what PASS's field takes
   * @return the mission as {@link DossierPage#missions} has it
   */
  public Reponse<Map<String, String>> enregistrer(
      String om, String expert, String date, String lieu) {
    int longest = vue.longueur("lieu");
    String fits =
        longest > 0 && lieu.length() > longest ? lieu.substring(0, longest).strip() : lieu;
    Map<String, Poste.Entree> entrees = new LinkedHashMap<>();
    entrees.put("om", new Poste.Entree(om, Forme.TEXTE));
    entrees.put("expert", new Poste.Entree(expert, Forme.TEXTE));
    entrees.put("date", new Poste.Entree(date, Forme.DATE));
    entrees.put("lieu", new Poste.Entree(fits, Forme.TEXTE));
    return poste
        .saisir(ECRAN, entrees)
        .puis(
            relues -> {
              Vue answer = poste.envoyer(ECRAN, relues, ECRAN);
              return poste
                  .reponse(answer, ECRAN, shown -> shown)
                  .puis(shown -> trouver(shown, om, expert, date));
            });
  }

  private Reponse<Map<String, String>> trouver(Vue shown, String om, String expert, String date) {
    if (!PreouverturePage.reussi(poste, ECRAN, shown)) {
      return new Reponse.Refusee<>(shown.messages());
    }
    List<Map<String, String>> found =
        DossierPage.missions(poste, shown).stream()
            .filter(
                m ->
                    om.equals(m.get("om"))
                        && expert.equals(m.get("expert"))
                        && date.equals(m.get("date")))
            .toList();
    return found.isEmpty()
        ? new Reponse.Changee<>(
            "mission %s of %s was saved, but PASS doesn't list it".formatted(om, numero))
        : new Reponse.Obtenue<>(found.getLast());
  }

  /** Leaves it and gives the lock back. */
  public static void abandonner(Poste poste, String numero) {
    poste.abandonner(ECRAN, Map.of("numero", numero), DossierPage.ECRAN);
  }
}
