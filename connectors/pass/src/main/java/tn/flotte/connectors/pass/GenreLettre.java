package tn.flotte.connectors.pass;

/** The letters to the adverse company: IDA's, and the opening letter outside IDA (HIDA). */
public enum GenreLettre {
  IDA,
  OUVERTURE
}
