package tn.flotte.orchestrator.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.bots.api.Secret;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.documents.HttpDocuments;
import tn.flotte.orchestrator.RunningHouse;

class DocumentsEndpointIT extends RunningHouse {
  private static final String ABSENT = "0".repeat(64);
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

  @Autowired private Documents store;
  private HttpDocuments client;

  @BeforeEach
  void aClient() {
    client = new HttpDocuments(at("/"), new Secret(TOKEN), Duration.ofSeconds(30));
  }

  private static byte[] text(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void servesTheHousesOwnClient() throws IOException {
    byte[] large = new byte[3_000_017];
    new Random(7).nextBytes(large);

    DocumentId id = client.put(new ByteArrayInputStream(large));

    assertThat(client.contains(id)).isTrue();
    assertThat(client.size(id)).isEqualTo(large.length);
    assertThat(client.read(id)).isEqualTo(large);
    assertThat(store.read(id)).isEqualTo(large);
    assertThat(client.contains(new DocumentId(ABSENT))).isFalse();
    assertThat(client.put(large)).isEqualTo(id);
    assertThat(client.read(client.put(text("")))).isEmpty();
  }

  @Test
  void refusesAContentThatIsNotTheOneAnnounced() {
    HttpResponse<String> answer =
        machine(
            HttpRequest.newBuilder(at("/documents/" + ABSENT))
                .PUT(BodyPublishers.ofString("autre chose")));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(store.contains(new DocumentId(ABSENT))).isFalse();
  }

  @Test
  void whatIsNoPictureIsAFileToSaveAndNeverAPage() {
    DocumentId mail = store.put(text("<html><script>alert(1)</script></html>"));

    HttpResponse<String> answer =
        loggedIn("olfa").get("/documents/" + mail + "?nom=courriel-7.eml%22;%0d%0aX:y");

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment; filename=\"courriel-7.eml_");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("sandbox", "default-src 'none'");
  }

  @Test
  void picturesAreShownAndMayDoNothing() {
    HttpResponse<String> answer = loggedIn("olfa").get("/documents/" + store.put(PNG));
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("inline");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("sandbox");
  }

  @Test
  void aDamagedDocumentIsNeverHandedOver() throws IOException {
    byte[] content = new byte[200_000];
    new Random(11).nextBytes(content);
    DocumentId id = store.put(content);
    Path file;
    try (var files = Files.walk(data().resolve("documents"))) {
      file = files.filter(path -> path.endsWith(id.sha256())).findFirst().orElseThrow();
    }
    content[150_000] ^= 1;
    Files.delete(file);
    Files.write(file, content);

    assertThatThrownBy(
            () ->
                HttpClient.newHttpClient()
                    .send(
                        HttpRequest.newBuilder(at("/documents/" + id))
                            .header("Authorization", "Bearer " + TOKEN)
                            .build(),
                        BodyHandlers.ofByteArray()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void strangersGetNothingAndPeopleOnlyRead() {
    DocumentId id = store.put(text("secret"));
    assertThat(anonymous().get("/documents/" + id).statusCode()).isEqualTo(401);
    assertThat(loggedIn("olfa").get("/documents/" + id).body()).isEqualTo("secret");
    assertThat(
            loggedIn("amel")
                .send(
                    HttpRequest.newBuilder(at("/documents/" + id))
                        .PUT(BodyPublishers.ofString("secret")))
                .statusCode())
        .isEqualTo(403);
    assertThat(loggedIn("olfa").get("/documents/" + ABSENT).statusCode()).isEqualTo(404);
    assertThat(machineGets("/documents/../jeton").statusCode()).isIn(400, 302, 404);
  }
}
