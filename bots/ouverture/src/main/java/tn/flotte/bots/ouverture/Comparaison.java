package tn.flotte.bots.ouverture;

/**
 * One field of one piece beside what PASS holds.
 *
 * @param pass canonical
 * @param lu as read
 * @param lecture the field's name on that piece
 * @param fichier the piece it was read from
 */
record Comparaison(
    ChampPass champ, String pass, String lu, String lecture, String fichier, Avis avis) {}
