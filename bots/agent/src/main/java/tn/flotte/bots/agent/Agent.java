package tn.flotte.bots.agent;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import tn.flotte.bots.api.protocol.Request;

/**
 * The hosting process: makes itself known, opens its queues once everything else stands, and stops
 * taking before it stops.
 */
final class Agent {
  private static final Logger log = LoggerFactory.getLogger(Agent.class);

  private final String name;
  private final String host;
  private final AgentSettings settings;
  private final List<Worker> workers;
  private final Orchestrator orchestrator;
  private final CamelContext camel;
  private final ScheduledExecutorService pulses;
  private @Nullable ScheduledFuture<?> presence;

  Agent(
      String name,
      String host,
      AgentSettings settings,
      List<Worker> workers,
      Orchestrator orchestrator,
      CamelContext camel,
      ScheduledExecutorService pulses) {
    this.name = name;
    this.host = host;
    this.settings = settings;
    this.workers = List.copyOf(workers);
    this.orchestrator = orchestrator;
    this.camel = camel;
    this.pulses = pulses;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    try {
      camel.addRoutes(new AgentRoutes(workers, settings));
    } catch (Exception e) {
      throw new IllegalStateException("The agent's routes could not be started.", e);
    }
    List<String> bots = workers.stream().map(Worker::botName).toList();
    String version = String.valueOf(Agent.class.getPackage().getImplementationVersion());
    var present =
        new Request.Present(
            name, host, ProcessHandle.current().pid(), bots, settings.capacite(), version);
    presence =
        pulses.scheduleWithFixedDelay(
            () -> {
              try {
                orchestrator.ask(present);
              } catch (RuntimeException e) {
                log.warn("The orchestrator does not answer: {}", e.getMessage());
              }
            },
            0,
            5,
            TimeUnit.SECONDS);
    log.info("agent {} hosts {}", name, bots);
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    workers.forEach(Worker::stop);
    ScheduledFuture<?> scheduled = presence;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }
}
