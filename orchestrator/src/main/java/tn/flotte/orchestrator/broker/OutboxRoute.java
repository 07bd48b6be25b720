package tn.flotte.orchestrator.broker;

import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Empties the outbox a few times a second; what could not be sent stays for the next time. */
@Component
class OutboxRoute extends RouteBuilder {
  private static final Logger log = LoggerFactory.getLogger(OutboxRoute.class);

  private final Outbox outbox;

  OutboxRoute(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void configure() {
    from("timer:boite-d-envoi?period=200")
        .routeId("boite-d-envoi")
        .process(
            _ -> {
              try {
                outbox.relay();
              } catch (RuntimeException e) {
                log.warn(
                    "The agents could not be told of new work; trying again: {}", e.getMessage());
              }
            });
  }
}
