package tn.flotte.orchestrator.archive;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.HouseSettings;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {
  @Bean
  Conservation conservation(ArchiveSettings settings, ResourceLoader resources) {
    return Conservation.read(resources.getResource(settings.conservation()));
  }

  @Bean
  Chain chain(
      JdbcClient jdbc, Documents documents, Conservation rules, HouseSettings house, Clock clock) {
    return new Chain(jdbc, documents, rules, house.fuseau(), clock);
  }

  @Bean
  ReadWords readWords(JdbcClient jdbc, JsonMapper json) {
    return new ReadWords(jdbc, json);
  }

  /** Flyway runs it before anything may touch the database: it makes its own client. */
  @Bean
  CatchUp catchUp(
      Documents documents, Conservation rules, HouseSettings house, JsonMapper json, Clock clock) {
    return new CatchUp(documents, rules, house.fuseau(), json, clock);
  }
}
