package tn.flotte.bots.ouverture;

import java.util.List;
import tn.flotte.connectors.pass.Dossier;
import tn.flotte.connectors.pass.Preouverture;

/** What PASS shows of the claim once this item is the one that works on it. */
record Fiche(Preouverture preouverture, List<Dossier> dossiers) {
  Fiche {
    dossiers = List.copyOf(dossiers);
  }
}
