package tn.flotte.connectors.ocr;

/** A file or page that cannot be read; the message is the reason in French, fit for people. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableException(String motif) {
    super(motif);
  }

  UnreadableException(String motif, Throwable cause) {
    super(motif, cause);
  }

  /** The reason, in French words. */
  String motif() {
    return String.valueOf(getMessage());
  }
}
