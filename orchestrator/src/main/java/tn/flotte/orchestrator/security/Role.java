package tn.flotte.orchestrator.security;

/** What a person may do; every role may see everything. */
public enum Role {
  /** Everything, starting a stopped bot included. */
  ADMINISTRATEUR,
  /** The management: sees and exports. */
  SUPERVISEUR,
  /** Team leads: settle exceptions, change the rules, take an item from whoever holds it. */
  EDITEUR,
  /** The cell: its basket. */
  UTILISATEUR;

  /** Whether it may take items of the basket and decide them. */
  public boolean decides() {
    return this != SUPERVISEUR;
  }

  /** Whether it may put an item back in the queue or close it. */
  public boolean settlesItems() {
    return this == ADMINISTRATEUR || this == EDITEUR;
  }

  /** Whether it may change the bots' rules. */
  public boolean editsRules() {
    return this == ADMINISTRATEUR || this == EDITEUR;
  }

  /** Whether it may let a stopped bot work again. */
  public boolean startsBots() {
    return this == ADMINISTRATEUR;
  }
}
