package tn.flotte.orchestrator.documents;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;

/**
 * {@code GET}, {@code HEAD} and {@code PUT} of {@code /documents/{sha256}}: streamed, checked
 * against the hash both ways, and never rendered as a page.
 */
@Controller
class DocumentsEndpoint {
  private static final Logger log = LoggerFactory.getLogger(DocumentsEndpoint.class);
  private static final String ADDRESS = "/documents/{sha256:[0-9a-f]{64}}";
  private static final Pattern UNSAFE_IN_NAMES = Pattern.compile("[^A-Za-z0-9._-]");
  private static final int BUFFER = 1 << 16;

  private final Documents documents;
  private final DocumentSettings settings;

  DocumentsEndpoint(Documents documents, DocumentSettings settings) {
    this.documents = documents;
    this.settings = settings;
  }

  @RequestMapping(
      path = ADDRESS,
      method = {RequestMethod.GET, RequestMethod.HEAD})
  void get(
      @PathVariable String sha256,
      @RequestParam(name = "nom", required = false) @Nullable String name,
      HttpMethod method,
      HttpServletResponse response)
      throws IOException {
    DocumentId id = new DocumentId(sha256);
    if (!documents.contains(id)) {
      response.sendError(HttpStatus.NOT_FOUND.value());
      return;
    }
    try (InputStream content = documents.open(id)) {
      byte[] before = content.readNBytes(BUFFER);
      describe(
          response, Kind.of(Arrays.copyOf(before, Math.min(before.length, Kind.HEAD))), id, name);
      if (method.equals(HttpMethod.HEAD)) {
        return;
      }
      // The last bytes leave only after the stream has ended well: a damaged document is never
      // whole on the other side.
      OutputStream out = response.getOutputStream();
      for (byte[] next = content.readNBytes(BUFFER);
          next.length > 0;
          next = content.readNBytes(BUFFER)) {
        out.write(before);
        before = next;
      }
      out.write(before);
    }
  }

  private void describe(
      HttpServletResponse response, Kind kind, DocumentId id, @Nullable String name) {
    String shortName = id.sha256().substring(0, 16) + "." + kind.extension();
    String fileName = name == null ? shortName : UNSAFE_IN_NAMES.matcher(name).replaceAll("_");
    ContentDisposition disposition =
        (kind.shown() ? ContentDisposition.inline() : ContentDisposition.attachment())
            .filename(fileName)
            .build();
    response.setContentType(kind.mediaType());
    response.setContentLengthLong(documents.size(id));
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition.toString());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", kind.contentPolicy());
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }

  @PutMapping(ADDRESS)
  ResponseEntity<String> put(
      @PathVariable String sha256,
      @RequestHeader(name = HttpHeaders.CONTENT_LENGTH, required = false) @Nullable Long length,
      InputStream content) {
    DocumentId id = new DocumentId(sha256);
    long limit = settings.tailleMax().toBytes();
    if (length != null && length > limit) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE)
          .body("A document may have " + limit + " bytes at most.");
    }
    try {
      documents.put(new GuardedStream(content, id, limit));
      return ResponseEntity.noContent().build();
    } catch (ConnectorException e) {
      return switch (e.getCause()) {
        case HashMismatchException wrong ->
            ResponseEntity.unprocessableContent().body(wrong.getMessage());
        case TooLargeException wrong ->
            ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body(wrong.getMessage());
        case null, default -> throw e;
      };
    }
  }

  @ExceptionHandler
  void trouble(ConnectorException e, HttpServletResponse response) throws IOException {
    log.error("a document could not be handed over: {}", e.getMessage());
    if (response.isCommitted()) {
      // Cut off, so that nobody takes the half for the whole.
      throw new IOException("A document broke off: " + e.getMessage(), e);
    }
    response.reset();
    response.setStatus(
        switch (e.kind()) {
          case EXHAUSTED -> HttpStatus.INSUFFICIENT_STORAGE.value();
          case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE.value();
          case CHANGED, CONFIGURATION, UNKNOWN_EFFECT, BUG ->
              HttpStatus.INTERNAL_SERVER_ERROR.value();
        });
  }
}
