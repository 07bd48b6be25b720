package tn.flotte.bots.ouverture;

/** How a value on paper compares with the one that PASS holds. */
enum Avis {
  /** Surely the same. */
  CONCORDE,
  /** Looks like it; proves nothing alone. */
  PROBABLE,
  /** Looks different, but the reading isn't sure. */
  CONTREDIT,
  /** Surely different: a sure reading of a well-formed value. */
  CONTREDIT_SUR,
  /** Says nothing. */
  ILLISIBLE;

  boolean favorable() {
    return this == CONCORDE || this == PROBABLE;
  }

  boolean contraire() {
    return this == CONTREDIT || this == CONTREDIT_SUR;
  }
}
