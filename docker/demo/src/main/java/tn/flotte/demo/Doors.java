package tn.flotte.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON behind a bearer token: the orchestrator's REST pages and the stand-in's truth. */
final class Doors {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  String text(URI address, String token) throws IOException {
    HttpResponse<String> answer = send(address, token);
    if (answer.statusCode() != 200) {
      throw new IOException(address + " answered " + answer.statusCode() + ".");
    }
    return answer.body();
  }

  JsonNode get(URI address, String token) throws IOException {
    String text = text(address, token);
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IOException(address + " did not answer JSON.", e);
    }
  }

  boolean answers(URI address, String token) {
    try {
      return send(address, token).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> send(URI address, String token) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "*/*")
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking " + address + ".", e);
    }
  }
}
