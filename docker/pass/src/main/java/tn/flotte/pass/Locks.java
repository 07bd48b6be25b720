package tn.flotte.pass;

import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who holds which record for editing. A lock belongs to an account and dies with its session. */
@Component
class Locks {

  /**
   * A held record.
   *
   * @param depuis since when, {@code HH:mm}
   */
  record Lock(String compte, String depuis) {

    String message() {
      return "Dossier verrouillé par " + compte + " depuis " + depuis;
    }
  }

  private static final DateTimeFormatter HEURE = DateTimeFormatter.ofPattern("HH:mm");

  private final Clock clock;
  private final Map<String, Lock> held = new HashMap<>();
  private final Map<String, Lock> imposed = new HashMap<>();

  Locks(Clock clock) {
    this.clock = clock;
  }

  /** Takes the record, or tells which other account holds it. */
  synchronized Optional<Lock> take(String numero, String compte) {
    Optional<Lock> other = heldByOther(numero, compte);
    if (other.isEmpty()) {
      held.putIfAbsent(numero, new Lock(compte, LocalTime.now(clock).format(HEURE)));
    }
    return other;
  }

  synchronized Optional<Lock> heldByOther(String numero, String compte) {
    Lock lock = imposed.getOrDefault(numero, held.get(numero));
    return Optional.ofNullable(lock).filter(one -> !one.compte().equals(compte));
  }

  synchronized void release(String numero, String compte) {
    Lock lock = held.get(numero);
    if (lock != null && lock.compte().equals(compte)) {
      held.remove(numero);
    }
  }

  synchronized void releaseAll(String compte) {
    held.values().removeIf(lock -> lock.compte().equals(compte));
  }

  /** A lock held by a person who isn't there: stays until lifted. */
  synchronized void impose(String numero, String compte) {
    imposed.put(numero, new Lock(compte, LocalTime.now(clock).format(HEURE)));
  }

  synchronized void lift() {
    imposed.clear();
  }
}
