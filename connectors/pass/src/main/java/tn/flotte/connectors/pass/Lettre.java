package tn.flotte.connectors.pass;

/**
 * A letter that PASS printed.
 *
 * @param pdf the PDF file's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a file is never compared
public record Lettre(NumeroDossier dossier, GenreLettre genre, byte[] pdf) {}
