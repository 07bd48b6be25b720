package tn.flotte.connectors.pass;

import java.math.BigDecimal;

/**
 * What the opening screen is filled with. {@code noeud} is an agency's code or {@code CDL_AUTO};
 * {@code reserve} in TND, three decimals.
 */
public record OuvertureDossier(
    NumeroDeclaration declaration,
    String nature,
    String noeud,
    BigDecimal reserve,
    boolean gestionGa) {}
