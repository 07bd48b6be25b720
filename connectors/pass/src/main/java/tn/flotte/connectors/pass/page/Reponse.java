package tn.flotte.connectors.pass.page;

import java.util.List;
import java.util.function.Function;

/**
 * What PASS answered, as a person at the screen would see it.
 *
 * @param <P> the screen that was hoped for
 */
public sealed interface Reponse<P> {
  /** Goes on from the screen that was hoped for; any other answer stays what it is. */
  default <Q> Reponse<Q> puis(Function<P, Reponse<Q>> next) {
    return switch (this) {
      case Obtenue<P>(P page) -> next.apply(page);
      case Refusee<P>(List<String> messages) -> new Refusee<>(messages);
      case Verrouillee<P>(String par, String depuis) -> new Verrouillee<>(par, depuis);
      case SessionPerdue<P>(String message, boolean ailleurs) ->
          new SessionPerdue<>(message, ailleurs);
      case Maintenance<P>() -> new Maintenance<>();
      case Erreur<P>(String texte) -> new Erreur<>(texte);
      case Muette<P>(String raison) -> new Muette<>(raison);
      case Changee<P>(String ecart) -> new Changee<>(ecart);
    };
  }

  /** The screen that was hoped for. */
  record Obtenue<P>(P page) implements Reponse<P> {}

  /** PASS says no, and why. Nothing was saved. */
  record Refusee<P>(List<String> messages) implements Reponse<P> {
    public Refusee {
      messages = List.copyOf(messages);
    }
  }

  /** Somebody holds the record. Nothing was saved. */
  record Verrouillee<P>(String par, String depuis) implements Reponse<P> {}

  /**
   * The login page came back: the session was over when the request arrived, so nothing was saved.
   *
   * @param ailleurs whether because the account logged in somewhere else
   */
  record SessionPerdue<P>(String message, boolean ailleurs) implements Reponse<P> {}

  /** PASS is under maintenance. */
  record Maintenance<P>() implements Reponse<P> {}

  /** PASS's error page, which doesn't say whether the work was done. */
  record Erreur<P>(String texte) implements Reponse<P> {}

  /** No answer within the time limit, or none that can be read. */
  record Muette<P>(String raison) implements Reponse<P> {}

  /**
   * A screen or a control that is not as the map says. Nothing was submitted unless it came after a
   * submit.
   */
  record Changee<P>(String ecart) implements Reponse<P> {}
}
