package tn.flotte.bots.agent;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * Connections to a broker of another process. Whatever the address says, a certificate that is not
 * trusted or that is another host's is refused.
 */
final class BrokerConnections {
  private BrokerConnections() {}

  static ConnectionFactory to(BrokerSettings broker) {
    // No window: an agent fetches a hint when it can act on it, so none waits behind a long item.
    ActiveMQConnectionFactory factory =
        new ActiveMQConnectionFactory(broker.url(), broker.compte(), broker.motDePasse().value());
    for (TransportConfiguration connector : factory.getStaticConnectors()) {
      secure(connector.getParams(), broker);
    }
    factory.setConsumerWindowSize(0);
    factory.setReconnectAttempts(-1);
    factory.setRetryInterval(500);
    factory.setRetryIntervalMultiplier(1.5);
    factory.setMaxRetryInterval(5_000);
    factory.setInitialConnectAttempts(-1);
    return factory;
  }

  private static void secure(Map<String, Object> parameters, BrokerSettings broker) {
    parameters.put(TransportConstants.VERIFY_HOST_PROP_NAME, "true");
    parameters.put(TransportConstants.TRUST_ALL_PROP_NAME, "false");
    Path trusted = broker.confiance();
    if (trusted == null) {
      return;
    }
    if (!Files.isReadable(trusted)) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "FLOTTE_BROKER_CONFIANCE names " + trusted + ", which can't be read.");
    }
    parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, "true");
    parameters.put(TransportConstants.TRUSTSTORE_TYPE_PROP_NAME, "PKCS12");
    parameters.put(
        TransportConstants.TRUSTSTORE_PATH_PROP_NAME, trusted.toAbsolutePath().toString());
    parameters.put(
        TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME, broker.motDePasseConfiance().value());
  }
}
