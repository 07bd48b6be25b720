package tn.flotte.connectors.pass;

/** An expert as PASS's annuaire has it. {@code email} in lower case. */
public record Expert(String code, String nom, String email) {}
