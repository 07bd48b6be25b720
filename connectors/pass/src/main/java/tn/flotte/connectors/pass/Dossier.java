package tn.flotte.connectors.pass;

/** A dossier sinistre as PASS shows it. */
public record Dossier(
    NumeroDossier numero,
    NumeroDeclaration declaration,
    String noeud,
    String nature,
    String mode) {}
