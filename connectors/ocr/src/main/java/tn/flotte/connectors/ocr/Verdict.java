package tn.flotte.connectors.ocr;

/** What the paper says about a value that the record declares. */
public enum Verdict {
  /** The paper surely says the same. */
  MATCH,
  /** What can be made out resembles the declared value. */
  PROBABLE,
  /** The paper says something else: surely, or likely when the confidence is below sure. */
  CONFLICT,
  /** Nothing can be said. */
  UNREADABLE
}
