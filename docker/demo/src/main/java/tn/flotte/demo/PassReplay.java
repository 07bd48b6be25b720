package tn.flotte.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A bare HTTP client that makes the requests a browser made, in their order, on one connection. */
final class PassReplay {
  private final URI pass;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  PassReplay(URI pass) {
    this.pass = pass;
  }

  /** The requests in the stand-in's journal from this line on. */
  static List<JsonNode> requests(Path journal, int fromLine) throws IOException {
    List<JsonNode> requests = new ArrayList<>();
    List<String> lines = Files.readAllLines(journal, StandardCharsets.UTF_8);
    for (String line : lines.subList(fromLine, lines.size())) {
      if (!line.isBlank()) {
        requests.add(Doors.JSON.readTree(line));
      }
    }
    return requests;
  }

  static int lines(Path journal) throws IOException {
    return Files.exists(journal) ? Files.readAllLines(journal, StandardCharsets.UTF_8).size() : 0;
  }

  void logIn(String account, String password) throws IOException {
    send("GET", "/connexion.do", "", "");
    send("POST", "/connexion.do", "", "txtCpt=" + account + "&txtPwd=" + password);
  }

  /** Seconds for all of them. */
  double run(List<JsonNode> requests) throws IOException {
    long begin = System.nanoTime();
    for (JsonNode request : requests) {
      send(
          request.path("methode").asString(),
          request.path("chemin").asString(),
          request.path("requete").asString(""),
          request.path("corps").asString(""));
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private void send(String method, String path, String query, String body) throws IOException {
    URI address = pass.resolve(path + (query.isEmpty() ? "" : "?" + query));
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (method.equals("POST")) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
      request.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));
    }
    try {
      client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking PASS.", e);
    }
  }
}
