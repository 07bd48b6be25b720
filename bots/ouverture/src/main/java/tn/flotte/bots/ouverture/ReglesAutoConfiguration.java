package tn.flotte.bots.ouverture;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;

/**
 * The opening's rule book, in every process: an orchestrator needs it though the bots be hosted
 * elsewhere.
 */
@AutoConfiguration
@EnableConfigurationProperties(ReglesSettings.class)
public class ReglesAutoConfiguration {
  @Bean
  ReglesOuverture reglesOuverture(ReglesSettings settings, ResourceLoader resources) {
    return new ReglesOuverture(resources.getResource(settings.regles()));
  }
}
