package tn.flotte.orchestrator.web;

import java.io.Serial;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What was asked for isn't there. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class UnknownException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  UnknownException(String what) {
    super("There is no " + what + ".");
  }
}
