package tn.flotte.connectors.pass;

/**
 * The number of a préouverture, such as {@code D26-027-00123}; its format is a setting, so only
 * emptiness is refused here.
 */
public record NumeroDeclaration(String valeur) {
  public NumeroDeclaration {
    if (valeur.isBlank()) {
      throw new IllegalArgumentException("A declaration number may not be empty.");
    }
  }

  @Override
  public String toString() {
    return valeur;
  }
}
