package tn.flotte.orchestrator.broker;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tn.flotte.orchestrator.work.Desk;
import tools.jackson.databind.json.JsonMapper;

/**
 * The arrow from the agents: a request in, an answer back to whoever asked. An error gives no
 * answer; the agent asks again.
 */
@Component
class DeskRoute extends RouteBuilder {
  private final Desk desk;
  private final JsonMapper json;

  DeskRoute(Desk desk, JsonMapper json) {
    this.desk = desk;
    this.json = json;
  }

  @Override
  public void configure() {
    from("jms:queue:flotte.orchestrateur?concurrentConsumers=4&replyToDeliveryPersistent=false")
        .routeId("orchestrateur")
        .process(this::answer);
  }

  private void answer(Exchange exchange) {
    Request request = json.readValue(exchange.getMessage().getBody(String.class), Request.class);
    Reply reply = desk.answer(request);
    exchange.getMessage().removeHeaders("*", "JMSReplyTo", "JMSCorrelationID");
    exchange.getMessage().setBody(json.writerFor(Reply.class).writeValueAsString(reply));
  }
}
