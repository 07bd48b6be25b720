package tn.flotte.bots.ouverture;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tn.flotte.bots.api.Decision;

/**
 * What the cell has decided about a mail, all its decisions together. A value it confirmed is
 * surely right; a doubt passes only when it is word for word one that it has seen.
 */
final class Choix {
  /** The field by which the cell names the claim. */
  static final String NUMERO = "numero_declaration";

  static final Choix AUCUN = new Choix(List.of());

  private final List<Decision> decisions;
  private final Map<String, String> valeurs = new HashMap<>();
  private final Set<String> admis = new HashSet<>();

  /** {@code decisions}: oldest first; a later value counts. */
  Choix(List<Decision> decisions) {
    this.decisions = List.copyOf(decisions);
    for (Decision decision : decisions) {
      decision.champs().forEach(c -> valeurs.put(c.champ(), c.valeur()));
      admis.addAll(decision.admis());
    }
  }

  boolean admet(String doute) {
    return admis.contains(doute);
  }

  /** What the cell says of a field of PASS, canonical. */
  Optional<String> valeur(ChampPass champ) {
    return Optional.ofNullable(valeurs.get(champ.nom()));
  }

  /** The declaration number that the cell has given. */
  Optional<String> numero() {
    return Optional.ofNullable(valeurs.get(NUMERO)).filter(n -> !n.isBlank());
  }

  /** Who decided last; empty when nobody has. */
  Optional<String> par() {
    return decisions.isEmpty() ? Optional.empty() : Optional.of(decisions.getLast().par());
  }
}
