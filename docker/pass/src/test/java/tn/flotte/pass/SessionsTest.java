package tn.flotte.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tn.flotte.pass.Sessions.Connexion;
import tn.flotte.pass.Sessions.Motif;
import tn.flotte.pass.Sessions.Session;

class SessionsTest {

  private final MovableClock clock = new MovableClock();
  private final Locks locks = new Locks(clock);
  private final Sessions sessions = new Sessions(clock, Duration.ofMinutes(15), locks);

  @Test
  void aNewLoginEndsTheOlderSessionOfTheAccountAndFreesItsLocks() {
    Session older = sessions.open("ROBOT01");
    locks.take("D26-501-00200", "ROBOT01");

    Session newer = sessions.open("ROBOT01");

    assertThat(sessions.touch(older.id())).isEmpty();
    assertThat(sessions.whyEnded(older.id())).contains(Motif.NOUVELLE_CONNEXION);
    assertThat(sessions.touch(newer.id())).contains(newer);
    assertThat(locks.take("D26-501-00200", "SALMA")).isEmpty();
  }

  @Test
  void otherAccountsKeepTheirSessionsAndLocks() {
    Session salma = sessions.open("SALMA");
    locks.take("D26-501-00200", "SALMA");

    sessions.open("ROBOT01");

    assertThat(sessions.touch(salma.id())).contains(salma);
    assertThat(locks.take("D26-501-00200", "ROBOT01"))
        .get()
        .extracting(Locks.Lock::message)
        .isEqualTo("Dossier verrouillé par SALMA depuis 10:42");
  }

  @Test
  void expiresAfterFifteenIdleMinutesAndFreesTheLocks() {
    Session session = sessions.open("SALMA");
    locks.take("D26-501-00200", "SALMA");
    clock.advance(Duration.ofMinutes(14));
    assertThat(sessions.touch(session.id())).isPresent();
    clock.advance(Duration.ofMinutes(14));
    assertThat(sessions.touch(session.id())).isPresent();

    clock.advance(Duration.ofMinutes(16));

    assertThat(sessions.touch(session.id())).isEmpty();
    assertThat(sessions.whyEnded(session.id())).contains(Motif.EXPIRATION);
    assertThat(locks.take("D26-501-00200", "ROBOT01")).isEmpty();
  }

  @Test
  void tellsEveryLoginAndItsEnd() {
    Session session = sessions.open("ROBOT01");
    sessions.open("ROBOT02");
    sessions.leave(session.id());

    assertThat(sessions.connexions())
        .extracting(Connexion::compte, Connexion::motif)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ROBOT01", "DEPART"),
            org.assertj.core.groups.Tuple.tuple("ROBOT02", null));
  }

  @Test
  void losesEverySessionAtOnce() {
    Session one = sessions.open("ROBOT01");
    Session two = sessions.open("ROBOT02");

    sessions.loseAll();

    assertThat(sessions.touch(one.id())).isEmpty();
    assertThat(sessions.whyEnded(two.id())).contains(Motif.PERTE);
  }
}
