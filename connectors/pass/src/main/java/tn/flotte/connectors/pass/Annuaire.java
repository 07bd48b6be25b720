package tn.flotte.connectors.pass;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * PASS's directory of intermediaries and experts, read whole; good for a while, so it is cached by
 * the session's owner.
 */
public record Annuaire(List<Agence> agences, List<Expert> experts) {
  public Annuaire {
    agences = List.copyOf(agences);
    experts = List.copyOf(experts);
  }

  public Optional<Agence> agenceByEmail(String email) {
    String wanted = email.toLowerCase(Locale.ROOT);
    return agences.stream().filter(a -> a.email().equals(wanted)).findFirst();
  }

  public Optional<Expert> expertByEmail(String email) {
    String wanted = email.toLowerCase(Locale.ROOT);
    return experts.stream().filter(e -> e.email().equals(wanted)).findFirst();
  }
}
