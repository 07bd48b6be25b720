package tn.flotte.bots.expertise;

import java.util.List;
import java.util.Map;
import tn.flotte.bots.api.Outcome;

/** What is known of an item at its end when it is only which claim it was about. */
final class Details {
  private Details() {}

  static Outcome.Details de(String declaration, String dossier) {
    return new Outcome.Details(
        declaration,
        dossier,
        null,
        null,
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
