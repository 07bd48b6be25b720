package tn.flotte.connectors.pass;

import java.time.LocalDate;

/** A dossier whose final report has not come, as PASS lists it; {@code mode} as PASS spells it. */
public record DossierSansRapport(
    NumeroDossier numero, NumeroDeclaration declaration, LocalDate accident, String mode) {}
