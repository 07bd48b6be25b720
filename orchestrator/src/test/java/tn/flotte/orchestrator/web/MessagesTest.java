package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static Properties texts(String file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(MessagesTest.class.getResourceAsStream(file)),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }

  @Test
  void bothLanguagesSayTheSameThings() throws IOException {
    for (String bundle : new String[] {"/messages", "/bureau"}) {
      assertThat(texts(bundle + "_en.properties").stringPropertyNames())
          .isEqualTo(texts(bundle + ".properties").stringPropertyNames());
    }
  }

  /** A straight apostrophe would be eaten, or would switch off what follows it. */
  @Test
  void noTextHasAStraightApostrophe() throws IOException {
    for (String file :
        new String[] {
          "/messages.properties",
          "/messages_en.properties",
          "/bureau.properties",
          "/bureau_en.properties"
        }) {
      assertThat(texts(file).values())
          .noneSatisfy(text -> assertThat(text.toString()).contains("'"));
    }
  }
}
