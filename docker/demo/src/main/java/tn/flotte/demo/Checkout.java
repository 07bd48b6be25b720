package tn.flotte.demo;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command has: where the repository is, and help. */
final class Checkout {
  @Option(
      names = "--depot",
      paramLabel = "DIR",
      description = "La racine du dépôt ; le lanceur la donne.")
  private Path depot = Path.of("");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Cette aide.")
  @SuppressWarnings("UnusedVariable") // picocli itself answers it
  private boolean help;

  Depot repository() {
    return new Depot(depot);
  }
}
