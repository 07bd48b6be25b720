package tn.flotte.bots.api;

/** A password or token: usable through {@link #value()}, never printed. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
