package tn.flotte.pass;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The open sessions: one per account, each ended by a newer login, by leaving, or by idleness. */
@Component
class Sessions {

  /** Why a session ended, and what its next request is told. */
  enum Motif {
    NOUVELLE_CONNEXION("Votre session a été fermée : nouvelle connexion sur un autre poste"),
    EXPIRATION("Votre session a expiré. Veuillez vous identifier à nouveau"),
    DEPART("Vous êtes déconnecté"),
    PERTE("Session perdue. Veuillez vous identifier à nouveau");

    private final String message;

    Motif(String message) {
      this.message = message;
    }

    String message() {
      return message;
    }
  }

  /** An open session. */
  record Session(String id, String compte) {}

  /** One login, as told to the checks. */
  record Connexion(String compte, String le, @Nullable String fin, @Nullable String motif) {}

  /** A refused login. */
  record Refus(String compte, String le) {}

  private static final int REMEMBERED = 2000;

  private final Clock clock;
  private final Duration idle;
  private final Locks locks;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> open = new HashMap<>();
  private final Map<String, Instant> seen = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, Motif> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Motif> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final List<Connexion> connexions = new ArrayList<>();
  private final List<Refus> refused = new ArrayList<>();

  @Autowired
  Sessions(Clock clock, PassSettings settings, Locks locks) {
    this(clock, settings.session(), locks);
  }

  Sessions(Clock clock, Duration idle, Locks locks) {
    this.clock = clock;
    this.idle = idle;
    this.locks = locks;
  }

  /** Opens a session; an older one of the same account ends, and its locks are free. */
  synchronized Session open(String compte) {
    List.copyOf(open.values()).stream()
        .filter(session -> session.compte().equals(compte))
        .forEach(session -> end(session, Motif.NOUVELLE_CONNEXION));
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    Session session = new Session(HexFormat.of().withUpperCase().formatHex(bytes), compte);
    open.put(session.id(), session);
    seen.put(session.id(), clock.instant());
    lines.put(session.id(), connexions.size());
    connexions.add(new Connexion(compte, now(), null, null));
    return session;
  }

  /** The open session of that id, its idle time starting anew. */
  synchronized Optional<Session> touch(String id) {
    expire();
    Session session = open.get(id);
    if (session != null) {
      seen.put(id, clock.instant());
    }
    return Optional.ofNullable(session);
  }

  /** Why the session of that id is no more; empty when it never was. */
  synchronized Optional<Motif> whyEnded(String id) {
    return Optional.ofNullable(ended.get(id));
  }

  synchronized void leave(String id) {
    Session session = open.get(id);
    if (session != null) {
      end(session, Motif.DEPART);
    }
  }

  synchronized void loseAll() {
    List.copyOf(open.values()).forEach(session -> end(session, Motif.PERTE));
  }

  synchronized void refuse(String compte) {
    refused.add(new Refus(compte, now()));
  }

  synchronized List<Connexion> connexions() {
    return List.copyOf(connexions);
  }

  synchronized List<Refus> refused() {
    return List.copyOf(refused);
  }

  private void expire() {
    Instant limit = clock.instant().minus(idle);
    List.copyOf(open.values()).stream()
        .filter(session -> seen.getOrDefault(session.id(), Instant.MIN).isBefore(limit))
        .forEach(session -> end(session, Motif.EXPIRATION));
  }

  private void end(Session session, Motif motif) {
    open.remove(session.id());
    seen.remove(session.id());
    ended.put(session.id(), motif);
    locks.releaseAll(session.compte());
    Integer line = lines.remove(session.id());
    if (line != null) {
      Connexion begun = connexions.get(line);
      connexions.set(line, new Connexion(begun.compte(), begun.le(), now(), motif.name()));
    }
  }

  private String now() {
    return OffsetDateTime.now(clock).truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
