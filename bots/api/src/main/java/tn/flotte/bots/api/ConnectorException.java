package tn.flotte.bots.api;

import org.jspecify.annotations.Nullable;

/**
 * The one technical failure that a connector throws. Its {@link FailureKind} decides what happens
 * next; its message says what happened, to which item, and what the reader can do. Never used for
 * business trouble.
 */
public class ConnectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final transient @Nullable Evidence evidence;

  public ConnectorException(FailureKind kind, String message) {
    this(kind, message, null, null);
  }

  public ConnectorException(FailureKind kind, String message, @Nullable Throwable cause) {
    this(kind, message, cause, null);
  }

  public ConnectorException(
      FailureKind kind, String message, @Nullable Throwable cause, @Nullable Evidence evidence) {
    super(message, cause);
    this.kind = kind;
    this.evidence = evidence;
  }

  public FailureKind kind() {
    return kind;
  }

  /** What was on the screen when it happened, if the failure happened on a screen. */
  public @Nullable Evidence evidence() {
    return evidence;
  }
}
