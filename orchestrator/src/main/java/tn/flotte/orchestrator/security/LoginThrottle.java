package tn.flotte.orchestrator.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Slows down whoever guesses passwords: after some failures for a name from an address, that pair
 * waits; after many from an address, whatever the names, the address does. Nobody can lock another
 * person out from elsewhere.
 */
final class LoginThrottle {
  private static final int FAILURES_PER_NAME = 5;
  private static final int FAILURES_PER_ADDRESS = 30;
  private static final Duration WAIT = Duration.ofMinutes(1);
  private static final Duration MEMORY = Duration.ofMinutes(15);

  /** What is remembered is bounded, the oldest goes first. */
  private static final int REMEMBERED = 10_000;

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Failures(int count, Instant last) {}

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean mustWait(String address, String name) {
    return waits(pair(address, name), FAILURES_PER_NAME) || waits(address, FAILURES_PER_ADDRESS);
  }

  private boolean waits(String key, int allowed) {
    Failures known = failures.get(key);
    return known != null
        && known.count() >= allowed
        && clock.instant().isBefore(known.last().plus(WAIT));
  }

  synchronized void failed(String address, String name) {
    count(pair(address, name));
    count(address);
  }

  private void count(String key) {
    Instant now = clock.instant();
    Failures known = failures.remove(key);
    int before = known == null || known.last().plus(MEMORY).isBefore(now) ? 0 : known.count();
    failures.put(key, new Failures(before + 1, now));
  }

  synchronized void succeeded(String address, String name) {
    failures.remove(pair(address, name));
  }

  private static String pair(String address, String name) {
    return address + " " + name.toLowerCase(Locale.ROOT);
  }
}
