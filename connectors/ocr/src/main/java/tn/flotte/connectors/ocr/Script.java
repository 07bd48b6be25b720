package tn.flotte.connectors.ocr;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Decides whether a paper was typed or written by hand. Type must show in two ways at once: surely
 * read at the first reading, and even in height. The two sides of a constat may be filled in by two
 * people, so each is looked at by itself.
 */
final class Script {
  /** A quarter of the readings of typed papers, faxes too, is not less sure than this. */
  private static final double SURE = 0.86;

  /** The same on one side of a typed paper, of whose fewer readings one more may be a weak one. */
  private static final double SURE_SIDE = 0.82;

  /** Typed figures are more even than this, written ones rarely. */
  private static final double EVEN = 0.031;

  private static final int FEW = 4;

  private Script() {}

  static Ecriture of(Map<String, Reading> lectures) {
    Ecriture tout = of(lectures.values(), SURE);
    if (tout != Ecriture.IMPRIME) {
      return tout;
    }
    boolean partout =
        Stream.of("a_", "b_")
            .map(
                cote ->
                    lectures.entrySet().stream()
                        .filter(e -> e.getKey().startsWith(cote) && e.getValue().encre())
                        .map(Map.Entry::getValue)
                        .toList())
            .filter(l -> l.size() >= FEW)
            .allMatch(l -> of(l, SURE_SIDE) == Ecriture.IMPRIME);
    return partout ? Ecriture.IMPRIME : Ecriture.INCONNUE;
  }

  /** Whether nothing in the heights of its figures speaks against type. */
  static boolean isEven(Reading lu) {
    return !(lu.inegalite() > EVEN);
  }

  private static Ecriture of(Collection<Reading> lectures, double sure) {
    List<Reading> encre = lectures.stream().filter(Reading::encre).toList();
    if (encre.isEmpty()) {
      return Ecriture.INCONNUE;
    }
    double[] confiances = encre.stream().mapToDouble(Reading::confiance).sorted().toArray();
    double quart = confiances[confiances.length / 4];
    double[] inegalites =
        encre.stream().mapToDouble(Reading::inegalite).filter(Double::isFinite).sorted().toArray();
    double inegalite = inegalites.length == 0 ? 0 : inegalites[inegalites.length / 2];
    if (quart >= sure && inegalite <= EVEN) {
      return Ecriture.IMPRIME;
    }
    boolean hand = quart < 0.7 || (quart < sure && inegalite > EVEN);
    return hand ? Ecriture.MANUSCRIT : Ecriture.INCONNUE;
  }
}
