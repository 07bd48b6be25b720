package tn.flotte.connectors.ocr;

/**
 * What a reading shows about a declared value; how often each of them is right is measured and kept
 * as data in {@link Calibration}.
 */
enum Evidence {
  /** A sure reading says the same. */
  SURE_SAME,
  /** An unsure reading of a well-formed, long value says exactly the same. */
  WRITTEN_SAME,
  /** The same, but very badly read. */
  FAINT_SAME,
  /** The same, but a value that may be met by chance. */
  SHORT_SAME,
  /** One character differs. */
  NEAR,
  /** More differs, less than it has in common. */
  LIKE,
  /** A sure, well-formed reading says something else. */
  SURE_OTHER,
  /** A sure reading of words says something else altogether. */
  SURE_OTHER_WORDS,
  /** Another member of a closed list was read. */
  OTHER_MEMBER,
  /** A fair reading has next to nothing in common with it. */
  FOREIGN,
  /** Nothing can be made out. */
  NOTHING
}
