package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassDataTest {
  @TempDir private Path dossier;

  private Path file(String contenu) throws IOException {
    return Files.writeString(dossier.resolve("pass.json"), contenu);
  }

  @Test
  void joinsAPreouvertureWithItsContract() throws IOException {
    List<Preouverture> connues =
        PassData.read(
            file(
                """
                {"contrats": [{"police": "027/401/0054321", "assure_nom": "Trabelsi",
                   "assure_prenom": "Wafa", "marque": "Kia Rio"}],
                 "preouvertures": [{"numero_declaration": "D26-027-00101", "agence": "027",
                   "police": "027/401/0054321", "date_accident": "2026-05-01",
                   "immatriculation_assure": "155 TU 3721", "compagnie_adverse": ""}]}
                """));
    assertThat(connues).hasSize(1);
    Preouverture p = connues.getFirst();
    assertThat(p.commun()).containsEntry("date_accident", "2026-05-01");
    assertThat(p.assure())
        .containsEntry("assure_nom", "Trabelsi Wafa")
        .containsEntry("vehicule_immatriculation", "155 TU 3721");
    assertThat(p.adverse()).isEmpty();
  }

  @Test
  void saysInFrenchWhatIsWrongWithAFile() throws IOException {
    Path faux = file("[1, 2");
    assertThatThrownBy(() -> PassData.read(faux)).hasMessageContaining("pas du JSON valable");
    Path vide = file("{}");
    assertThatThrownBy(() -> PassData.read(vide)).hasMessageContaining("« preouvertures »");
  }
}
