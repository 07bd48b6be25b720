package tn.flotte.orchestrator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tn.flotte.bots.agent.AgentAutoConfiguration;
import tn.flotte.bots.api.Secret;
import tn.flotte.orchestrator.HouseSettings;

/** The embedded broker behind TLS, and an agent's connection made from an agent's settings. */
class BrokerTlsIT {
  private static final String PASSWORD = "mot-de-passe-du-magasin";
  private static final String ACCOUNT = "agent-legal";
  private static final String ACCOUNT_PASSWORD = "son-mot-de-passe";

  @TempDir private static Path here;
  private static int port;
  private static EmbeddedActiveMQ broker;

  @BeforeAll
  static void brokerBehindTls() throws Exception {
    makeKey("localhost", "broker");
    makeKey("localhost", "etranger");
    port = freePort();
    broker = broker("maison", port, "broker");
  }

  @AfterAll
  static void stop() throws Exception {
    broker.stop();
  }

  private static EmbeddedActiveMQ broker(String house, int at, String key) throws Exception {
    return new BrokerConfiguration()
        .embeddedBroker(
            new HouseSettings(here.resolve(house), ZoneOffset.UTC),
            new EmbeddedBrokerSettings(
                "tcp://127.0.0.1:" + at, here.resolve(key + ".p12"), new Secret(PASSWORD)),
            ACCOUNT,
            ACCOUNT_PASSWORD);
  }

  @Test
  void takesAnAgentThatTrustsItsCertificate() {
    assertThat(said("localhost", port, "", "broker")).isEqualTo("bonjour");
  }

  @Test
  void refusesPlainText() {
    assertRefused(() -> said("localhost", port, "", ""));
  }

  @Test
  void isRefusedByAnAgentThatDoesNotTrustItsCertificate() {
    assertRefused(() -> said("localhost", port, "", "etranger"));
    // Nor does the JVM know it.
    assertRefused(() -> said("localhost", port, "?sslEnabled=true", ""));
  }

  @Test
  void noAddressSwitchesTheChecksOff() throws Exception {
    makeKey("ailleurs.example", "ailleurs");
    int elsewhere = freePort();
    EmbeddedActiveMQ other = broker("ailleurs", elsewhere, "ailleurs");
    try {
      assertRefused(() -> said("localhost", elsewhere, "", "ailleurs"));
      assertRefused(() -> said("localhost", elsewhere, "?verifyHost=false", "ailleurs"));
      assertRefused(() -> said("localhost", port, "?sslEnabled=true&trustAll=true", ""));
    } finally {
      other.stop();
    }
  }

  @Test
  void refusesAnotherPassword() {
    assertThatThrownBy(() -> said("localhost", port, "", "broker", "un-autre"))
        .hasMessageContaining("AMQ229031");
  }

  private static void assertRefused(ThrowingCallable talk) {
    assertThatThrownBy(talk).isInstanceOf(JMSRuntimeException.class);
  }

  private static String said(String host, int at, String options, String trusted) {
    return said(host, at, options, trusted, ACCOUNT_PASSWORD);
  }

  /** What an agent with these settings hears of what it said itself. */
  private static String said(String host, int at, String options, String trusted, String password) {
    String[] heard = new String[1];
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(AgentAutoConfiguration.class))
        .withPropertyValues(
            "flotte.agent.actif=false",
            "flotte.documents.dossier=" + here.resolve("documents"),
            "flotte.broker.url=tcp://" + host + ":" + at + options,
            "flotte.broker.compte=" + ACCOUNT,
            "flotte.broker.mot-de-passe=" + password)
        .withPropertyValues(
            trusted.isEmpty()
                ? new String[0]
                : new String[] {
                  "flotte.broker.confiance=" + here.resolve(trusted + "-confiance.p12"),
                  "flotte.broker.mot-de-passe-confiance=" + PASSWORD
                })
        .run(
            agent -> {
              var connections = (ActiveMQConnectionFactory) agent.getBean(ConnectionFactory.class);
              // An agent tries for ever; a test wants to know.
              connections.setInitialConnectAttempts(1);
              connections.setCallTimeout(5_000);
              try (JMSContext context = connections.createContext()) {
                var queue = context.createQueue("flotte.essai");
                context.createProducer().send(queue, "bonjour");
                heard[0] = context.createConsumer(queue).receiveBody(String.class);
              }
            });
    return heard[0];
  }

  /** A key for this host, and a store that trusts it and nothing else. */
  private static void makeKey(String host, String name) throws Exception {
    Path store = here.resolve(name + ".p12");
    Path certificate = here.resolve(name + ".cer");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + host,
        "-validity",
        "2",
        "-ext",
        "san=dns:" + host,
        "-keystore",
        store.toString());
    keytool(
        "-exportcert",
        "-alias",
        name,
        "-keystore",
        store.toString(),
        "-file",
        certificate.toString());
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        name,
        "-file",
        certificate.toString(),
        "-keystore",
        here.resolve(name + "-confiance.p12").toString());
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(here.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
