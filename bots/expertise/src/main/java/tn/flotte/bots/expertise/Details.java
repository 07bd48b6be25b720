package tn.flotte.bots.expertise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Outcome;

/**
 * What is known of an item at its end. The dossier is a mark by which people find the claim, not
 * the claim's own: that is the one which the fleet opened.
 */
final class Details {
  /** The mark's kind. */
  static final String DOSSIER = "dossier";

  private Details() {}

  static Outcome.Details de(String declaration, String dossier) {
    return de(declaration, dossier, null, null, List.of());
  }

  static Outcome.Details de(
      String declaration,
      @Nullable String dossier,
      @Nullable String nature,
      @Nullable String agence,
      List<Outcome.Tache> taches) {
    Map<String, String> marks = new LinkedHashMap<>();
    if (dossier != null) {
      marks.put(DOSSIER, dossier);
    }
    if (agence != null) {
      marks.put("agence", agence);
    }
    return new Outcome.Details(
        declaration,
        null,
        null,
        nature,
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        taches,
        marks,
        List.of());
  }
}
