package tn.flotte.connectors.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

class DirectoryDocumentsIT extends DocumentsContract {
  @Override
  Documents documents() {
    return new DirectoryDocuments(directory);
  }

  @Test
  void nobodyCanWriteAStoredFile() throws IOException {
    DocumentId id = documents().put("om".getBytes(StandardCharsets.UTF_8));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile(id))))
        .isEqualTo("r--r--r--");
    assertThat(onlyFile(id).getParent().getFileName()).hasToString(id.sha256().substring(2, 4));
  }

  @Test
  void aSendingThatBreaksOffLeavesNothing() throws IOException {
    InputStream breaking =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[100_000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the other side is gone");
              }
            });

    assertThatThrownBy(() -> documents().put(breaking))
        .isInstanceOf(ConnectorException.class)
        .extracting(e -> ((ConnectorException) e).kind())
        .isEqualTo(FailureKind.UNAVAILABLE);
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void storingAgainMendsATruncatedFile() throws IOException {
    byte[] content = "constat".getBytes(StandardCharsets.UTF_8);
    DocumentId id = documents().put(content);
    Path file = onlyFile(id);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.write(file, new byte[] {'c'});

    documents().put(content);

    assertThat(documents().read(id)).isEqualTo(content);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsAMatterOfConfiguration() throws IOException {
    Path file = Files.createFile(directory.resolve("fichier"));

    assertThatThrownBy(() -> new DirectoryDocuments(file.resolve("dedans")))
        .isInstanceOf(ConnectorException.class)
        .extracting(e -> ((ConnectorException) e).kind())
        .isEqualTo(FailureKind.CONFIGURATION);
  }
}
