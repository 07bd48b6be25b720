package tn.flotte.orchestrator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes the orchestrator's place in the driver's tests: serves the outcomes of {@code mails.json}
 * beside the schedules, or dies when there is none. It leaves what it was told in {@code PORT.env}
 * there.
 */
public final class OrchestratorApplication {
  private OrchestratorApplication() {}

  public static void main(String[] arguments) throws IOException {
    new ProcessBuilder("sleep", "600").start();
    Path file = Path.of(System.getenv("FLOTTE_SCHEDULES_DOSSIER")).resolve("mails.json");
    if (!Files.exists(file)) {
      System.out.println("La base de données est introuvable.");
      System.exit(7);
    }
    byte[] mails = Files.readAllBytes(file);
    Files.write(
        file.resolveSibling(System.getenv("SERVER_PORT") + ".env"),
        System.getenv().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList());
    int port = Integer.parseInt(System.getenv("SERVER_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              exchange.getRequestURI().getPath().equals("/api/mails")
                  ? mails
                  : "{\"attente\":0,\"en_cours\":0,\"incertain\":0}"
                      .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }
}
