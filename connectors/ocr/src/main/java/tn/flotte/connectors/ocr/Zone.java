package tn.flotte.connectors.ocr;

import org.jspecify.annotations.Nullable;

/**
 * A place on a blank form, in millimetres from its top left corner.
 *
 * @param cle field name; boxes of a list end in {@code _circ_NN}, yes/no boxes in {@code _oui} and
 *     {@code _non}
 * @param lignes lines of a text zone, or cells of a comb
 * @param imprime printed by the form's maker, even on a paper that is filled in by hand
 * @param langue Tesseract's language of what is written there, such as {@code ara}; null for that
 *     of all papers
 */
record Zone(
    String cle,
    Genre genre,
    int lignes,
    double x,
    double y,
    double l,
    double h,
    boolean imprime,
    @Nullable String langue) {

  /** What is to be found in a zone. */
  enum Genre {
    TEXTE,
    PEIGNE,
    CASE,
    SIGNATURE,
    CACHET,
    CROQUIS
  }
}
