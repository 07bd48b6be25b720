package tn.flotte.connectors.pass;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A mission and what its expert has reported, as PASS shows it.
 *
 * @param rang its place among all missions of the dossier, from 1; cancelled ones count
 * @param priseLe when the expert took the order
 * @param statut what PASS says of it, in capitals
 * @param rapports oldest first
 */
public record MissionSuivie(
    NumeroDossier dossier,
    int rang,
    String numeroOm,
    String expertCode,
    LocalDate priseLe,
    String statut,
    List<RapportSaisi> rapports) {
  public MissionSuivie {
    rapports = List.copyOf(rapports);
  }

  /** The last report of this kind. */
  public Optional<RapportSaisi> rapport(GenreRapport genre) {
    return rapports.stream().filter(r -> r.genre() == genre).reduce((a, b) -> b);
  }
}
