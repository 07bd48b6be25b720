package tn.flotte.connectors.ocr;

/**
 * The claim that papers name.
 *
 * @param confiance from 0 to 1 that they belong to no other claim
 * @param sur whether it may be taken without a person
 */
public record Sinistre(String numero, double confiance, boolean sur) {}
