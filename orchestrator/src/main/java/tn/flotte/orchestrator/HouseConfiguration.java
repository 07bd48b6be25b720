package tn.flotte.orchestrator;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tn.flotte.connectors.documents.DirectoryDocuments;
import tn.flotte.connectors.documents.Documents;

/** What every module of the house stands on. */
@Configuration(proxyBeanMethods = false)
class HouseConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Documents documents(HouseSettings house) {
    return new DirectoryDocuments(house.donnees().resolve("documents"));
  }
}
