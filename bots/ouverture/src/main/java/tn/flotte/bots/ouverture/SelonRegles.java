package tn.flotte.bots.ouverture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.RuleText;
import tn.flotte.bots.api.Work;

/**
 * What is made of the rules, for the version that an item was given; made once a version.
 *
 * @param <T> what is made of them
 */
final class SelonRegles<T> {
  /** Items of a few versions at most are under way at a time. */
  private static final int MOST = 8;

  private final Function<Regles, T> make;
  private final Map<RuleText, T> made = new ConcurrentHashMap<>();

  SelonRegles(Function<Regles, T> make) {
    this.make = make;
  }

  /**
   * @throws ConnectorException CONFIGURATION when this robot can't read the item's version; no
   *     other is taken instead
   */
  T de(Work work) {
    RuleText given = work.item().givenRules();
    if (made.size() > MOST) {
      made.clear();
    }
    return made.computeIfAbsent(given, text -> make.apply(lire(text)));
  }

  private static Regles lire(RuleText given) {
    LecteurRegles.Lecture read = LecteurRegles.lire(given.version(), given.text());
    Regles regles = read.regles();
    if (regles == null) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "Règles « %s », version %d, refusées par ce robot : %s."
              .formatted(given.book(), given.version(), read.fautes().getFirst().sentence()));
    }
    return regles;
  }
}
