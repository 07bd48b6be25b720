package tn.flotte.orchestrator.work;

/** Where an item of work stands. */
public enum Status {
  /** Waiting, maybe not before a time. */
  NEW,
  /** An agent holds it, under a lease. */
  IN_PROGRESS,
  /** For a person to decide. */
  REVIEW,
  /** An effect was begun and nobody knows whether it took; a robot looks before anything else. */
  UNCERTAIN,
  /** Finished. */
  DONE,
  /** Finished for a business reason, the sender told. */
  REJECTED,
  /** Technical retries spent; a person decides. */
  FAILED
}
