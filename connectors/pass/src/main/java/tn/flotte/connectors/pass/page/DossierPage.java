package tn.flotte.connectors.pass.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dossier as it is looked at, with its missions, letters and observations. */
public final class DossierPage {
  static final String ECRAN = "dossier";
  private static final String OBSERVATION = "observation";

  private final Poste poste;
  private final Vue vue;

  private DossierPage(Poste poste, Vue vue) {
    this.poste = poste;
    this.vue = vue;
  }

  /** Refused when PASS has no such dossier. */
  public static Reponse<DossierPage> ouvrir(Poste poste, String numero) {
    return de(poste, poste.aller(ECRAN, Map.of("numero", numero)), numero);
  }

  private static Reponse<DossierPage> de(Poste poste, Vue vue, String numero) {
    return poste
        .reponse(vue, ECRAN, shown -> new DossierPage(poste, shown))
        .puis(
            page ->
                numero.equals(page.valeurs().get("numero"))
                    ? new Reponse.Obtenue<>(page)
                    : new Reponse.Changee<>(
                        "asked for dossier %s, PASS shows %s"
                            .formatted(numero, page.valeurs().get("numero"))));
  }

  /**
   * {@code numero}, {@code declaration}, {@code nature}, {@code mode}, {@code noeud}, {@code
   * reserve}, {@code gestion-ga}; canonical.
   */
  public Map<String, String> valeurs() {
    Map<String, String> values = new LinkedHashMap<>();
    vue.textes()
        .forEach(
            (champ, texte) ->
                values.put(
                    champ,
                    switch (champ) {
                      case "reserve" -> Forme.MONTANT.canonique(texte);
                      case "gestion-ga" -> Forme.OUI_NON.canonique(texte);
                      case "noeud" -> Forme.CODE.canonique(texte);
                      default -> Forme.TEXTE.canonique(texte);
                    }));
    return values;
  }

  /**
   * Its missions that count: {@code om}, {@code expert} (code), {@code date}, {@code lieu};
   * canonical. On the dossier's own screen also {@code rang}, its place among all of them.
   */
  public List<Map<String, String>> missions() {
    return missions(poste, vue);
  }

  static List<Map<String, String>> missions(Poste poste, Vue vue) {
    return vue.lignes("missions").stream()
        .filter(ligne -> !poste.ecrans().missionAnnulee().equals(ligne.get("statut")))
        .map(
            ligne ->
                Map.of(
                    "rang", ligne.getOrDefault("rang", ""),
                    "om", ligne.getOrDefault("om", ""),
                    "expert", expert(ligne),
                    "date", Forme.DATE.canonique(ligne.getOrDefault("date", "")),
                    "lieu", Forme.TEXTE.canonique(ligne.getOrDefault("lieu", ""))))
        .toList();
  }

  /** The expert's code, which PASS shows before the name. */
  static String expert(Map<String, String> shown) {
    return shown.getOrDefault("expert", "").split(" ", 2)[0];
  }

  /**
   * The address of the letter of this kind, the last when there are several; empty text when there
   * is none.
   */
  public String lettre(String genre) {
    return LettrePage.adresse(poste, vue, genre);
  }

  /** The remarks on the file, oldest first, white space evened out. */
  public List<String> observations() {
    return vue.bloc("observations").orElse(List.of()).stream()
        .map(ligne -> Forme.TEXTE.canonique(ligne.get(1)))
        .toList();
  }

  /** Adds a remark. */
  public Reponse<DossierPage> observer(String remarque) {
    String numero = valeurs().getOrDefault("numero", "");
    return poste
        .saisir(ECRAN, Map.of(OBSERVATION, new Poste.Entree(remarque, Forme.TEXTE)))
        .puis(
            relues -> {
              Vue answer = poste.envoyer(ECRAN, relues, ECRAN);
              return de(poste, answer, numero)
                  .puis(
                      page -> {
                        if (!PreouverturePage.reussi(poste, ECRAN, answer)) {
                          return new Reponse.Refusee<>(answer.messages());
                        }
                        return page.observations().contains(Forme.TEXTE.canonique(remarque))
                            ? new Reponse.Obtenue<>(page)
                            : new Reponse.Changee<>(
                                "the observation on %s was saved, but PASS doesn't show it"
                                    .formatted(numero));
                      });
            });
  }
}
