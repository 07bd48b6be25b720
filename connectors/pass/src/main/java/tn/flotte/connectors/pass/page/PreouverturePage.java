package tn.flotte.connectors.pass.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A préouverture as it is looked at, and validated. */
public final class PreouverturePage {
  static final String ECRAN = "preouverture";
  private static final Map<String, Forme> FORMES =
      Map.ofEntries(
          Map.entry("agence", Forme.CODE),
          Map.entry("date-declaration", Forme.DATE),
          Map.entry("gestion-ga", Forme.OUI_NON),
          Map.entry("date_accident", Forme.DATE),
          Map.entry("heure", Forme.HEURE),
          Map.entry("immatriculation_assure", Forme.PLAQUE),
          Map.entry("immatriculation_adverse", Forme.PLAQUE),
          Map.entry("responsabilite", Forme.NOMBRE),
          Map.entry("estimation", Forme.MONTANT),
          Map.entry("circonstances", Forme.CASES));

  private final Poste poste;
  private final Vue vue;
  private final int rang;

  private PreouverturePage(Poste poste, Vue vue) {
    this.poste = poste;
    this.vue = vue;
    this.rang = poste.vues();
  }

  /** Whether it still stands on this place's screen, as PASS showed it. */
  public boolean affichee(Poste place) {
    return poste.equals(place) && rang == place.vues();
  }

  /** The préouverture with this number; empty when PASS has none. */
  public static Reponse<Optional<PreouverturePage>> ouvrir(Poste poste, String numero) {
    Vue vue = poste.aller(ECRAN, Map.of("numero", numero));
    if (vue.ecran().isEmpty()
        && vue.panne().isEmpty()
        && poste.ecrans().message("inconnu", vue.messages()).isPresent()) {
      return new Reponse.Obtenue<>(Optional.empty());
    }
    return de(poste, vue, numero).puis(page -> new Reponse.Obtenue<>(Optional.of(page)));
  }

  static Reponse<PreouverturePage> de(Poste poste, Vue vue, String numero) {
    return poste
        .reponse(vue, ECRAN, shown -> new PreouverturePage(poste, shown))
        .puis(
            page ->
                numero.equals(page.valeurs().get("numero"))
                    ? new Reponse.Obtenue<>(page)
                    : new Reponse.Changee<>(
                        "asked for préouverture %s, PASS shows %s"
                            .formatted(numero, page.valeurs().get("numero"))));
  }

  /** What the screen shows, by field, canonical. */
  public Map<String, String> valeurs() {
    Map<String, String> values = new LinkedHashMap<>();
    vue.textes()
        .forEach(
            (champ, texte) ->
                values.put(champ, FORMES.getOrDefault(champ, Forme.TEXTE).canonique(texte)));
    // PASS shows both days of the contract in one.
    String[] contrat = values.getOrDefault("contrat", "").split(" - ", 2);
    values.put("effet", Forme.DATE.canonique(contrat[0]));
    values.put("echeance", contrat.length < 2 ? "" : Forme.DATE.canonique(contrat[1]));
    return values;
  }

  /** The numbers of the dossiers opened for it. */
  public List<String> dossiers() {
    return vue.lignes("dossiers").stream().map(ligne -> ligne.getOrDefault("numero", "")).toList();
  }

  /** Validates it. */
  public Reponse<PreouverturePage> valider() {
    String numero = valeurs().getOrDefault("numero", "");
    if (vue.boutons() != 1) {
      return new Reponse.Refusee<>(List.of("PASS doesn't offer the validation of " + numero));
    }
    Vue answer = poste.envoyer(ECRAN, Map.of(), ECRAN);
    return de(poste, answer, numero)
        .puis(
            page ->
                page.reussie()
                    ? new Reponse.Obtenue<>(page)
                    : new Reponse.Refusee<>(answer.messages()));
  }

  /** Whether PASS says on this screen that what was sent has been done. */
  boolean reussie() {
    return reussi(poste, ECRAN, vue);
  }

  static boolean reussi(Poste poste, String ecran, Vue vue) {
    String succes = poste.ecrans().ecran(ecran).succes();
    return succes != null
        && vue.messages().stream().anyMatch(Pattern.compile(succes).asMatchPredicate());
  }
}
