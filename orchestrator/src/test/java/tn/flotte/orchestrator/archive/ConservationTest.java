package tn.flotte.orchestrator.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

class ConservationTest {
  private static Conservation read(String yaml) {
    return Conservation.read(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "essai"));
  }

  @Test
  void keepsByTypeFromTheDayAPieceCame() {
    Conservation rules = Conservation.read(new ClassPathResource("conservation.yaml"));

    assertThat(rules.until("constat", LocalDate.of(2026, 11, 21)))
        .isEqualTo(LocalDate.of(2036, 11, 21));
    assertThat(rules.until("autre", LocalDate.of(2028, 2, 29)))
        .isEqualTo(LocalDate.of(2033, 2, 28));
    assertThat(rules.expectsOriginal("constat")).isTrue();
    assertThat(rules.expectsOriginal("courriel")).isFalse();
  }

  @Test
  void refusesWhatEndsBeforeTheClaimIsTimeBarredAndWhatItDoesNotKnow() {
    String sound = "version: 1\nannees: 10\noriginaux-jours: 30\n";
    assertThat(read(sound).version()).isEqualTo(1);
    assertThatThrownBy(() -> read(sound + "annees-par-type:\n  constat: 2\n"))
        .hasMessageContaining("annees-par-type.constat")
        .hasMessageContaining("not 2");
    assertThatThrownBy(() -> read(sound + "anees: 4\n")).hasMessageContaining("anees");
    assertThatThrownBy(() -> read("version: 1\nannees: 10\n"))
        .hasMessageContaining("originaux-jours");
  }
}
