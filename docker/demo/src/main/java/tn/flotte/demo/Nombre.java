package tn.flotte.demo;

/** A number and its noun as French writes them: none and one are singular. */
final class Nombre {
  private Nombre() {}

  static String de(long count, String one, String many) {
    return count + " " + (count < 2 ? one : many);
  }

  /** For nouns that only take an s. */
  static String de(long count, String one) {
    return de(count, one, one + "s");
  }
}
