package tn.flotte.bots.agent;

import org.jspecify.annotations.Nullable;

/** This attempt no longer holds its item: whoever sees this stops and touches nothing more. */
final class LateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
