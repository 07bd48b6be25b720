package tn.flotte.pass;

import java.util.List;

/**
 * One page of a result list, ten lines each.
 *
 * @param number from 1
 */
record Slice<T>(List<T> lines, int number, int pages, int total) {

  static final int SIZE = 10;

  Slice {
    lines = List.copyOf(lines);
  }

  /** The page asked for, or the nearest one there is. */
  static <T> Slice<T> of(List<T> all, int asked) {
    int pages = Math.max(1, (all.size() + SIZE - 1) / SIZE);
    int number = Math.clamp(asked, 1, pages);
    int from = (number - 1) * SIZE;
    return new Slice<>(
        all.subList(from, Math.min(all.size(), from + SIZE)), number, pages, all.size());
  }

  boolean hasNext() {
    return number < pages;
  }

  boolean hasPrevious() {
    return number > 1;
  }
}
