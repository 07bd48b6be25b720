package tn.flotte.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocksTest {

  private final Locks locks = new Locks(new MovableClock());

  @Test
  void theHolderMayTakeItAgain() {
    assertThat(locks.take("D1", "SALMA")).isEmpty();
    assertThat(locks.take("D1", "SALMA")).isEmpty();
  }

  @Test
  void nobodyReleasesTheLockOfAnother() {
    locks.take("D1", "SALMA");
    locks.release("D1", "ROBOT01");
    assertThat(locks.heldByOther("D1", "ROBOT01")).isPresent();
    locks.release("D1", "SALMA");
    assertThat(locks.heldByOther("D1", "ROBOT01")).isEmpty();
  }

  @Test
  void anImposedLockStaysUntilItIsLifted() {
    locks.impose("D1", "SALMA");
    locks.releaseAll("SALMA");
    assertThat(locks.take("D1", "ROBOT01")).isPresent();
    locks.lift();
    assertThat(locks.take("D1", "ROBOT01")).isEmpty();
  }
}
