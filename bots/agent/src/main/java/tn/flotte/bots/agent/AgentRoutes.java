package tn.flotte.bots.agent;

import java.util.List;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;

/**
 * The agent's arrows: one queue a bot in, requests to the orchestrator out, and a poll for when a
 * hint was lost.
 */
final class AgentRoutes extends RouteBuilder {
  private final List<Worker> workers;
  private final AgentSettings settings;

  AgentRoutes(List<Worker> workers, AgentSettings settings) {
    this.workers = List.copyOf(workers);
    this.settings = settings;
  }

  @Override
  public void configure() {
    from(JmsOrchestrator.ENDPOINT)
        .routeId("agent-orchestrateur")
        .setExchangePattern(ExchangePattern.InOut)
        .to(
            "jms:queue:flotte.orchestrateur?requestTimeout="
                + settings.delaiReponse().toMillis()
                + "&deliveryPersistent=false&explicitQosEnabled=true&timeToLive="
                + settings.delaiReponse().toMillis());
    for (Worker worker : workers) {
      // Acknowledged before the work begins (the container's AUTO_ACKNOWLEDGE): the lease, not the
      // broker, decides.
      from("jms:queue:flotte.bot."
              + worker.botName()
              + "?concurrentConsumers="
              + settings.capacite())
          .routeId("agent-" + worker.botName())
          .process(_ -> worker.takeAll());
      from("timer:sondage-" + worker.botName() + "?period=" + settings.sondage().toMillis())
          .routeId("agent-sondage-" + worker.botName())
          .process(_ -> worker.takeAll());
    }
  }
}
