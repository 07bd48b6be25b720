package tn.flotte.bots.ouverture;

/** Weighs one value read against the declared one; knows how surely each kind of paper is read. */
@FunctionalInterface
interface Juge {
  /**
   * @param champ the field's name on the piece, such as {@code b_vehicule_immatriculation};
   *     something was made out in it
   * @param declare canonical, not empty
   */
  Avis juger(Piece piece, String champ, String declare);
}
