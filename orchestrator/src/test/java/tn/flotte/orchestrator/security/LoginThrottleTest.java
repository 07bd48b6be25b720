package tn.flotte.orchestrator.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private Instant now = Instant.parse("2026-11-20T08:00:00Z");
  private final LoginThrottle throttle =
      new LoginThrottle(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  private void fail(int times, String address, String name) {
    for (int i = 0; i < times; i++) {
      throttle.failed(address, name);
    }
  }

  @Test
  void whoeverGuessesWaitsAMinute() {
    fail(4, "10.0.0.1", "Amel");
    assertThat(throttle.mustWait("10.0.0.1", "amel")).isFalse();
    fail(1, "10.0.0.1", "amel");
    assertThat(throttle.mustWait("10.0.0.1", "AMEL")).isTrue();
    now = now.plus(Duration.ofSeconds(61));
    assertThat(throttle.mustWait("10.0.0.1", "amel")).isFalse();
  }

  @Test
  void nobodyIsLockedOutFromElsewhere() {
    fail(20, "10.0.0.1", "amel");
    assertThat(throttle.mustWait("10.0.0.2", "amel")).isFalse();
    assertThat(throttle.mustWait("10.0.0.1", "olfa")).isFalse();
  }

  @Test
  void manyNamesFromOneAddressWaitToo() {
    for (int i = 0; i < 30; i++) {
      throttle.failed("10.0.0.1", "nom" + i);
    }
    assertThat(throttle.mustWait("10.0.0.1", "amel")).isTrue();
  }

  @Test
  void comingInEndsTheCount() {
    fail(4, "10.0.0.1", "amel");
    throttle.succeeded("10.0.0.1", "amel");
    fail(4, "10.0.0.1", "amel");
    assertThat(throttle.mustWait("10.0.0.1", "amel")).isFalse();
  }
}
