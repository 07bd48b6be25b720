package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real parts as processes: two orchestrators on one database and one broker, two agents. */
class SeveralIT {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final String SAMPLE = "01-declaration-complete.eml";

  @TempDir Path mails;

  @Test
  void twoOrchestratorsAndTwoAgentsOpenADossierOnce() throws IOException {
    Files.copy(ROOT.resolve("docker/demo/samples").resolve(SAMPLE), mails.resolve(SAMPLE));
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(seen, true, StandardCharsets.UTF_8);

    int exit =
        Demo.commandLine(new Screen(out), out)
            .execute(
                "--depot",
                ROOT.toString(),
                "--check",
                "--orchestrators",
                "2",
                "--agents",
                "2",
                "--mails",
                mails.toString());

    String screen = seen.toString(StandardCharsets.UTF_8);
    assertThat(exit).as(screen).isZero();
    assertThat(screen)
        .contains("1 reçu = 1 dossier ouvert", "Étapes inscrites par chacun : orchestrateur ");
  }
}
