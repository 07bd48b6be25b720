package tn.flotte.connectors.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/** What every store of documents keeps to; the files behind it are in {@link #directory}. */
abstract class DocumentsContract {
  private static final byte[] CONTENT = "constat".getBytes(StandardCharsets.UTF_8);
  private static final DocumentId ID =
      new DocumentId("a39a7ffec1b8a5a4f2a1a9a6e1d6c3ec3cd4b7d0c4f5a1f4a1a2c0f1b1d2e3f4");

  @TempDir Path directory;

  abstract Documents documents();

  @Test
  void namesADocumentByItsContentAndGivesItBack() {
    DocumentId id = documents().put(CONTENT);

    assertThat(documents().read(id)).isEqualTo(CONTENT);
    assertThat(documents().contains(id)).isTrue();
    assertThat(documents().size(id)).isEqualTo(CONTENT.length);
    assertThat(documents().put(CONTENT)).isEqualTo(id);
    assertThat(documents().put(new ByteArrayInputStream(CONTENT))).isEqualTo(id);
  }

  @Test
  void keepsAnEmptyDocument() {
    DocumentId id = documents().put(new byte[0]);

    assertThat(documents().read(id)).isEmpty();
    assertThat(documents().size(id)).isZero();
  }

  @Test
  void keepsALargeDocumentThatComesAsAStream() throws IOException {
    byte[] large = new byte[20_000_000];
    new Random(1).nextBytes(large);

    DocumentId id = documents().put(new ByteArrayInputStream(large));

    try (InputStream in = documents().open(id)) {
      assertThat(in.readAllBytes()).isEqualTo(large);
    }
    assertThat(documents().put(large)).isEqualTo(id);
  }

  @Test
  void saysWhichDocumentIsNotThere() {
    assertThat(documents().contains(ID)).isFalse();
    for (Callable<?> reading :
        List.<Callable<?>>of(
            () -> documents().read(ID), () -> documents().open(ID), () -> documents().size(ID))) {
      assertThatThrownBy(reading::call)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining(ID.sha256())
          .extracting(e -> ((ConnectorException) e).kind())
          .isEqualTo(FailureKind.BUG);
    }
  }

  @Test
  void neverHandsOutADamagedDocument() throws IOException {
    DocumentId id = documents().put(CONTENT);
    Path file = onlyFile(id);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "CONSTAT");

    assertThatThrownBy(() -> documents().read(id)).isInstanceOf(ConnectorException.class);
    assertThatThrownBy(
            () -> {
              try (InputStream in = documents().open(id)) {
                in.readAllBytes();
              }
            })
        .isInstanceOfAny(ConnectorException.class, IOException.class);
  }

  @Test
  void takesTheSameContentFromManyAtOnce() throws Exception {
    byte[] content = new byte[200_000];
    new Random(2).nextBytes(content);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<DocumentId>> ids =
          threads.invokeAll(
              Stream.<Callable<DocumentId>>generate(
                      () -> () -> documents().put(new ByteArrayInputStream(content)))
                  .limit(24)
                  .toList());

      for (Future<DocumentId> id : ids) {
        assertThat(documents().read(id.get())).isEqualTo(content);
      }
    }
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  Path onlyFile(DocumentId id) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(f -> f.endsWith(id.sha256())).findFirst().orElseThrow();
    }
  }
}
