package tn.flotte.connectors.pass.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

class EcransTest {
  @TempDir private Path dir;

  @Test
  void readsTheMapThatComesWithTheRobot() {
    Ecrans map = Ecrans.lire(null);
    assertThat(map.ecran("ouverture").champs())
        .containsOnlyKeys("nature", "noeud", "reserve", "gestion-ga");
    assertThat(map.ecran("ouverture").champs().get("noeud").getFirst().libelle())
        .isEqualTo("NOEUD");
    assertThat(map.message("verrou", List.of("Dossier verrouillé par SALMA depuis 10:15")))
        .hasValueSatisfying(m -> assertThat(m.group(1)).isEqualTo("SALMA"));
  }

  @Test
  void takesAnotherLabelFromTheOperatorsMap() throws IOException {
    Path own = write(builtIn().replace("libelle: NOEUD}", "libelle: SITE DE RATTACHEMENT}"));
    assertThat(Ecrans.lire(own).ecran("ouverture").champs().get("noeud").getFirst().libelle())
        .isEqualTo("SITE DE RATTACHEMENT");
  }

  @Test
  void refusesAKeyItDoesNotKnow() throws IOException {
    refused(write(builtIn().replace("    ecrit: true", "    ecrite: true")), "ecrite");
  }

  @Test
  void refusesAMapWithoutAControlTheRobotWorksWith() throws IOException {
    refused(
        write(
            builtIn().replaceFirst("      noeud: \\[\\{libelle: NOEUD}, \\{nom: cboNoeud}]\n", "")),
        "ouverture/champs/noeud");
  }

  @Test
  void refusesAWayThatSaysTwoThings() throws IOException {
    refused(
        write(builtIn().replace("{libelle: NOEUD}", "{libelle: NOEUD, nom: cboNoeud}")),
        "libelle or nom");
  }

  @Test
  void refusesAnExpressionThatIsNone() throws IOException {
    refused(
        write(builtIn().replace("succes: Lettre éditée", "succes: Lettre (éditée")),
        "Lettre (éditée");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    refused(dir.resolve("nowhere.yaml"), "nowhere.yaml");
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> Ecrans.lire(file))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIGURATION))
        .hasMessageContaining(why);
  }

  private Path write(String yaml) throws IOException {
    assertThat(yaml).isNotEqualTo(builtIn());
    return Files.writeString(dir.resolve("own.yaml"), yaml);
  }

  private static String builtIn() throws IOException {
    try (var in = Ecrans.class.getResourceAsStream("screens.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
