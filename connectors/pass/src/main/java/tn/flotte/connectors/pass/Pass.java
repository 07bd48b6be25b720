package tn.flotte.connectors.pass;

import java.time.Duration;
import java.util.function.Consumer;
import tn.flotte.bots.api.Evidence;

/** The way into PASS: warm, logged-in browser sessions by account. Thread-safe. */
public interface Pass extends AutoCloseable {
  /**
   * Gives the account to the calling thread. Nothing needs to be given back: whoever asks last has
   * it. An earlier holder in another thread is let finish the verb it is in and is refused
   * (UNAVAILABLE) afterwards. The browser starts with the first verb.
   *
   * @param compte an account's name as in the settings
   * @param fresh log in anew, because an earlier holder of the account may still be alive
   * @param evidence is handed a screenshot at each effect and each failure
   */
  PassSession session(String compte, boolean fresh, Consumer<Evidence> evidence);

  /**
   * How long PASS may still carry out a request whose sender has died: a setting, since only its
   * operators know.
   */
  Duration longestRequest();

  @Override
  void close();
}
