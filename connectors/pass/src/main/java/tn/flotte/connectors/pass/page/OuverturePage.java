package tn.flotte.connectors.pass.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The screen on which a dossier is opened; PASS locks the préouverture meanwhile. */
public final class OuverturePage {
  private static final String ECRAN = "ouverture";
  private static final String FAITE = "ouverture-faite";

  private final Poste poste;
  private final String numero;

  private OuverturePage(Poste poste, String numero) {
    this.poste = poste;
    this.numero = numero;
  }

  /** Refused by PASS when the préouverture isn't validated. */
  public static Reponse<OuverturePage> ouvrir(Poste poste, String numero) {
    Vue vue = poste.aller(ECRAN, Map.of("numero", numero), ECRAN, PreouverturePage.ECRAN);
    return poste
        .reponse(vue, ECRAN, shown -> shown)
        .puis(
            shown ->
                numero.equals(shown.textes().get("numero"))
                    ? new Reponse.Obtenue<>(new OuverturePage(poste, numero))
                    : new Reponse.Changee<>(
                        "asked to open %s, PASS shows %s"
                            .formatted(numero, shown.textes().get("numero"))));
  }

  /**
   * Fills, reads back, opens.
   *
   * @param reserve canonical amount
   * @return the number of the dossier
   */
  public Reponse<String> enregistrer(
      String nature, String noeud, String reserve, boolean gestionGa) {
    Map<String, Poste.Entree> entrees = new LinkedHashMap<>();
    entrees.put("nature", new Poste.Entree(nature, Forme.TEXTE));
    entrees.put("noeud", new Poste.Entree(noeud, Forme.CODE));
    entrees.put("reserve", new Poste.Entree(reserve, Forme.MONTANT));
    entrees.put("gestion-ga", new Poste.Entree(String.valueOf(gestionGa), Forme.OUI_NON));
    return poste
        .saisir(ECRAN, entrees)
        .puis(
            relues -> {
              Vue answer = poste.envoyer(ECRAN, relues, FAITE, ECRAN);
              if (answer.ecran().equals(Optional.of(ECRAN))) {
                return new Reponse.Refusee<>(answer.messages());
              }
              return poste.reponse(answer, FAITE, Vue::extrait).puis(said -> numeroDe(said, noeud));
            });
  }

  private Reponse<String> numeroDe(List<String> said, String noeud) {
    if (said.size() != 3 || !said.get(1).equals(numero) || !said.get(2).equals(noeud)) {
      return new Reponse.Changee<>(
          "the opening of %s on node %s was confirmed with %s".formatted(numero, noeud, said));
    }
    return new Reponse.Obtenue<>(said.getFirst());
  }

  /** Leaves it and gives the lock back. */
  public static void abandonner(Poste poste, String numero) {
    poste.abandonner(ECRAN, Map.of("numero", numero), PreouverturePage.ECRAN);
  }
}
