package tn.flotte.bots.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tools.jackson.databind.json.JsonMapper;

/**
 * Request and reply over the broker. Every request may be repeated, so an outage of a minute costs
 * a minute and nothing else.
 */
final class JmsOrchestrator implements Orchestrator {
  static final String ENDPOINT = "direct:orchestrateur";

  private static final Logger log = LoggerFactory.getLogger(JmsOrchestrator.class);

  private final ProducerTemplate camel;
  private final JsonMapper json;
  private final AgentSettings settings;
  private final Clock clock;

  JmsOrchestrator(ProducerTemplate camel, JsonMapper json, AgentSettings settings, Clock clock) {
    this.camel = camel;
    this.json = json;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Reply ask(Request request) {
    String body = json.writerFor(Request.class).writeValueAsString(request);
    Instant until = isRepeated(request) ? clock.instant().plus(settings.patience()) : Instant.MIN;
    long pause = 250;
    while (true) {
      try {
        String answer = camel.requestBody(ENDPOINT, body, String.class);
        if (answer != null) {
          return json.readValue(answer, Reply.class);
        }
        giveUpAfter(until, request, null);
      } catch (CamelExecutionException e) {
        giveUpAfter(until, request, e);
      }
      sleep(pause + ThreadLocalRandom.current().nextLong(pause));
      pause = Math.min(pause * 2, 5_000);
    }
  }

  /**
   * What comes again by itself is not repeated: a take without an answer is freed by its lease, the
   * next pulse is due soon.
   */
  private static boolean isRepeated(Request request) {
    return !(request instanceof Request.Take
        || request instanceof Request.Pulse
        || request instanceof Request.Present);
  }

  private void giveUpAfter(
      Instant until, Request request, @Nullable CamelExecutionException cause) {
    String what = request.getClass().getSimpleName();
    if (clock.instant().isAfter(until)) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE,
          "The orchestrator gave no answer to " + what + "; will be tried anew.",
          cause);
    }
    log.warn("No answer to {} from the orchestrator; asking again.", what);
  }

  private static void sleep(long milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LateException("interrupted while asking the orchestrator", e);
    }
  }
}
