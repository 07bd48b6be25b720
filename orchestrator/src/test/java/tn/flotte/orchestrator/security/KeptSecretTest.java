package tn.flotte.orchestrator.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
  void isTheSameForAllWhoWantItAtOnce(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("maison/jeton");
    CyclicBarrier together = new CyclicBarrier(8);
    Callable<String> orchestrator =
        () -> {
          together.await();
          return KeptSecret.in(file).value();
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Set<String> seen = new HashSet<>();
      for (var secret : threads.invokeAll(Collections.nCopies(8, orchestrator))) {
        seen.add(secret.get());
      }
      assertThat(seen).hasSize(1);
    }
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void anEmptyFileIsNoSecret(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("jeton"), "\n");
    assertThat(KeptSecret.in(file).value()).hasSize(32);
  }
}
