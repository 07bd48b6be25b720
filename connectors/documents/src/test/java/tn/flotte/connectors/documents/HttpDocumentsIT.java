package tn.flotte.connectors.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Secret;

class HttpDocumentsIT extends DocumentsContract {
  private static final String PATH = "/documents/";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private volatile boolean lying;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(PATH, this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  @Override
  Documents documents() {
    return documents("jeton");
  }

  private Documents documents(String token) {
    return new HttpDocuments(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        new Secret(token),
        Duration.ofSeconds(30));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!"Bearer jeton".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      Documents stored = new DirectoryDocuments(directory);
      DocumentId id = new DocumentId(exchange.getRequestURI().getPath().substring(PATH.length()));
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          DocumentId found = stored.put(exchange.getRequestBody());
          exchange.sendResponseHeaders(found.equals(id) ? 201 : 422, -1);
        }
        case "HEAD" -> {
          if (stored.contains(id)) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(stored.size(id)));
          }
          exchange.sendResponseHeaders(stored.contains(id) ? 200 : 404, -1);
        }
        default -> get(exchange, stored, id);
      }
    }
  }

  private void get(HttpExchange exchange, Documents stored, DocumentId id) throws IOException {
    if (!stored.contains(id)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    byte[] content = lying ? "autre chose".getBytes(StandardCharsets.UTF_8) : stored.read(id);
    exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  @Test
  void refusesAContentThatWasNotAskedFor() {
    DocumentId id = documents().put("constat".getBytes(StandardCharsets.UTF_8));
    lying = true;

    assertThatThrownBy(() -> documents().read(id))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aWrongTokenIsAMatterOfConfiguration() {
    assertThatThrownBy(() -> documents("faux").put(new byte[] {1}))
        .isInstanceOf(ConnectorException.class)
        .extracting(e -> ((ConnectorException) e).kind())
        .isEqualTo(FailureKind.CONFIGURATION);
  }

  @Test
  void anEndpointThatIsAwayIsUnavailable() {
    Documents away = documents();
    server.stop(0);

    assertThatThrownBy(() -> away.put(new byte[] {1}))
        .isInstanceOf(ConnectorException.class)
        .extracting(e -> ((ConnectorException) e).kind())
        .isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void theTokenIsNeverShown() {
    assertThat(documents().toString()).doesNotContain("jeton");
  }
}
