package tn.flotte.orchestrator.work;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient the queue is.
 *
 * @param bail the lease: how long an agent may be silent before its item is given to another
 * @param echecsMax technical failures after which an item is FAILED
 * @param pertesMax leases lost in a row, without a step recorded in between, after which an item is
 *     FAILED
 * @param recul the first pause after a failure; doubles with each, with jitter
 * @param reculMax the longest pause after a failure
 * @param coupureApres outages in a row that pause a bot
 * @param coupure the first pause of a bot; doubles while the outage lasts
 * @param coupureMax the longest pause of a bot
 * @param comptesPass the PASS accounts that may be leased, one an item
 */
@ConfigurationProperties("flotte.travail")
public record WorkSettings(
    @DefaultValue("30s") Duration bail,
    @DefaultValue("5") int echecsMax,
    @DefaultValue("8") int pertesMax,
    @DefaultValue("5s") Duration recul,
    @DefaultValue("5m") Duration reculMax,
    @DefaultValue("3") int coupureApres,
    @DefaultValue("10s") Duration coupure,
    @DefaultValue("2m") Duration coupureMax,
    @DefaultValue({"ROBOT01", "ROBOT02", "ROBOT03", "ROBOT04"}) List<String> comptesPass) {
  public WorkSettings {
    comptesPass = List.copyOf(comptesPass);
    if (bail.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "flotte.travail.bail must be a second or more, not " + bail + ".");
    }
  }
}
