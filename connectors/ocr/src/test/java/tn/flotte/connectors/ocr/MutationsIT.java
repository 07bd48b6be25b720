package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Damaged papers of every kind: each gets pieces or a reason, and no worker stays lost. */
class MutationsIT {
  private static final int MUTATIONS = 120;

  private static List<byte[]> originals() {
    BufferedImage constat =
        Papers.scaled(Papers.form("constat-a", Map.of("heure", "08h45"), List.of()), 0.4);
    BufferedImage letter =
        Papers.scaled(Papers.letter("Avis", List.of("Le parking sera fermé.")), 0.2);
    List<byte[]> originals = new ArrayList<>();
    originals.add(Papers.encoded(constat, "jpg"));
    originals.add(Papers.encoded(letter, "png"));
    originals.add(Papers.encoded(letter, "jpg"));
    originals.add(Papers.encoded(letter, "tif"));
    originals.add(Papers.pdf(letter));
    HostileFiles.all().files().forEach((name, file) -> keepSmall(originals, name, file));
    return originals;
  }

  /** What is odd leads deeper into the decoders. */
  private static void keepSmall(List<byte[]> originals, String name, byte[] file) {
    if (file.length > 100 && file.length < 3_000 && !name.contains("huge")) {
      originals.add(file);
    }
  }

  @Test
  void everyDamagedFileGetsPiecesOrAReason() {
    Mutations mutations = new Mutations(originals(), 20_260_314);
    try (Ocr ocr = new Ocr(OcrSettings.defaults())) {
      for (int i = 0; i < MUTATIONS; i++) {
        List<PieceLue> pieces = ocr.read("mutation-" + i, mutations.next());
        assertThat(pieces)
            .isNotEmpty()
            .allMatch(
                piece -> piece.lisible() || !String.valueOf(piece.motifIllisible()).isBlank());
      }
      HostileFiles fresh = HostileFiles.all();
      assertThat(ocr.read("after", fresh.files().get("a-picture-in-truth.pdf")))
          .allMatch(PieceLue::lisible);
    }
  }
}
