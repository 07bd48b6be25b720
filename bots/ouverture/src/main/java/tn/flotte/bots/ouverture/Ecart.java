package tn.flotte.bots.ouverture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tn.flotte.connectors.pass.Correction;
import tn.flotte.connectors.pass.Dossier;
import tn.flotte.connectors.pass.Preouverture;

/**
 * What somebody has changed in PASS since the bot decided: a decision that rests on other values is
 * for a person.
 */
final class Ecart {
  private final List<String> changes = new ArrayList<>();

  private Ecart() {}

  /**
   * Everything that the comparison and the orientation rest on; empty when nothing has changed.
   *
   * @param faites what the bot itself has corrected in between
   */
  static Optional<String> entre(Preouverture vue, List<Correction> faites, Preouverture now) {
    Map<String, String> corrected =
        faites.stream().collect(Collectors.toMap(Correction::champ, Correction::apres));
    Ecart ecart = new Ecart();
    ecart.comparer("nature", vue.nature(), now.nature());
    ecart.comparer("mode", vue.mode(), now.mode());
    ecart.comparer("agence", vue.agence(), now.agence());
    ecart.comparer("estimation", Texte.montant(vue.estimation()), Texte.montant(now.estimation()));
    ecart.comparer("gestion GA", ouiNon(vue.gestionGa()), ouiNon(now.gestionGa()));
    for (ChampPass champ : ChampPass.values()) {
      ecart.comparer(
          champ.libelle(), corrected.getOrDefault(champ.nom(), champ.de(vue)), champ.de(now));
    }
    return ecart.phrase();
  }

  /** The same of a dossier, opened for this claim on this node. */
  static Optional<String> entre(String noeud, Preouverture vue, Dossier now) {
    Ecart ecart = new Ecart();
    ecart.comparer("nœud", noeud, now.noeud());
    ecart.comparer("nature", vue.nature(), now.nature());
    ecart.comparer("mode", vue.mode(), now.mode());
    return ecart.phrase();
  }

  private void comparer(String quoi, String seen, String now) {
    if (!seen.equals(now)) {
      changes.add("%s « %s », maintenant « %s »".formatted(quoi, seen, now));
    }
  }

  private static String ouiNon(boolean value) {
    return value ? "oui" : "non";
  }

  private Optional<String> phrase() {
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of("PASS a changé depuis l'examen : %s.".formatted(String.join(" ; ", changes)));
  }
}
