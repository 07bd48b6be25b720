package tn.flotte.demo;

/** What a part says of itself in Prometheus' text format. */
final class Metrics {
  private Metrics() {}

  /** The sum of a counter over all its labels; 0 when it was never counted. */
  static long sum(String text, String counter) {
    return text.lines()
        .filter(line -> line.startsWith(counter + "{") || line.startsWith(counter + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
