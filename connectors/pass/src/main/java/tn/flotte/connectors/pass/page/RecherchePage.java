package tn.flotte.connectors.pass.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A search screen: of préouvertures, of dossiers, or of what is still awaited. */
public final class RecherchePage {
  private final Poste poste;
  private final String ecran;
  private final String liste;

  private RecherchePage(Poste poste, String ecran, String liste) {
    this.poste = poste;
    this.ecran = ecran;
    this.liste = liste;
  }

  /**
   * The search of préouvertures, by {@code police}, {@code immatriculation}, {@code date-accident},
   * {@code agence}.
   */
  public static Reponse<RecherchePage> preouvertures(Poste poste) {
    return ouvrir(poste, "recherche-preouverture", "preouvertures");
  }

  /** The search of dossiers, by {@code declaration}. */
  public static Reponse<RecherchePage> dossiers(Poste poste) {
    return ouvrir(poste, "recherche-dossier", "dossiers");
  }

  /** The missions on which a report is still to come, by {@code noeud}. */
  public static Reponse<RecherchePage> missionsEnCours(Poste poste) {
    return ouvrir(poste, "missions-en-cours", "missions");
  }

  /** The dossiers by age, by {@code noeud}, {@code rapport} and {@code accident-au}. */
  public static Reponse<RecherchePage> dossiersOuverts(Poste poste) {
    return ouvrir(poste, "dossiers-ouverts", "dossiers");
  }

  private static Reponse<RecherchePage> ouvrir(Poste poste, String ecran, String liste) {
    return poste.reponse(
        poste.aller(ecran, Map.of()), ecran, vue -> new RecherchePage(poste, ecran, liste));
  }

  /**
   * All lines that match, over all pages.
   *
   * @param criteres criterion to canonical value
   */
  public Reponse<List<Map<String, String>>> chercher(Map<String, String> criteres) {
    Map<String, Poste.Entree> entrees = new LinkedHashMap<>();
    criteres.forEach(
        (critere, valeur) -> entrees.put(critere, new Poste.Entree(valeur, forme(critere))));
    return poste
        .saisir(ecran, entrees)
        .puis(
            relues -> {
              Vue vue = poste.interroger(ecran, relues);
              // PASS says in words that it found nothing; without list and without these words
              // something else happened.
              boolean rien = poste.ecrans().message("vide", vue.messages()).isPresent();
              return poste
                  .reponse(vue, ecran, shown -> shown)
                  .puis(
                      shown -> {
                        if (rien) {
                          return new Reponse.Obtenue<>(List.of());
                        }
                        if (shown.tableaux(liste) != 1) {
                          return shown.messages().isEmpty()
                              ? new Reponse.Changee<>(
                                  "screen %s shows neither a list nor that nothing matches"
                                      .formatted(ecran))
                              : new Reponse.Refusee<>(shown.messages());
                        }
                        return new ListePage(poste, ecran, liste, shown).toutes();
                      });
            });
  }

  private static Forme forme(String critere) {
    return switch (critere) {
      case "date-accident", "accident-au" -> Forme.DATE;
      case "immatriculation" -> Forme.PLAQUE;
      case "agence", "noeud" -> Forme.CODE;
      default -> Forme.TEXTE;
    };
  }
}
