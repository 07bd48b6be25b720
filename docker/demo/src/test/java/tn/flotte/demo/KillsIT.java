package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, real SIGKILLs, judged from PASS's truth and the mails that arrived. The long
 * version is {@code ./flotte bench kills}.
 */
class KillsIT {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final String SAMPLE = "01-declaration-complete.eml";

  @TempDir Path mails;

  @BeforeEach
  void oneMail() throws IOException {
    for (String file : List.of(SAMPLE, Attendu.FILE)) {
      Files.copy(ROOT.resolve("docker/demo/samples").resolve(file), mails.resolve(file));
    }
  }

  private record Run(int exit, String output) {}

  private Run kill(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--depot", ROOT.toString(), "--mails", mails.toString()));
    arguments.addAll(List.of(more));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Screen screen = new Screen(new PrintStream(output, true, StandardCharsets.UTF_8));
    int exit =
        FrenchErrors.over(new KillsBench(screen), System.err)
            .execute(arguments.toArray(String[]::new));
    return new Run(exit, output.toString(StandardCharsets.UTF_8));
  }

  @Test
  void opensOnceAndAnswersOnceThoughAgentsAndOrchestratorAreKilled() {
    Run run = kill("--nombre", "6", "--graine", "11", "--agents", "1", "--latence", "800");

    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("RIEN DEUX FOIS, RIEN DE PERDU.");
  }

  @Test
  void opensOnceThoughTheAgentDiesBetweenPassCommitAndItsAnswer() {
    Run run = kill("--engages", "--nombre", "2", "--latence", "1000");

    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains(Kills.COMMITTED);
  }

  /**
   * The same test must fail when the bots don't look before they act; otherwise it proves nothing.
   */
  @Test
  void catchesAnAgentThatDoesNotLookFirst() {
    Run run =
        kill(
            "--engages",
            "--nombre",
            "1",
            "--latence",
            "1000",
            "--classes",
            ROOT.resolve("bots/agent/target/test-classes").toString());

    assertThat(run.output())
        .contains(Kills.COMMITTED)
        .contains("ERREUR : 2 fois au lieu de 1 : dossier D26-411-00031");
    assertThat(run.exit()).isEqualTo(1);
  }
}
