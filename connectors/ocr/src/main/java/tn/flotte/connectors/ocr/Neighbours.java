package tn.flotte.connectors.ocr;

import java.util.Arrays;
import org.opencv.core.Point;

/** Points of a plane by where they lie, so that those near a place are found without a search. */
final class Neighbours {
  private final double reach;
  private final int columns;
  private final int rows;
  private final double[] x;
  private final double[] y;

  /** The last point of each cell, and for each point the one before it; -1 where there is none. */
  private final int[] last;

  private final int[] before;

  /** How unlike a point is to what is looked for. */
  interface Unlikeness {
    int of(int index);
  }

  /**
   * @param reach how far from a place a point is still near
   * @param capacity points at most
   */
  Neighbours(double width, double height, double reach, int capacity) {
    this.reach = reach;
    columns = (int) (width / reach) + 1;
    rows = (int) (height / reach) + 1;
    x = new double[capacity];
    y = new double[capacity];
    last = new int[columns * rows];
    Arrays.fill(last, -1);
    before = new int[capacity];
  }

  /** What lies beside the plane is left out. */
  void add(int index, Point p) {
    int column = (int) Math.floor(p.x / reach);
    int row = (int) Math.floor(p.y / reach);
    if (column >= 0 && row >= 0 && column < columns && row < rows) {
      x[index] = p.x;
      y[index] = p.y;
      before[index] = last[row * columns + column];
      last[row * columns + column] = index;
    }
  }

  /** The likest point near a place; -1 if none is less unlike than the limit. */
  int likest(Point p, int limit, Unlikeness unlikeness) {
    int found = -1;
    int least = limit;
    int column = (int) (p.x / reach);
    int row = (int) (p.y / reach);
    for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        for (int i = last[r * columns + c]; i >= 0; i = before[i]) {
          if (Math.hypot(x[i] - p.x, y[i] - p.y) <= reach) {
            int unlike = unlikeness.of(i);
            if (unlike < least) {
              least = unlike;
              found = i;
            }
          }
        }
      }
    }
    return found;
  }
}
