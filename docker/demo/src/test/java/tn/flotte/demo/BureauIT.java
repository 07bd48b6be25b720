package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The short version of {@code ./flotte bench bureau}, on the orchestrator's own tables. */
class BureauIT {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  private int bench(String... options) {
    PrintStream screen = new PrintStream(output, true, StandardCharsets.UTF_8);
    return FrenchErrors.over(new BureauBench(new Screen(screen)), screen).execute(options);
  }

  private String said() {
    return output.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsEveryPageOverBothAmountsAndWhatItCosts() {
    int exit =
        bench("--depot", ROOT.toString(), "--petit", "500", "--grand", "1000", "--nombre", "2");

    assertThat(exit).as(said()).isZero();
    assertThat(said())
        .contains("1001 éléments, 2000 documents, 2000 pièces")
        .contains("croissance")
        .containsPattern("\nCorbeille +[0-9]+,[0-9]")
        .containsPattern("\nRecherche par plaque +[0-9]+,[0-9]")
        .containsPattern("\nDossier +[0-9]+,[0-9]");
  }

  @Test
  void refusesAmountsThatDoNotGrow() {
    assertThat(bench("--depot", ROOT.toString(), "--petit", "2000", "--grand", "1000"))
        .isEqualTo(2);
    assertThat(said()).contains("--grand");
  }
}
