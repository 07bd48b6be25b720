package tn.flotte.connectors.pass;

/** A preliminary report leaves its mission open for the final one. */
public enum GenreRapport {
  PRELIMINAIRE,
  DEFINITIF
}
