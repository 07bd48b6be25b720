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
  void hasSampleDefaults() {
    OuvertureSettings settings = bind(Map.of());
    assertThat(settings.lectureSure()).isEqualTo(0.97);
    assertThat(settings.zone().getId()).isEqualTo("Africa/Tunis");
    assertThat(settings.formats().declaration().matcher("d26/027/00123").find()).isTrue();
  }

  @Test
  void takesTheCompanysOwnFormat() {
    OuvertureSettings settings =
        bind(Map.of("format-declaration", "SIN-([0-9]+)", "declaration-canonique", "SIN-$1"));
    assertThat(
            NumeroLu.chercher(
                Dossiers.unCourrier().sujet("dossier SIN-42 svp").construire(),
                java.util.List.of(),
                settings.formats(),
                0.97))
        .containsExactly(new NumeroLu("SIN-42", NumeroLu.Source.SUJET, true));
  }

  @Test
  void refusesWhatIsNoRegularExpression() {
    assertThatThrownBy(() -> bind(Map.of("format-om", "[")))
        .hasRootCauseInstanceOf(java.util.regex.PatternSyntaxException.class);
    assertThatThrownBy(() -> bind(Map.of("declaration-canonique", "$9")))
        .hasRootCauseInstanceOf(ConnectorException.class);
    assertThatThrownBy(() -> bind(Map.of("lecture-sure", "2")))
        .hasRootCauseInstanceOf(ConnectorException.class);
  }

  @Test
  void refusesToStartWithoutAnAddressForNoticesToTheCell() {
    assertThatThrownBy(() -> bind(Map.of("adresse-cellule", "")))
        .rootCause()
        .hasMessageContaining("flotte.ouverture.adresse-cellule must be a mail address");
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
