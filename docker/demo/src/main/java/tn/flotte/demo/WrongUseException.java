package tn.flotte.demo;

/** The command was asked for something that cannot be: nothing was started. */
final class WrongUseException extends DemoException {
  private static final long serialVersionUID = 1L;

  WrongUseException(String message) {
    super(message);
  }
}
