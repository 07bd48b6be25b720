package tn.flotte.demo;

/** The demonstration cannot start or go on; the message is for the person who started it. */
class DemoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
