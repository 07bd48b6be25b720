package tn.flotte.demo;

import io.github.spannm.jackcess.Database;
import io.github.spannm.jackcess.DatabaseBuilder;
import io.github.spannm.jackcess.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The contact log as whoever opens the database sees it. */
final class ContactLog {
  private final Path file;

  ContactLog(Path file) {
    this.file = file;
  }

  /**
   * Every mail that came and every mail that left must have a line, and one only.
   *
   * @return complaints in French; empty when there are none
   */
  List<String> broken(int received, int sent) throws IOException {
    if (!Files.exists(file)) {
      return received + sent == 0 ? List.of() : List.of("le journal des contacts manque : " + file);
    }
    int in = 0;
    int out = 0;
    Set<Object> keys = new HashSet<>();
    try (Database database = new DatabaseBuilder().withPath(file).withReadOnly(true).open()) {
      for (Row row : database.getTable("Contacts")) {
        keys.add(row.get("Cle"));
        switch (String.valueOf(row.get("Sens"))) {
          case "RECU" -> in++;
          case "ENVOYE" -> out++;
          default -> {}
        }
      }
    }
    return in == received && out == sent && keys.size() == in + out
        ? List.of()
        : List.of(
            "journal des contacts : %d reçus et %d envoyés (%d lignes différentes) au lieu de %d et %d"
                .formatted(in, out, keys.size(), received, sent));
  }
}
