package tn.flotte.connectors.registre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RegistreSettingsTest {
  @Test
  void namesTheSampleColumnsWhenNothingIsSaid() {
    RegistreSettings settings = bound(Map.of("dossier", "/donnees"));
    assertThat(settings.classeur()).isEqualTo(Path.of("/donnees/registre-expertise.xlsx"));
    assertThat(settings.isOurs()).isTrue();
    assertThat(settings.colonnes().titres()).hasSize(14).startsWith("Clé", "Reçu le");
  }

  @Test
  void leavesOutAColumnWithoutAName() {
    assertThat(bound(Map.of("dossier", "/donnees", "colonnes.vehicule", "")).colonnes().titres())
        .doesNotContain("Véhicule", "")
        .hasSize(13);
  }

  @Test
  void refusesWhatCannotBeARegister() {
    refused(Map.of(), "flotte.registre.fichier");
    refused(Map.of("fichier", "/partage/registre.ods"), ".xlsx or .xlsm");
    refused(Map.of("dossier", "/donnees", "colonnes.cle", ""), "colonnes.cle");
    refused(Map.of("dossier", "/donnees", "attente", "-1s"), "attente");
  }

  private static void refused(Map<String, String> settings, String says) {
    assertThatThrownBy(() -> bound(settings)).rootCause().hasMessageContaining(says);
  }

  private static RegistreSettings bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("", RegistreSettings.class);
  }
}
