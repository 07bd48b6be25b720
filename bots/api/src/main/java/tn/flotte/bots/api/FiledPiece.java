package tn.flotte.bots.api;

import org.jspecify.annotations.Nullable;

/**
 * A paper filed under its claim.
 *
 * @param sha256 the document it stands in
 * @param fichier the name to show, with {@code #page} when the document holds several pieces
 * @param type constat, om… as the corpus spells them
 * @param motifIllisible why it can't be read, in French, or null
 * @param lecture what was read, as JSON that only the bot understands, or null
 */
public record FiledPiece(
    String sha256,
    String fichier,
    String type,
    boolean lisible,
    @Nullable String motifIllisible,
    @Nullable String lecture) {}
