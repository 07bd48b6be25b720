package tn.flotte.bots.agent;

import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;

/** The orchestrator as an agent knows it: a question, and an answer that is in the database. */
@FunctionalInterface
interface Orchestrator {
  /**
   * Asks until an answer comes or patience ends.
   *
   * @throws tn.flotte.bots.api.ConnectorException UNAVAILABLE when no answer came
   */
  Reply ask(Request request);
}
