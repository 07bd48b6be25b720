package tn.flotte.orchestrator.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A field that a person settled.
 *
 * @param pass what PASS held
 * @param read what the robot had read
 * @param value what the person chose or typed
 */
record Correction(
    long item,
    @Nullable String claim,
    String field,
    @Nullable String pass,
    @Nullable String read,
    String value,
    Instant at) {

  /**
   * How often a field was settled, and how.
   *
   * @param confirmed PASS was right
   * @param asRead what was read was right
   * @param otherwise neither was
   */
  record Count(String field, long confirmed, long asRead, long otherwise) {
    public long settled() {
      return confirmed + asRead + otherwise;
    }

    /** Of a hundred readings that were shown to a person, those that were not the truth. */
    public long wronglyRead() {
      return Math.round(100.0 * (settled() - asRead) / settled());
    }
  }
}
