package tn.flotte.orchestrator.web;

import java.time.LocalDate;
import java.util.List;

/**
 * A day's mails: as many as were received must have become something, or still be in work.
 *
 * @param received counted by itself, not as the sum of the lines
 */
record Balance(LocalDate day, long received, List<Line> lines) {
  Balance {
    lines = List.copyOf(lines);
  }

  /** How many became this. */
  record Line(String issue, long count) {}

  public long accounted() {
    return lines.stream()
        .filter(line -> !line.issue().equals(Issue.UNKNOWN))
        .mapToLong(Line::count)
        .sum();
  }

  public boolean isBalanced() {
    return received == accounted();
  }
}
