package tn.flotte.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The options of every command that lets the fleet work: the repository, the mails, PASS. */
final class Sources {
  @Option(
      names = "--mails",
      paramLabel = "DIR",
      description =
          "Les courriels (*.eml) à déposer, dans l'ordre de leurs noms ; sinon les exemples.")
  private @Nullable Path mails;

  @Option(
      names = "--pass-data",
      paramLabel = "FICHIER",
      description = "Ce que PASS contient au départ (pass.json) ; sinon ce qui va aux exemples.")
  private @Nullable Path passData;

  @Mixin private final Checkout checkout = new Checkout();

  /** Whether other mails or another PASS than the samples are wanted. */
  boolean areChosen() {
    return mails != null || passData != null;
  }

  Depot repository() {
    return checkout.repository();
  }

  /** Where the mails lie. */
  Path directory() {
    return mails == null ? repository().samples() : mails;
  }

  List<RawMail> mails() {
    return RawMail.of(directory());
  }

  /** What must show outside when the mails are worked off; empty when nothing beside them tells. */
  Optional<Attendu> promised(List<RawMail> mails) {
    return Files.exists(directory().resolve(Attendu.FILE))
        ? Optional.of(Attendu.of(directory(), mails, seed()))
        : Optional.empty();
  }

  Path seed() {
    Path seed = passData == null ? repository().samples().resolve("pass.json") : passData;
    if (!Files.isRegularFile(seed)) {
      throw new WrongUseException("Le fichier n'existe pas : " + seed);
    }
    try {
      if (JsonMapper.shared().readTree(Files.readAllBytes(seed)).path("preouvertures").isArray()) {
        return seed;
      }
    } catch (JacksonException e) {
      throw new WrongUseException("Ce n'est pas du JSON valable : " + seed);
    } catch (IOException e) {
      throw new WrongUseException("Le fichier ne se lit pas : " + seed);
    }
    throw new WrongUseException("Il n'y a pas de liste « preouvertures » dans " + seed);
  }
}
