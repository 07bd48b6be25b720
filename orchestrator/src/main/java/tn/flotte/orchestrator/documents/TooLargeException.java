package tn.flotte.orchestrator.documents;

import java.io.IOException;
import java.io.Serial;

/** More bytes came than a document may have. */
final class TooLargeException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  TooLargeException(String message) {
    super(message);
  }
}
