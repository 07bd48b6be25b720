package tn.flotte.connectors.ocr;

import java.util.Locale;

/** The kinds of paper that arrive with a declaration. */
public enum TypePiece {
  CONSTAT,
  OM,
  CERTIFICAT_POLICE,
  CERTIFICAT_SECOURS,
  DECLARATION_HONNEUR,
  CARTE_GRISE,
  ATTESTATION_ASSURANCE,
  RAPPORT_EXPERTISE,
  AUTRE;

  /** The name used in files and messages: lower case, words joined by underscores. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type with this {@link #code()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TypePiece of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
