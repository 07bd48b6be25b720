package tn.flotte.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The check's table: a line a mail, in the order of delivery. */
final class Table {
  private static final int MOTIF_WIDTH = 70;
  private static final List<String> HEADS =
      List.of("courriel", "issue", "déclaration", "dossier", "secondes", "motif");

  private Table() {}

  static List<String> lines(List<RawMail> delivered, List<Resultat> results) {
    Envois envois = new Envois(delivered, results);
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADS);
    delivered.forEach(mail -> rows.add(row(mail.name(), envois.of(mail))));
    envois
        .strangers()
        .forEach(result -> rows.add(row("? " + envois.name(result), Optional.of(result))));
    return aligned(rows);
  }

  private static List<String> row(String name, Optional<Resultat> result) {
    if (result.isEmpty()) {
      return List.of(name, "-", "-", "-", "-", "aucune issue connue");
    }
    Resultat only = result.get();
    return List.of(
        name,
        only.issue().map(issue -> issue.name().toLowerCase(Locale.ROOT)).orElse("en cours"),
        only.numeroDeclaration().orElse("-"),
        only.numeroDossier().orElse("-"),
        String.format(Locale.FRENCH, "%.1f", only.secondes()),
        shortened(only.motif().orElse("")));
  }

  /** Reasons quote what came by mail: nothing of it may move the cursor or break the table. */
  static String shortened(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return plain.length() <= MOTIF_WIDTH ? plain : plain.substring(0, MOTIF_WIDTH - 1) + "…";
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[HEADS.size()];
    rows.forEach(
        row -> {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
