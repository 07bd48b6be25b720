package tn.flotte.connectors.pass.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One of PASS's lists of ten lines, with the links at its foot. */
final class ListePage {
  private final Poste poste;
  private final String ecran;
  private final String liste;
  private final Vue vue;

  ListePage(Poste poste, String ecran, String liste, Vue vue) {
    this.poste = poste;
    this.ecran = ecran;
    this.liste = liste;
    this.vue = vue;
  }

  /** All lines, over all pages, in PASS's order. */
  Reponse<List<Map<String, String>>> toutes() {
    List<Map<String, String>> lignes = new ArrayList<>(vue.lignes(liste));
    int page = vue.page(liste);
    int pages = vue.pages(liste);
    String suivant =
        Objects.requireNonNull(poste.ecrans().ecran(ecran).listes().get(liste)).suivant();
    if (page != 1) {
      return new Reponse.Changee<>(
          "list %s of screen %s begins with page %d".formatted(liste, ecran, page));
    }
    while (page < pages) {
      if (suivant == null) {
        return new Reponse.Changee<>(
            "list %s of screen %s has %d pages and no known link to the next"
                .formatted(liste, ecran, pages));
      }
      Reponse<Vue> next = poste.reponse(poste.suivre(ecran, suivant), ecran, shown -> shown);
      if (!(next instanceof Reponse.Obtenue<Vue>(Vue shown))) {
        return next.puis(ignored -> new Reponse.Muette<>(""));
      }
      if (shown.page(liste) != page + 1) {
        return new Reponse.Changee<>(
            "list %s of screen %s went from page %d to page %d"
                .formatted(liste, ecran, page, shown.page(liste)));
      }
      lignes.addAll(shown.lignes(liste));
      page = shown.page(liste);
      pages = shown.pages(liste);
    }
    return new Reponse.Obtenue<>(List.copyOf(lignes));
  }
}
