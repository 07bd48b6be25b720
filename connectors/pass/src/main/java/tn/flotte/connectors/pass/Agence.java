package tn.flotte.connectors.pass;

/**
 * An intermediary as PASS's annuaire has it. {@code code} is also its nœud; {@code email} in lower
 * case.
 */
public record Agence(String code, String nom, String email) {}
