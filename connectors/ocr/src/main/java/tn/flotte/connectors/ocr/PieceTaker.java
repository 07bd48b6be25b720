package tn.flotte.connectors.ocr;

/** Takes the pieces of a file one by one, as they are read. */
interface PieceTaker {
  /** The reader turns to this page, from 1, of so many. */
  void begins(int numero, int pages);

  void piece(PieceLue piece);

  /** A page was drawn. */
  default void apercu(Apercu apercu) {
    throw new IllegalStateException("A page was drawn that nobody wants to see.");
  }
}
