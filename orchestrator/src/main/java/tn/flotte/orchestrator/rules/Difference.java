package tn.flotte.orchestrator.rules;

import java.util.ArrayList;
import java.util.List;

/** What changed from one text to another, line by line. */
public final class Difference {
  /** Unchanged lines shown around a change. */
  private static final int AROUND = 2;

  private Difference() {}

  /**
   * A line.
   *
   * @param before its number in the earlier text; 0 when it isn't there
   * @param after its number in the later text; 0 when it isn't there
   * @param cut whether unchanged lines before it are left out
   */
  public record Line(int before, int after, String text, boolean cut) {
    public boolean isAdded() {
      return before == 0;
    }

    public boolean isRemoved() {
      return after == 0;
    }

    private boolean isChange() {
      return isAdded() || isRemoved();
    }
  }

  /** The changed lines, each with a few around it; empty when the texts are the same. */
  public static List<Line> between(String earlier, String later) {
    List<Line> all = all(earlier.lines().toList(), later.lines().toList());
    List<Line> shown = new ArrayList<>();
    int last = -1;
    for (int i = 0; i < all.size(); i++) {
      if (isNearChange(all, i)) {
        Line line = all.get(i);
        shown.add(new Line(line.before(), line.after(), line.text(), i > last + 1));
        last = i;
      }
    }
    return List.copyOf(shown);
  }

  private static boolean isNearChange(List<Line> all, int i) {
    return all.subList(Math.max(0, i - AROUND), Math.min(all.size(), i + AROUND + 1)).stream()
        .anyMatch(Line::isChange);
  }

  /** By the longest common subsequence; what both begin and end with is not compared. */
  private static List<Line> all(List<String> a, List<String> b) {
    int head = 0;
    while (head < a.size() && head < b.size() && a.get(head).equals(b.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < a.size() - head
        && tail < b.size() - head
        && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
      tail++;
    }
    int rows = a.size() - head - tail;
    int columns = b.size() - head - tail;
    int[][] common = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        common[i][j] =
            a.get(head + i).equals(b.get(head + j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      boolean compared = i >= head && i < head + rows && j >= head && j < head + columns;
      boolean outside = i < head || (i >= head + rows && j >= head + columns);
      boolean same = outside || (compared && a.get(i).equals(b.get(j)));
      if (same) {
        lines.add(new Line(i + 1, j + 1, a.get(i), false));
        i++;
        j++;
      } else if (i < head + rows
          && (j == head + columns
              || common[i - head + 1][j - head] >= common[i - head][j - head + 1])) {
        lines.add(new Line(i + 1, 0, a.get(i), false));
        i++;
      } else {
        lines.add(new Line(0, j + 1, b.get(j), false));
        j++;
      }
    }
    return lines;
  }
}
