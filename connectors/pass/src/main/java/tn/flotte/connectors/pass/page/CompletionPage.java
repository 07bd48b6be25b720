package tn.flotte.connectors.pass.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The screen on which a mission is completed from the expert's report; PASS locks the dossier
 * meanwhile.
 */
public final class CompletionPage {
  private static final String ECRAN = "mission-completer";

  private final Poste poste;
  private final String numero;

  private CompletionPage(Poste poste, String numero) {
    this.poste = poste;
    this.numero = numero;
  }

  /** Refused by PASS, with what it holds, when no report may be entered any more. */
  public static Reponse<CompletionPage> ouvrir(Poste poste, String numero, String rang, String om) {
    Vue vue =
        poste.aller(ECRAN, Map.of("numero", numero, "rang", rang), ECRAN, MissionSuiviePage.ECRAN);
    return poste
        .reponse(vue, ECRAN, shown -> shown)
        .puis(
            shown ->
                numero.equals(shown.textes().get("numero")) && om.equals(shown.textes().get("om"))
                    ? new Reponse.Obtenue<>(new CompletionPage(poste, numero))
                    : new Reponse.Changee<>(
                        "asked to complete mission %s of %s, PASS shows %s of %s"
                            .formatted(
                                om,
                                numero,
                                shown.textes().get("om"),
                                shown.textes().get("numero"))));
  }

  /**
   * Fills, reads back, saves.
   *
   * @param rapport as {@link MissionSuiviePage#rapports} has it
   * @return the mission's screen, on which the report now stands
   */
  public Reponse<MissionSuiviePage> enregistrer(Map<String, String> rapport) {
    String genre =
        Objects.requireNonNull(poste.ecrans().rapports().get(rapport.get("genre")), "genre");
    Map<String, Poste.Entree> entrees = new LinkedHashMap<>();
    entrees.put("genre", new Poste.Entree(genre, Forme.TEXTE));
    entrees.put("date", entree(rapport, "date", Forme.DATE));
    entrees.put("reference", entree(rapport, "reference", Forme.TEXTE));
    entrees.put("honoraires", entree(rapport, "honoraires", Forme.MONTANT));
    entrees.put("montant", entree(rapport, "montant", Forme.MONTANT));
    // A choice of two words, where other screens have a box.
    entrees.put(
        "epave",
        new Poste.Entree("true".equals(rapport.get("epave")) ? "OUI" : "NON", Forme.TEXTE));
    return poste
        .saisir(ECRAN, entrees)
        .puis(
            relues -> {
              Vue answer = poste.envoyer(ECRAN, relues, MissionSuiviePage.ECRAN, ECRAN);
              if (answer.ecran().equals(Optional.of(ECRAN))) {
                return new Reponse.Refusee<>(answer.messages());
              }
              return MissionSuiviePage.de(poste, answer, numero)
                  .puis(page -> confirmee(page, answer, rapport));
            });
  }

  private Reponse<MissionSuiviePage> confirmee(
      MissionSuiviePage page, Vue answer, Map<String, String> rapport) {
    if (!PreouverturePage.reussi(poste, MissionSuiviePage.ECRAN, answer)) {
      return new Reponse.Refusee<>(answer.messages());
    }
    return page.rapports().contains(rapport)
        ? new Reponse.Obtenue<>(page)
        : new Reponse.Changee<>(
            "the report on a mission of %s was saved, but PASS shows %s"
                .formatted(numero, page.rapports()));
  }

  private static Poste.Entree entree(Map<String, String> rapport, String champ, Forme forme) {
    return new Poste.Entree(rapport.getOrDefault(champ, ""), forme);
  }

  /** Leaves it and gives the lock back. */
  public static void abandonner(Poste poste, String numero) {
    poste.abandonner(ECRAN, Map.of("numero", numero), DossierPage.ECRAN);
  }
}
