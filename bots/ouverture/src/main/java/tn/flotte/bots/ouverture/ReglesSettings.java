package tn.flotte.bots.ouverture;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * Where the orchestrator finds the rules that an installation begins with; from then on people
 * change them on its pages.
 *
 * @param regles a resource, such as {@code file:/etc/flotte/regles.yaml}
 */
@ConfigurationProperties("flotte.ouverture")
record ReglesSettings(
    @DefaultValue("classpath:tn/flotte/bots/ouverture/regles.yaml") String regles) {
  ReglesSettings {
    if (regles.isBlank()) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "flotte.ouverture.regles must be the place of the rules.");
    }
  }
}
