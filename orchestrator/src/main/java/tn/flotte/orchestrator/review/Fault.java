package tn.flotte.orchestrator.review;

/**
 * Why an answer can't be taken.
 *
 * @param champ the field, or empty when it is the whole answer
 * @param code what is wrong, a key of the texts for people
 */
public record Fault(String champ, String code) {}
