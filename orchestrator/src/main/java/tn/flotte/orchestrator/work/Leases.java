package tn.flotte.orchestrator.work;

import java.time.Clock;
import java.time.Instant;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Watches the leases. After a time in which nobody could renew one (the orchestrator or the
 * database was away), every holder is given one more lease before anything is taken from it.
 */
@Component
class Leases extends RouteBuilder {
  private static final Logger log = LoggerFactory.getLogger(Leases.class);
  private static final long PERIOD_MILLIS = 500;

  private final Takes takes;
  private final WorkSettings settings;
  private final Clock clock;
  private Instant lastRun = Instant.MIN;
  private Instant graceUntil = Instant.MIN;

  Leases(Takes takes, WorkSettings settings, Clock clock) {
    this.takes = takes;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void configure() {
    from("timer:baux?period=" + PERIOD_MILLIS).routeId("baux").process(_ -> watch());
  }

  private void watch() {
    Instant now = clock.instant();
    if (lastRun.equals(Instant.MIN) || lastRun.plusMillis(10 * PERIOD_MILLIS).isBefore(now)) {
      graceUntil = now.plus(settings.bail());
    }
    try {
      if (now.isAfter(graceUntil)) {
        int lost = takes.sweep();
        if (lost > 0) {
          log.warn("{} items were freed from agents that fell silent", lost);
        }
      }
      lastRun = now;
    } catch (DataAccessException | TransactionException e) {
      log.warn("The leases could not be looked at, the database is away: {}", e.getMessage());
    }
  }
}
