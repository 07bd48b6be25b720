package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LireVerdictsTest {
  private static final PieceLue CONSTAT =
      new PieceLue(
          "constat.pdf",
          List.of(1),
          TypePiece.CONSTAT,
          0.99,
          true,
          null,
          Ecriture.IMPRIME,
          "constat-a",
          Map.of(
              "date_accident", Champ.texte("2026-05-01", 0.98, "01/05/2026"),
              "b_vehicule_immatriculation", Champ.texte("155 TU 3721", 0.98, "155TU3721"),
              "b_assurance_police", Champ.texte("027/401/0054321", 0.98, "027/401/0054321"),
              "a_vehicule_immatriculation", Champ.texte("141 TU 2239", 0.98, "141 TU 2239")));

  @TempDir private Path dossier;
  private Path pass = Path.of("");

  @BeforeEach
  void anExtractOfPass() throws IOException {
    pass =
        Files.writeString(
            dossier.resolve("pass.json"),
            """
            {"preouvertures": [{"numero_declaration": "D26-027-00101", "agence": "027",
               "police": "027/401/0054321", "date_accident": "2026-05-01",
               "immatriculation_assure": "155 TU 3721", "immatriculation_adverse": "141 TU 2233"}]}
            """);
  }

  private static LireVerdicts with(String... options) throws IOException {
    LireVerdicts verdicts = CommandLine.populateCommand(new LireVerdicts(), options);
    verdicts.prepare();
    return verdicts;
  }

  @Test
  void addsTheClaimAndAVerdictAFieldToTheJson() throws IOException {
    LireVerdicts verdicts = with("--pass-data", pass.toString(), "--declaration", "D26-027-00101");
    JsonMapper json = JsonMapper.builder().build();
    JsonNode objet = json.readTree(json.writeValueAsString(verdicts.json(CONSTAT)));
    JsonNode avis = objet.path("verdicts").path("D26-027-00101");
    assertThat(avis.path("date_accident").path("verdict").asString()).isEqualTo("MATCH");
    JsonNode adverse = avis.path("a_vehicule_immatriculation");
    assertThat(adverse.path("verdict").asString()).isEqualTo("CONFLICT");
    assertThat(adverse.path("declare").asString()).isEqualTo("141 TU 2233");
    assertThat(adverse.path("confiance").asDouble()).isGreaterThanOrEqualTo(Champ.SUR);
    assertThat(objet.path("sinistre").path("numero").asString()).isEqualTo("D26-027-00101");
    assertThat(objet.path("sinistre").path("sur").asBoolean()).isFalse();
  }

  @Test
  void saysItToPeopleInFrench() throws IOException {
    assertThat(with("--pass-data", pass.toString(), "--declaration", "toutes").text(CONSTAT))
        .anySatisfy(l -> assertThat(l).contains("a_vehicule_immatriculation", "contredit"))
        .anySatisfy(l -> assertThat(l).contains("sinistre D26-027-00101, à confirmer"));
  }

  @Test
  void addsNothingUnlessAsked() throws IOException {
    assertThat(with().json(CONSTAT)).isEmpty();
    assertThat(with().text(CONSTAT)).isEmpty();
  }

  @Test
  void refusesANumberThatTheExtractDoesNotHold() {
    assertThatThrownBy(() -> with("--pass-data", pass.toString(), "--declaration", "D26-1"))
        .hasMessageContaining("ne connaît pas la déclaration D26-1");
    assertThatThrownBy(() -> with("--declaration", "D26-027-00101"))
        .hasMessageContaining("demande aussi --pass-data");
  }
}
