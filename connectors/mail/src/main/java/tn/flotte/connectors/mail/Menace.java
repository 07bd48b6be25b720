package tn.flotte.connectors.mail;

/**
 * Why a mail must be kept away from people. One is enough for the quarantine.
 *
 * @param phrase in French, for the person who is told
 * @param chemin the piece it is about, as {@link PieceJointe#chemin()}; may be empty
 */
public record Menace(Code code, String phrase, String chemin) {

  /** What sort of danger. */
  public enum Code {
    /** A program or script, by its content or by its name. */
    EXECUTABLE,
    /** An office document that carries macros. */
    MACRO,
    /** An archive that explodes when opened: ratio, depth, size or number of entries. */
    ARCHIVE_EXPLOSIVE
  }
}
