package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The short version of {@code ./flotte bench pannes}, with real processes. */
class PannesIT {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  @Test
  void goesOnByItselfThoughMailboxPassDatabaseAndBrokerWereAway() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream screen = new PrintStream(output, true, StandardCharsets.UTF_8);

    int exit =
        FrenchErrors.over(new PannesBench(new Screen(screen)), screen)
            .execute("--depot", ROOT.toString(), "--duree", "6");

    assertThat(exit).as(output.toString(StandardCharsets.UTF_8)).isZero();
  }
}
