package tn.flotte.orchestrator.broker;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.ConfigurationUtils;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import tn.flotte.orchestrator.HouseSettings;

@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class BrokerConfiguration {
  private static final Logger log = LoggerFactory.getLogger(BrokerConfiguration.class);
  private static final String ROLE = "flotte";
  private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  /** Names in-memory brokers apart: two houses in one JVM must never answer each other's agents. */
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final String inMemory = "vm://" + NEXT.getAndIncrement();

  @Bean(destroyMethod = "stop")
  @ConditionalOnExpression("'${flotte.broker.url:}'.isBlank()")
  EmbeddedActiveMQ embeddedBroker(
      HouseSettings house,
      EmbeddedBrokerSettings settings,
      @Value("${flotte.broker.compte:flotte}") String account,
      @Value("${flotte.broker.mot-de-passe:flotte}") String password)
      throws Exception {
    SecurityConfiguration accounts = new SecurityConfiguration();
    accounts.addUser(account, password);
    accounts.addRole(account, ROLE);
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration(house.donnees().resolve("broker"), settings));
    broker.setSecurityManager(
        new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), accounts));
    broker.start();
    if (!broker.getActiveMQServer().isActive()) {
      // Artemis only logs that an acceptor could not listen.
      broker.stop();
      throw new IllegalStateException(
          "The embedded broker could not start: is the disk full, or %s taken by another program?"
              .formatted(settings.accueil().isBlank() ? inMemory : settings.accueil()));
    }
    return broker;
  }

  private Configuration configuration(Path directory, EmbeddedBrokerSettings settings)
      throws Exception {
    ConfigurationImpl broker = new ConfigurationImpl();
    broker.setName("flotte");
    broker.setPersistenceEnabled(true);
    broker.setJournalType(JournalType.NIO);
    broker.setBrokerInstance(directory.toFile());
    broker.setJournalDirectory(directory.resolve("journal").toString());
    broker.setBindingsDirectory(directory.resolve("bindings").toString());
    broker.setLargeMessagesDirectory(directory.resolve("large").toString());
    broker.setPagingDirectory(directory.resolve("paging").toString());
    broker.setMaxDiskUsage(98);
    // One process has many short-lived temporary reply queues; nothing of the broker's own metrics
    // is used.
    broker.setMessageCounterEnabled(false);
    broker.addAcceptorConfiguration("vm", inMemory);
    if (!settings.accueil().isBlank()) {
      listen(broker, settings);
    }
    Role all =
        new Role(ROLE, true, true, true, true, true, true, true, true, true, true, false, false);
    Map<String, Set<Role>> rights = new HashMap<>();
    rights.put("#", Set.of(all));
    broker.setSecurityRoles(rights);
    AddressSettings settingsForAll = new AddressSettings();
    settingsForAll.setAutoCreateQueues(true);
    settingsForAll.setAutoCreateAddresses(true);
    settingsForAll.setDefaultConsumerWindowSize(0);
    settingsForAll.setDeadLetterAddress(SimpleString.of("flotte.perdus"));
    settingsForAll.setExpiryAddress(SimpleString.of("flotte.expires"));
    broker.addAddressSetting("#", settingsForAll);
    for (String unread : new String[] {"flotte.perdus", "flotte.expires"}) {
      // What nobody can deliver is dropped here: the database knows the work, a hint is only a
      // hint.
      broker.addAddressConfiguration(
          new CoreAddressConfiguration().setName(unread).addRoutingType(RoutingType.MULTICAST));
    }
    return broker;
  }

  private static void listen(ConfigurationImpl broker, EmbeddedBrokerSettings settings)
      throws Exception {
    for (TransportConfiguration acceptor :
        ConfigurationUtils.parseAcceptorURI("tcp", settings.accueil())) {
      secure(acceptor.getParams(), settings);
      broker.addAcceptorConfiguration(acceptor);
    }
  }

  private static void secure(Map<String, Object> parameters, EmbeddedBrokerSettings settings) {
    Path certificate = settings.certificat();
    if (certificate == null) {
      String host = String.valueOf(parameters.get(TransportConstants.HOST_PROP_NAME));
      if (!LOCAL.contains(host)) {
        log.warn(
            "The broker takes agents at {} in plain text: passwords and papers can be read on the way."
                + " FLOTTE_BROKER_EMBARQUE_CERTIFICAT makes it TLS.",
            settings.accueil());
      }
      return;
    }
    if (!Files.isReadable(certificate)) {
      throw new IllegalStateException(
          "FLOTTE_BROKER_EMBARQUE_CERTIFICAT names " + certificate + ", which can't be read.");
    }
    parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, "true");
    parameters.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
    parameters.put(
        TransportConstants.KEYSTORE_PATH_PROP_NAME, certificate.toAbsolutePath().toString());
    parameters.put(
        TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, settings.motDePasseCertificat().value());
  }

  /** In one process, the queues are reached through memory. */
  @Bean
  @ConditionalOnExpression("'${flotte.broker.url:}'.isBlank()")
  ConnectionFactory embeddedConnections(
      EmbeddedActiveMQ broker,
      @Value("${flotte.broker.compte:flotte}") String account,
      @Value("${flotte.broker.mot-de-passe:flotte}") String password) {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(inMemory, account, password);
    factory.setConsumerWindowSize(0);
    return factory;
  }
}
