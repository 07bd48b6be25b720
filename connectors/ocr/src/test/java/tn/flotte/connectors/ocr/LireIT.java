package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, as a shell sees it. */
class LireIT {
  @TempDir private Path dir;

  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void listenNoMore() {
    System.setOut(realOut);
    System.setErr(realErr);
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** The tests' own log goes to the same stream. */
  private List<String> answers() {
    return lines(out).stream().filter(line -> line.startsWith("{")).toList();
  }

  @Test
  void tellsABadFileInALineAndGoesOnWithTheOthers() throws Exception {
    Path missing = dir.resolve("absent.pdf");
    Path empty = Files.createFile(dir.resolve("vide.pdf"));
    int code = Lire.run("--json", missing.toString(), dir.toString(), empty.toString());
    assertThat(code).isEqualTo(1);
    assertThat(lines(err))
        .filteredOn(line -> line.startsWith("lire : "))
        .containsExactly(
            "lire : " + missing + " : fichier introuvable",
            "lire : " + dir + " : c'est un dossier");
    assertThat(answers())
        .singleElement()
        .asString()
        .contains("\"fichier\":\"vide.pdf\"", "\"motif_illisible\":\"fichier vide\"");
  }

  @Test
  void succeedsWhenEveryFileGaveItsPieces() throws Exception {
    Path text = Files.writeString(dir.resolve("note.pdf"), "not a scan");
    assertThat(Lire.run("--json", text.toString())).isZero();
    assertThat(answers()).singleElement().asString().contains("format de fichier inconnu");
  }

  @Test
  void explainsItsUseWhenMisused() {
    assertThat(Lire.run("--nonsense")).isEqualTo(2);
  }

  @Test
  void saysWhatIsMissingWithoutAStackTrace() {
    int code = Lire.run("--tessdata", dir.toString(), "x.pdf");
    assertThat(code).isEqualTo(1);
    assertThat(lines(err))
        .filteredOn(line -> line.startsWith("lire : "))
        .singleElement()
        .asString()
        .contains("apt-get install tesseract-ocr-fra");
    assertThat(lines(err)).noneMatch(line -> line.startsWith("\tat "));
  }
}
