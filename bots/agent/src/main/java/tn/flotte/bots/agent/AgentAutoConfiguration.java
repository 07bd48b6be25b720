package tn.flotte.bots.agent;

import jakarta.jms.ConnectionFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jms.connection.CachingConnectionFactory;
import tn.flotte.bots.api.Bot;
import tn.flotte.connectors.documents.Documents;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes an agent of the process it finds itself in: alone in a JVM of its own, or inside the
 * orchestrator's.
 */
@AutoConfiguration
@EnableConfigurationProperties({AgentSettings.class, BrokerSettings.class, DocumentsSettings.class})
public class AgentAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  @ConditionalOnMissingBean
  Documents documents(DocumentsSettings settings) {
    return settings.open();
  }

  @Bean
  @ConditionalOnMissingBean
  ConnectionFactory connectionFactory(BrokerSettings broker) {
    return BrokerConnections.to(broker);
  }

  @Bean("jms")
  @ConditionalOnMissingBean(name = "jms")
  JmsComponent jms(ConnectionFactory connections) {
    JmsComponent jms = new JmsComponent();
    CachingConnectionFactory forSending = new CachingConnectionFactory(connections);
    forSending.setSessionCacheSize(8);
    forSending.setReconnectOnException(true);
    jms.setConnectionFactory(connections);
    jms.setTemplateConnectionFactory(forSending);
    jms.setRecoveryInterval(1_000);
    return jms;
  }

  /**
   * Nothing is redelivered or swallowed inside a route: a failure comes back to whoever put the
   * exchange in.
   */
  @Bean
  CamelContextConfiguration failuresComeBack() {
    return new CamelContextConfiguration() {
      @Override
      public void beforeApplicationStart(CamelContext camel) {
        camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
      }

      @Override
      public void afterApplicationStart(CamelContext camel) {
        // Nothing to do then.
      }
    };
  }

  @Bean
  @ConditionalOnMissingBean
  Effects effects(Clock clock) {
    return new Effects(clock);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService pulses() {
    return Executors.newScheduledThreadPool(
        4, Thread.ofPlatform().daemon().name("pulse-", 0).factory());
  }

  @Bean
  @ConditionalOnProperty(name = "flotte.agent.actif", matchIfMissing = true)
  Agent agent(
      AgentSettings settings,
      ObjectProvider<Bot> bots,
      CamelContext camel,
      Effects effects,
      Documents documents,
      JsonMapper json,
      Clock clock,
      ScheduledExecutorService pulses) {
    String name =
        settings.nom().isBlank() ? host() + "-" + ProcessHandle.current().pid() : settings.nom();
    var template = camel.createProducerTemplate();
    Orchestrator orchestrator = new JmsOrchestrator(template, json, settings, clock);
    List<Worker> workers =
        bots.orderedStream()
            .filter(bot -> settings.hosts(bot.name()))
            .map(
                bot ->
                    new Worker(
                        bot,
                        name,
                        settings,
                        orchestrator,
                        template,
                        effects,
                        documents,
                        json,
                        clock,
                        pulses))
            .toList();
    return new Agent(name, host(), settings, workers, orchestrator, camel, pulses);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
