package tn.flotte.connectors.pass.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One mission as it is looked at, with the reports that were entered on it. */
public final class MissionSuiviePage {
  static final String ECRAN = "mission-suivie";

  private final Poste poste;
  private final Vue vue;

  private MissionSuiviePage(Poste poste, Vue vue) {
    this.poste = poste;
    this.vue = vue;
  }

  /** {@code rang}: its place among all missions of the dossier, from 1. */
  public static Reponse<MissionSuiviePage> ouvrir(Poste poste, String numero, String rang) {
    return de(poste, poste.aller(ECRAN, Map.of("numero", numero, "rang", rang)), numero);
  }

  static Reponse<MissionSuiviePage> de(Poste poste, Vue vue, String numero) {
    return poste
        .reponse(vue, ECRAN, shown -> new MissionSuiviePage(poste, shown))
        .puis(
            page ->
                numero.equals(page.valeurs().get("numero"))
                    ? new Reponse.Obtenue<>(page)
                    : new Reponse.Changee<>(
                        "asked for a mission of %s, PASS shows one of %s"
                            .formatted(numero, page.valeurs().get("numero"))));
  }

  /**
   * {@code numero}, {@code declaration}, {@code om}, {@code expert} (code), {@code prise-le},
   * {@code accident}, {@code statut}; canonical.
   */
  public Map<String, String> valeurs() {
    Map<String, String> shown = vue.textes();
    Map<String, String> values = new LinkedHashMap<>();
    shown.forEach(
        (champ, texte) ->
            values.put(
                champ,
                switch (champ) {
                  case "prise-le", "accident" -> Forme.DATE.canonique(texte);
                  case "expert" -> DossierPage.expert(shown);
                  default -> Forme.TEXTE.canonique(texte);
                }));
    return values;
  }

  /**
   * The reports, oldest first: {@code genre}, {@code reference}, {@code date}, {@code honoraires},
   * {@code montant}, {@code epave}; canonical, the kind by its name in the screen map.
   */
  public List<Map<String, String>> rapports() {
    return vue.lignes("rapports").stream()
        .map(
            ligne ->
                Map.of(
                    "genre", genre(Forme.TEXTE.canonique(ligne.getOrDefault("genre", ""))),
                    "reference", Forme.TEXTE.canonique(ligne.getOrDefault("reference", "")),
                    "date", Forme.DATE.canonique(ligne.getOrDefault("date", "")),
                    "honoraires", Forme.MONTANT.canonique(ligne.getOrDefault("honoraires", "")),
                    "montant", Forme.MONTANT.canonique(ligne.getOrDefault("montant", "")),
                    "epave", Forme.OUI_NON.canonique(ligne.getOrDefault("epave", ""))))
        .toList();
  }

  private String genre(String shown) {
    return poste.ecrans().rapports().entrySet().stream()
        .filter(e -> e.getValue().equals(shown))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(shown);
  }
}
