package tn.flotte.orchestrator.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSecretTest {
  @Test
  void isMadeOnceAndReadableByItsOwnerOnly(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("maison/jeton");

    String made = KeptSecret.in(file).value();

    assertThat(made).hasSize(32);
    assertThat(KeptSecret.in(file).value()).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory.resolve("maison")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void anEmptyFileIsNoSecret(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("jeton"), "\n");
    assertThat(KeptSecret.in(file).value()).hasSize(32);
  }
}
