package tn.flotte.connectors.pass;

import java.util.List;
import java.util.Set;
import tn.flotte.connectors.pass.page.Forme;

/**
 * A dossier and all that PASS's screen shows with it.
 *
 * @param missions those that count; cancelled ones are left out
 * @param lettres the kinds of letter that were printed
 * @param observations oldest first, white space evened out
 */
public record DossierConsulte(
    Dossier dossier, List<Mission> missions, Set<GenreLettre> lettres, List<String> observations) {
  public DossierConsulte {
    missions = List.copyOf(missions);
    lettres = Set.copyOf(lettres);
    observations = List.copyOf(observations);
  }

  /** Whether all these lines stand among the observations. */
  public boolean observe(List<String> lignes) {
    return lignes.stream().map(Forme.TEXTE::canonique).allMatch(observations::contains);
  }
}
