package tn.flotte.connectors.pass;

/** The number that PASS gave to a dossier sinistre, such as {@code S26-027-00045}. */
public record NumeroDossier(String valeur) {
  public NumeroDossier {
    if (valeur.isBlank()) {
      throw new IllegalArgumentException("A dossier number may not be empty.");
    }
  }

  @Override
  public String toString() {
    return valeur;
  }
}
