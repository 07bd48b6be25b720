package tn.flotte.connectors.pass.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A préouverture while it is corrected; PASS locks it until it is saved or abandoned. */
public final class CorrectionPage {
  private static final String ECRAN = "preouverture-modification";
  private static final Map<String, Forme> CHAMPS =
      Map.of(
          "date_accident", Forme.DATE,
          "heure", Forme.HEURE,
          "lieu", Forme.TEXTE,
          "immatriculation_assure", Forme.PLAQUE,
          "immatriculation_adverse", Forme.PLAQUE,
          "compagnie_adverse", Forme.TEXTE,
          "police_adverse", Forme.TEXTE,
          "responsabilite", Forme.NOMBRE,
          "estimation", Forme.MONTANT,
          "circonstances", Forme.CASES);

  private final Poste poste;
  private final String numero;
  private final Vue vue;

  private CorrectionPage(Poste poste, String numero, Vue vue) {
    this.poste = poste;
    this.numero = numero;
    this.vue = vue;
  }

  /** The form of a field that PASS lets one correct; empty for any other name. */
  public static Optional<Forme> forme(String champ) {
    return Optional.ofNullable(CHAMPS.get(champ));
  }

  public static Reponse<CorrectionPage> ouvrir(Poste poste, String numero) {
    Vue vue = poste.aller(ECRAN, Map.of("numero", numero), ECRAN, PreouverturePage.ECRAN);
    return poste
        .reponse(vue, ECRAN, shown -> shown)
        .puis(
            shown ->
                numero.equals(shown.textes().get("numero"))
                    ? new Reponse.Obtenue<>(new CorrectionPage(poste, numero, shown))
                    : new Reponse.Changee<>(
                        "asked to correct %s, PASS shows %s"
                            .formatted(numero, shown.textes().get("numero"))));
  }

  /** What PASS holds now, canonical. */
  public Map<String, String> valeurs() {
    Map<String, String> values = new LinkedHashMap<>();
    vue.champs()
        .forEach(
            (champ, valeur) ->
                values.put(champ, CHAMPS.getOrDefault(champ, Forme.TEXTE).canonique(valeur)));
    return values;
  }

  /**
   * Fills the fields, reads them back, saves, and compares what PASS then shows.
   *
   * @param corrections field to what it must hold, canonical
   */
  public Reponse<PreouverturePage> enregistrer(Map<String, String> corrections) {
    Map<String, Poste.Entree> entrees = new LinkedHashMap<>();
    corrections.forEach(
        (champ, valeur) ->
            entrees.put(champ, new Poste.Entree(valeur, CHAMPS.getOrDefault(champ, Forme.TEXTE))));
    return poste
        .saisir(ECRAN, entrees)
        .puis(
            relues -> {
              Vue answer = poste.envoyer(ECRAN, relues, PreouverturePage.ECRAN, ECRAN);
              if (answer.ecran().equals(Optional.of(ECRAN))) {
                return new Reponse.Refusee<>(answer.messages());
              }
              return PreouverturePage.de(poste, answer, numero)
                  .puis(
                      page ->
                          page.reussie()
                              ? comparer(page, entrees)
                              : new Reponse.Refusee<>(answer.messages()));
            });
  }

  private static Reponse<PreouverturePage> comparer(
      PreouverturePage page, Map<String, Poste.Entree> entrees) {
    for (Map.Entry<String, Poste.Entree> entree : entrees.entrySet()) {
      String meant = entree.getValue().forme().canonique(entree.getValue().valeur());
      String shown = page.valeurs().getOrDefault(entree.getKey(), "");
      if (!meant.equals(shown)) {
        return new Reponse.Changee<>(
            "field %s was saved as \"%s\", but PASS shows \"%s\""
                .formatted(entree.getKey(), meant, shown));
      }
    }
    return new Reponse.Obtenue<>(page);
  }

  /** Leaves it and gives the lock back. */
  public static void abandonner(Poste poste, String numero) {
    poste.abandonner(ECRAN, Map.of("numero", numero), PreouverturePage.ECRAN);
  }
}
