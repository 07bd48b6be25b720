package tn.flotte.connectors.documents;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Secret;

/**
 * The documents of another machine: {@code GET}, {@code PUT} and {@code HEAD} of {@code
 * {base}/documents/{sha256}} with a bearer token. The hash is verified both ways: the other side
 * refuses a content that isn't the one its address names, this side one that isn't what was asked.
 */
public final class HttpDocuments implements Documents {
  private static final Duration CONNECT_TIME_LIMIT = Duration.ofSeconds(10);

  private final URI base;
  private final Secret token;
  private final Duration timeLimit;
  private final HttpClient client;

  /** {@code timeLimit} is that of one request, the sending of a large document included. */
  public HttpDocuments(URI base, Secret token, Duration timeLimit) {
    this.base = URI.create(base.toString().endsWith("/") ? base.toString() : base + "/");
    this.token = token;
    this.timeLimit = timeLimit;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIME_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public DocumentId put(byte[] content) {
    DocumentId id = DocumentId.ofDigest(Digests.sha256().digest(content));
    if (!contains(id)) {
      send(id, BodyPublishers.ofByteArray(content));
    }
    return id;
  }

  @Override
  public DocumentId put(InputStream content) {
    // The address is the hash, so the whole content must have been seen before the first byte goes.
    Path temporary = null;
    try {
      temporary = Files.createTempFile("document-", ".tmp");
      MessageDigest digest = Digests.sha256();
      try (DigestInputStream hashed = new DigestInputStream(content, digest)) {
        Files.copy(hashed, temporary, StandardCopyOption.REPLACE_EXISTING);
      }
      DocumentId id = DocumentId.ofDigest(digest.digest());
      if (!contains(id)) {
        send(id, BodyPublishers.ofFile(temporary));
      }
      return id;
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE, "A document for " + base + " can't be prepared: " + e, e);
    } finally {
      if (temporary != null) {
        removeQuietly(temporary);
      }
    }
  }

  @Override
  public byte[] read(DocumentId id) {
    try (InputStream content = open(id)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE, "Document " + id + " broke off on its way from " + base, e);
    }
  }

  @Override
  public InputStream open(DocumentId id) {
    HttpResponse<InputStream> response =
        exchange(id, request(id).GET().build(), BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      discard(response.body());
      throw refused("read", id, response.statusCode());
    }
    return new VerifyingInputStream(response.body(), id, base.toString());
  }

  @Override
  public boolean contains(DocumentId id) {
    int status = head(id).statusCode();
    return switch (status) {
      case 200, 204 -> true;
      case 404 -> false;
      default -> throw refused("look up", id, status);
    };
  }

  @Override
  public long size(DocumentId id) {
    HttpResponse<Void> response = head(id);
    if (response.statusCode() != 200) {
      throw refused("look up", id, response.statusCode());
    }
    return response
        .headers()
        .firstValueAsLong("Content-Length")
        .orElseThrow(
            () ->
                new ConnectorException(
                    FailureKind.UNAVAILABLE,
                    base + " doesn't say how long document " + id + " is"));
  }

  /** A leftover in the temporary directory does no harm. */
  private static void removeQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      temporary.toFile().deleteOnExit();
    }
  }

  /** Frees the connection; what the error page says is of no use. */
  private static void discard(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE, "An answer of the documents endpoint broke off", e);
    }
  }

  private HttpResponse<Void> head(DocumentId id) {
    return exchange(id, request(id).HEAD().build(), BodyHandlers.discarding());
  }

  private void send(DocumentId id, HttpRequest.BodyPublisher body) {
    int status =
        exchange(
                id,
                request(id).header("Content-Type", "application/octet-stream").PUT(body).build(),
                BodyHandlers.discarding())
            .statusCode();
    if (status != 200 && status != 201 && status != 204) {
      throw refused("store", id, status);
    }
  }

  private HttpRequest.Builder request(DocumentId id) {
    return HttpRequest.newBuilder(base.resolve("documents/" + id.sha256()))
        .timeout(timeLimit)
        .header("Authorization", "Bearer " + token.value());
  }

  private <T> HttpResponse<T> exchange(
      DocumentId id, HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE,
          "The documents endpoint %s didn't answer to %s of document %s: %s"
              .formatted(base, request.method(), id, e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          FailureKind.UNAVAILABLE, "Interrupted while document " + id + " was on its way", e);
    }
  }

  private ConnectorException refused(String verb, DocumentId id, int status) {
    FailureKind kind =
        switch (status) {
          case 401, 403 -> FailureKind.CONFIGURATION;
          case 404 -> FailureKind.BUG;
          case 507 -> FailureKind.EXHAUSTED;
          default -> FailureKind.UNAVAILABLE;
        };
    return new ConnectorException(
        kind,
        "The documents endpoint %s answered %d when asked to %s document %s"
            .formatted(base, status, verb, id));
  }
}
