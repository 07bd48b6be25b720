package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryIT {
  @TempDir private Path place;

  @Test
  void keepsWhatAnEarlierRunLeft() throws IOException {
    try (DataDirectory first = DataDirectory.open(place, false)) {
      assertThat(first.isFresh()).isTrue();
      Files.writeString(first.directory("pass").resolve("etat.json"), "{}");
    }
    try (DataDirectory second = DataDirectory.open(place, false)) {
      assertThat(second.isFresh()).isFalse();
      assertThat(place.resolve("pass/etat.json")).exists();
    }
  }

  @Test
  void startsAnewWhenAsked() throws IOException {
    try (DataDirectory first = DataDirectory.open(place, false)) {
      Files.writeString(first.directory("pass").resolve("etat.json"), "{}");
    }
    try (DataDirectory second = DataDirectory.open(place, true)) {
      assertThat(second.isFresh()).isTrue();
      assertThat(place.resolve("pass")).doesNotExist();
    }
  }

  @Test
  void doesNotFollowLinksWhenItDeletes(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("precious"), "");
    try (DataDirectory first = DataDirectory.open(place, false)) {
      Files.createSymbolicLink(first.path().resolve("link"), elsewhere);
    }
    DataDirectory.open(place, true).close();

    assertThat(elsewhere.resolve("precious")).exists();
    assertThat(place.resolve("link")).doesNotExist();
  }

  @Test
  void touchesNothingInADirectoryThatIsNotItsOwn() throws IOException {
    Files.writeString(place.resolve("these.odt"), "three years of work");

    assertThatThrownBy(() -> DataDirectory.open(place, true))
        .isInstanceOf(WrongUseException.class)
        .hasMessageContaining("rien n'y est touché");
    assertThat(place.resolve("these.odt")).exists();
    assertThat(place).isDirectoryNotContaining("glob:**" + DataDirectory.MARKER);
  }

  @Test
  void refusesTwoDemonstrationsOnOneDirectory() {
    try (DataDirectory first = DataDirectory.open(place, false)) {
      assertThat(first.path()).isNotNull();
      assertThatThrownBy(() -> DataDirectory.open(place, true))
          .isInstanceOf(DemoException.class)
          .hasMessageContaining("utilise déjà");
    }
  }
}
