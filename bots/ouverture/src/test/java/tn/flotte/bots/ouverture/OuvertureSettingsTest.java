package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tn.flotte.bots.api.ConnectorException;

class OuvertureSettingsTest {
  @Test
  void hasDefaults() {
    OuvertureSettings settings = bind(Map.of());
    assertThat(settings.zone().getId()).isEqualTo("Africa/Tunis");
    assertThat(settings.reponsesParJour()).isEqualTo(3);
  }

  @Test
  void refusesToStartWithoutAnAddressForNoticesToTheCell() {
    assertThatThrownBy(() -> bind(Map.of("adresse-cellule", "")))
        .rootCause()
        .hasMessageContaining("flotte.ouverture.adresse-cellule must be a mail address");
  }

  @Test
  void knowsNoAddressOfGaUnlessOneIsGiven() {
    assertThat(bind(Map.of()).adresseGa()).isEmpty();
    assertThat(bind(Map.of("adresse-ga", "Sinistres@GA.example")).adresseGa())
        .isEqualTo("sinistres@ga.example");
    assertThatThrownBy(() -> bind(Map.of("adresse-ga", "Générale Assistance")))
        .rootCause()
        .hasMessageContaining("flotte.ouverture.adresse-ga must be a mail address");
    assertThatThrownBy(() -> bind(Map.of("adresse-ga", "cellule@flotte.example")))
        .rootCause()
        .hasMessageContaining("another address than the cell's");
  }

  @Test
  void takesOnlyAWebAddressForTheDashboard() {
    assertThatThrownBy(() -> bind(Map.of("tableau-de-bord", "javascript:alert(1)")))
        .hasRootCauseInstanceOf(ConnectorException.class);
  }

  private static OuvertureSettings bind(Map<String, String> values) {
    Map<String, String> prefixed = new java.util.HashMap<>();
    prefixed.put("flotte.ouverture.adresse-cellule", "cellule@flotte.example");
    values.forEach((k, v) -> prefixed.put("flotte.ouverture." + k, v));
    return new Binder(new MapConfigurationPropertySource(prefixed))
        .bindOrCreate("flotte.ouverture", OuvertureSettings.class);
  }
}
