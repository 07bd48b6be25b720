package tn.flotte.connectors.mail;

import java.util.List;

/** What one collection of the inbox gave. */
public record Releve(int releves, List<Echec> echecs) {
  public Releve {
    echecs = List.copyOf(echecs);
  }

  /** A mail that stays in the inbox, with the reason in French. */
  public record Echec(long uid, String motif) {}
}
