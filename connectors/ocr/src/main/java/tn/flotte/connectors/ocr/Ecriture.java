package tn.flotte.connectors.ocr;

/**
 * How a paper was filled in. Only {@link #IMPRIME} values may be sure; handwriting guides, it never
 * certifies.
 */
public enum Ecriture {
  IMPRIME,
  MANUSCRIT,
  INCONNUE
}
