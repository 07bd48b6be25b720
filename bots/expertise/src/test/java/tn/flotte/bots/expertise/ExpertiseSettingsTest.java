package tn.flotte.bots.expertise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ExpertiseSettingsTest {
  @Test
  void worksByTheProceduresFiguresWhenNothingIsSaid() {
    ExpertiseSettings settings = bound(Map.of());
    assertThat(settings.plafond()).isEqualByComparingTo("5000");
    assertThat(settings.rappelApres()).isEqualTo(10);
    assertThat(settings.delais())
        .containsExactlyInAnyOrderEntriesOf(Map.of("DOMMAGE", 2, "IDA", 3, "HIDA", 3));
    assertThat(settings.alertes()).containsExactly(90, 30);
    assertThat(settings.assureur("STAR")).isNull();
  }

  @Test
  void takesNamesAsAnEnvironmentWritesThem() {
    ExpertiseSettings settings =
        bound(
            Map.of(
                "adresses-assureurs.star",
                "sinistres@star.example",
                "prescription.dommage",
                "1",
                "alertes",
                "30,60"));
    assertThat(settings.assureur("STAR")).isEqualTo("sinistres@star.example");
    assertThat(settings.delais()).containsEntry("DOMMAGE", 1).containsEntry("IDA", 3);
    assertThat(settings.alertes()).containsExactly(60, 30);
  }

  @ParameterizedTest
  @CsvSource({
    "plafond, 0",
    "adresse-compagnie, cellule",
    "adresses-assureurs.star, STAR",
    "lecture-sure, 0.4",
    "rappel-apres, -1",
    "rappel-entre, 0",
    "rappels, -1",
    "par-passage, 0",
    "prescription.ida, 0",
    "alertes, 0",
    "annuaire-valable, 0s"
  })
  void refusesWhatMakesNoSense(String key, String value) {
    assertThatThrownBy(() -> bound(Map.of(key, value)))
        .rootCause()
        .hasMessageContaining("flotte.expertise." + key.split("\\.", -1)[0]);
  }

  private static ExpertiseSettings bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("", ExpertiseSettings.class);
  }
}
