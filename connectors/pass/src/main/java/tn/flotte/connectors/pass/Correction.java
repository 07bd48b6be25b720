package tn.flotte.connectors.pass;

/**
 * One field of a préouverture that the paper proves wrong.
 *
 * @param champ the field's name as in the record of a préouverture: {@code date_accident}, {@code
 *     immatriculation_adverse}…
 * @param avant what PASS had, canonical
 * @param apres what it must hold, canonical
 */
public record Correction(String champ, String avant, String apres) {}
