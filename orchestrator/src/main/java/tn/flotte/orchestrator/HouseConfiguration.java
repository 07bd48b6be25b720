package tn.flotte.orchestrator;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tn.flotte.connectors.documents.DirectoryDocuments;
import tn.flotte.connectors.documents.Documents;

/** What every module of the house stands on. */
@Configuration(proxyBeanMethods = false)
class HouseConfiguration {
  private static final Logger log = LoggerFactory.getLogger(HouseConfiguration.class);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Documents documents(HouseSettings house) {
    log.info("what this house keeps is in {}", house.donnees());
    return new DirectoryDocuments(house.donnees().resolve("documents"));
  }
}
