package tn.flotte.pass;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes one JSON line per request, enough to replay it with a bare HTTP client. */
@Component
class AccessLog implements Closeable {

  private final JsonMapper json;
  private final @Nullable BufferedWriter writer;

  AccessLog(PassSettings settings, JsonMapper json) throws IOException {
    this.json = json;
    Path file = settings.journal();
    this.writer =
        file == null
            ? null
            : Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  synchronized void write(Map<String, ?> line) {
    if (writer == null) {
      return;
    }
    try {
      writer.write(json.writeValueAsString(line));
      writer.newLine();
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The access log can't be written", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
