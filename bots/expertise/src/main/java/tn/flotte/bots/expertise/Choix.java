package tn.flotte.bots.expertise;

import java.util.List;
import java.util.Optional;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Decision.Tranche;

/** What people have settled about a report; the last word counts. */
record Choix(List<Decision> decisions) {
  /** The name under which people settle what kind of report it is. */
  static final String GENRE = "genre_rapport";

  Choix {
    decisions = List.copyOf(decisions);
  }

  Optional<String> valeur(String champ) {
    return decisions.stream()
        .flatMap(d -> d.champs().stream())
        .filter(t -> t.champ().equals(champ))
        .reduce((a, b) -> b)
        .map(Tranche::valeur);
  }

  /** Whether somebody has seen this doubt, word for word, and lets it pass. */
  boolean admet(String doute) {
    return decisions.stream().anyMatch(d -> d.admis().contains(doute));
  }
}
