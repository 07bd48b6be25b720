package tn.flotte.bots.agent;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an agent is told about itself.
 *
 * @param actif whether this process hosts bots at all
 * @param nom how people see it; empty for the host's name and the process id
 * @param bots the bots it offers to host; empty for all that it has
 * @param capacite items of one bot worked on at the same time
 * @param sondage how often it asks for work when nobody calls it
 * @param delaiReponse how long one request to the orchestrator may take
 * @param patience how long a request is repeated while orchestrator, broker or database are away
 */
@ConfigurationProperties("flotte.agent")
public record AgentSettings(
    @DefaultValue("true") boolean actif,
    @DefaultValue("") String nom,
    @DefaultValue List<String> bots,
    @DefaultValue("1") int capacite,
    @DefaultValue("3s") Duration sondage,
    @DefaultValue("15s") Duration delaiReponse,
    @DefaultValue("5m") Duration patience) {
  public AgentSettings {
    bots = List.copyOf(bots);
    if (capacite < 1 || capacite > 32) {
      throw new IllegalArgumentException(
          "flotte.agent.capacite must be 1 to 32, not " + capacite + ".");
    }
  }

  boolean hosts(String bot) {
    return bots.isEmpty() || bots.contains(bot);
  }
}
