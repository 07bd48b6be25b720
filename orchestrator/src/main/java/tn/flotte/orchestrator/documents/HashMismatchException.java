package tn.flotte.orchestrator.documents;

import java.io.IOException;
import java.io.Serial;

/** The content is not the one that its address names. */
final class HashMismatchException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  HashMismatchException(String message) {
    super(message);
  }
}
