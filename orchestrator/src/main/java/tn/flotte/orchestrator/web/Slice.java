package tn.flotte.orchestrator.web;

import java.util.List;

/**
 * One page of a list.
 *
 * @param page from 1
 * @param total rows of the whole list
 * @param more whether there is more than the list shows, however far one turns its pages
 */
record Slice<T>(List<T> rows, int page, int size, long total, boolean more) {
  Slice {
    rows = List.copyOf(rows);
  }

  public long pages() {
    return Math.max(1, (total + size - 1) / size);
  }

  public boolean hasPrevious() {
    return page > 1;
  }

  public boolean hasNext() {
    return page < pages();
  }

  /** The number of the first row shown, from 1. */
  public long first() {
    return total == 0 ? 0 : (page - 1L) * size + 1;
  }

  public long last() {
    return Math.min(total, (long) page * size);
  }
}
