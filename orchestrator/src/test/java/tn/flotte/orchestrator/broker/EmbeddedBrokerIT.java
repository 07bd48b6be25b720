package tn.flotte.orchestrator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tn.flotte.bots.api.Secret;
import tn.flotte.orchestrator.HouseSettings;

class EmbeddedBrokerIT {
  private static final String ACCOUNT = "flotte";
  private static final String QUEUE = "flotte.orchestrateur";

  @TempDir Path here;

  private EmbeddedActiveMQ start(BrokerConfiguration house, String name, String accueil)
      throws Exception {
    return house.embeddedBroker(
        new HouseSettings(here.resolve(name), ZoneOffset.UTC),
        new EmbeddedBrokerSettings(accueil, null, new Secret("")),
        ACCOUNT,
        ACCOUNT);
  }

  @Test
  void twoHousesInOneJvmNeverHearEachOther() throws Exception {
    BrokerConfiguration here = new BrokerConfiguration();
    BrokerConfiguration there = new BrokerConfiguration();
    EmbeddedActiveMQ first = start(here, "a", "");
    EmbeddedActiveMQ second = start(there, "b", "");
    ConnectionFactory toFirst = here.embeddedConnections(first, ACCOUNT, ACCOUNT);
    ConnectionFactory toSecond = there.embeddedConnections(second, ACCOUNT, ACCOUNT);
    try (JMSContext a = toFirst.createContext();
        JMSContext b = toSecond.createContext()) {
      a.createProducer().send(a.createQueue(QUEUE), "a question");

      assertThat(b.createConsumer(b.createQueue(QUEUE)).receiveNoWait()).isNull();
      assertThat(a.createConsumer(a.createQueue(QUEUE)).receiveBody(String.class))
          .isEqualTo("a question");
    } finally {
      first.stop();
      second.stop();
    }
  }

  @Test
  void worksAgainAfterItHasGivenUp() throws Exception {
    BrokerConfiguration house = new BrokerConfiguration();
    EmbeddedActiveMQ broker = start(house, "d", "");
    BrokerWatch watch = new BrokerWatch(broker);
    ConnectionFactory connections = house.embeddedConnections(broker, ACCOUNT, ACCOUNT);
    try {
      try (JMSContext before = connections.createContext()) {
        before.createProducer().send(before.createQueue(QUEUE), "kept");
      }
      broker.getActiveMQServer().stop(true);
      assertThat(watch.isActive()).isFalse();

      watch.look();
      assertThat(watch.isActive()).isTrue();
      try (JMSContext after = connections.createContext()) {
        assertThat(after.createConsumer(after.createQueue(QUEUE)).receiveBody(String.class))
            .isEqualTo("kept");
      }
    } finally {
      broker.stop();
    }
  }

  @Test
  void refusesToStartWhereAnotherProgramListens() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String accueil = "tcp://127.0.0.1:" + taken.getLocalPort();

      assertThatThrownBy(() -> start(new BrokerConfiguration(), "c", accueil))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(accueil);
    }
  }
}
