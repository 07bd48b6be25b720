package tn.flotte.bots.api;

import java.util.List;

/**
 * A part of the rules, for people to read.
 *
 * @param title in French
 * @param note what they mean, in French; may be empty
 * @param columns headings; the first names the row
 * @param rows each with a cell a column
 */
public record RuleTable(String title, String note, List<String> columns, List<List<String>> rows) {
  public RuleTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
