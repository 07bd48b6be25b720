package tn.flotte.connectors.pass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stand-in for PASS, in a process of its own, with this module's small seed. */
final class Doublure implements AutoCloseable {
  private static final String JETON = "jeton-des-tests";
  private static final Duration START = Duration.ofSeconds(90);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private Process process;

  private Doublure(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  static Doublure demarrer(String... more) {
    try {
      int port = port();
      Doublure doublure = new Doublure(port, lancer(port, more));
      doublure.attendre();
      return doublure;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static Process lancer(int port, String... more) throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "tn.flotte.pass.PassApplication",
                "--server.port=" + port,
                "--pass.jeton=" + JETON,
                "--pass.latence=0ms",
                "--pass.donnees=" + Path.of("src/test/resources/pass.json").toAbsolutePath()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Path.of("target", "doublure-" + port + ".log").toFile())
        .start();
  }

  private void attendre() {
    org.awaitility.Awaitility.await()
        .atMost(START)
        .ignoreExceptions()
        .until(() -> envoyer(HttpRequest.newBuilder(adresse("sante")).build()).statusCode() == 200);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** Everything PASS has committed. */
  JsonNode verite() {
    return JSON.readTree(
        envoyer(HttpRequest.newBuilder(adresse("verite")).header("X-Admin-Token", JETON).build())
            .body());
  }

  void panne(String json) {
    HttpResponse<String> answer =
        envoyer(
            HttpRequest.newBuilder(adresse("panne"))
                .header("X-Admin-Token", JETON)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  void sansPanne() {
    panne(
        "{\"latence_ms\":0,\"erreur_taux\":0,\"maintenance\":false,\"controle_deplace\":false,\"verrou\":null}");
  }

  private URI adresse(String path) {
    return url().resolve(path);
  }

  HttpResponse<String> envoyer(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    http.close();
  }
}
