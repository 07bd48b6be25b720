package tn.flotte.connectors.pass;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What to look a préouverture up by; whatever is null is not asked. At least one criterion is
 * needed.
 */
public record Recherche(
    @Nullable String immatriculation,
    @Nullable String police,
    @Nullable LocalDate dateAccident,
    @Nullable String agence) {
  public Recherche {
    if (immatriculation == null && police == null && dateAccident == null && agence == null) {
      throw new IllegalArgumentException("A search in PASS needs at least one criterion.");
    }
  }
}
