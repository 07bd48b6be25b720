package tn.flotte.pass;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the stand-in's place in the driver's tests: answers what the seed file says, for ever. */
public final class PassApplication {
  private PassApplication() {}

  public static void main(String[] arguments) throws IOException {
    // A process of a process, as a browser would be.
    new ProcessBuilder("sleep", "600").start();
    int port = Integer.parseInt(System.getenv("SERVER_PORT"));
    byte[] truth = Files.readAllBytes(Path.of(System.getenv("PASS_DONNEES")));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              exchange.getRequestURI().getPath().equals("/verite")
                  ? truth
                  : "OK".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }
}
