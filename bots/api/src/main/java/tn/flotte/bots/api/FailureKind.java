package tn.flotte.bots.api;

/** What sort of technical trouble happened, which alone decides what the fleet does next. */
public enum FailureKind {
  /**
   * The other side is away or slow: retried with back-off and jitter; many in a row pause the bot.
   */
  UNAVAILABLE,
  /** A resource is used up (disk, memory, licences): the bot is paused and a person alerted. */
  EXHAUSTED,
  /** A screen or format is not as known: the bot stops at once, a person is shown what moved. */
  CHANGED,
  /** A setting is missing or wrong: the process refuses to start or the bot is stopped. */
  CONFIGURATION,
  /** An effect was begun and nobody knows whether it took: the item becomes UNCERTAIN. */
  UNKNOWN_EFFECT,
  /** Our own mistake: the item stops, a person is alerted, the others go on. */
  BUG
}
