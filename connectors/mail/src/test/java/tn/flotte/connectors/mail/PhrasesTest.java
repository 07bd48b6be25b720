package tn.flotte.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ListResourceBundle;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  private final Phrases phrases =
      new Phrases(
          new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
              return new Object[][] {{"suite", "Dossier {dossier}, {plaque}{rien}."}};
            }
          });

  @Test
  void aBraceInAValueIsNoPlaceToFill() {
    assertThat(phrases.text("suite", Map.of("dossier", "{plaque}", "plaque", "131 TU 6238")))
        .isEqualTo("Dossier {plaque}, 131 TU 6238.");
  }

  @Test
  void whatCameByMailIsOneLineOfVisibleText() {
    assertThat(Phrases.ligne(" a\r\nBcc: b\u202e\u200bc ")).isEqualTo("a Bcc: bc");
    assertThat(Phrases.inerte("x".repeat(200))).hasSize(121).endsWith("…");
  }
}
