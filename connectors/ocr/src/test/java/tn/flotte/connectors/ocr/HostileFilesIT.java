package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a stranger sends, the sender can be told in French what became of it. */
class HostileFilesIT {
  private static final HostileFiles FILES = HostileFiles.all();

  private static Ocr ocr;

  @BeforeAll
  static void start() {
    ocr = new Ocr(OcrSettings.defaults());
  }

  @AfterAll
  static void stop() {
    ocr.close();
  }

  static Stream<String> names() {
    return FILES.files().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void endsWithPiecesOrAReason(String name) {
    List<PieceLue> pieces = ocr.read(name, FILES.files().get(name));
    assertThat(pieces).isNotEmpty().allSatisfy(HostileFilesIT::isExplained);
    String reason = FILES.reason(name);
    switch (reason) {
      case HostileFiles.LISIBLE -> assertThat(pieces).allMatch(PieceLue::lisible);
      case HostileFiles.N_IMPORTE -> {}
      default ->
          assertThat(pieces)
              .singleElement()
              .satisfies(piece -> assertThat(piece.motifIllisible()).startsWith(reason));
    }
  }

  /** Not one that has cost a worker its life, either. */
  private static void isExplained(PieceLue piece) {
    if (!piece.lisible()) {
      assertThat(piece.motifIllisible())
          .isNotBlank()
          .doesNotContain("a échoué", "durait trop longtemps");
    }
  }
}
