package tn.flotte.bots.ouverture;

/**
 * One field of one piece beside what PASS holds.
 *
 * @param pass canonical
 * @param lu as read
 * @param fichier the piece it was read from
 */
record Comparaison(ChampPass champ, String pass, String lu, String fichier, Avis avis) {}
