package tn.flotte.orchestrator.broker;

import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/**
 * Starts the embedded broker again when it has given up: a full disk ends it, and it would stay
 * away although there is room again.
 */
@Component
@ConditionalOnExpression("'${flotte.broker.url:}'.isBlank()")
class BrokerWatch extends RouteBuilder {
  private static final Logger log = LoggerFactory.getLogger(BrokerWatch.class);
  private static final int EVERY_MS = 5_000;

  private final EmbeddedActiveMQ broker;

  BrokerWatch(EmbeddedActiveMQ broker) {
    this.broker = broker;
  }

  @Override
  public void configure() {
    from("timer:broker?period=" + EVERY_MS).routeId("broker-watch").process(_ -> look());
  }

  boolean isActive() {
    return broker.getActiveMQServer() != null && broker.getActiveMQServer().isActive();
  }

  /** Starts it anew if it has ended; tries again the next time when that doesn't succeed. */
  void look() {
    if (isActive()) {
      return;
    }
    log.warn("The embedded broker has stopped (is the disk full?); starting it again.");
    try {
      broker.stop();
      broker.start();
    } catch (Exception e) {
      log.warn("The embedded broker can't be started yet: {}", e.toString());
      return;
    }
    if (isActive()) {
      log.info("The embedded broker works again.");
    }
  }
}
