package tn.flotte.orchestrator.review;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the review desk behaves.
 *
 * @param bail how long somebody who does nothing keeps an item from the others
 */
@ConfigurationProperties("flotte.bureau")
public record ReviewSettings(@DefaultValue("10m") Duration bail) {
  public ReviewSettings {
    if (bail.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "flotte.bureau.bail must be a second or more, not " + bail + ".");
    }
  }
}
