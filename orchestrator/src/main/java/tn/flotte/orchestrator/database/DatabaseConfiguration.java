package tn.flotte.orchestrator.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tn.flotte.orchestrator.HouseSettings;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  /** Where the embedded server keeps its data, under the house's directory. */
  static final String DIRECTORY = "postgres";

  @Bean(destroyMethod = "close")
  @ConditionalOnExpression("'${flotte.db.url:}'.isBlank()")
  EmbeddedServer embeddedServer(HouseSettings house, DatabaseSettings settings) throws IOException {
    return EmbeddedServer.start(house.donnees().resolve(DIRECTORY), settings.embarquePort());
  }

  @Bean
  @ConditionalOnExpression("'${flotte.db.url:}'.isBlank()")
  DataSource embeddedDataSource(EmbeddedServer server, DatabaseSettings settings) {
    return pool(server.jdbcUrl(), "postgres", "", settings);
  }

  @Bean
  @ConditionalOnExpression("!'${flotte.db.url:}'.isBlank()")
  DataSource dataSource(DatabaseSettings settings) {
    return pool(settings.url(), settings.compte(), settings.motDePasse().value(), settings);
  }

  private static DataSource pool(
      String url, String user, String password, DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(settings.connexions());
    config.setMinimumIdle(2);
    config.setConnectionTimeout(10_000);
    config.setPoolName("flotte");
    return new HikariDataSource(config);
  }
}
