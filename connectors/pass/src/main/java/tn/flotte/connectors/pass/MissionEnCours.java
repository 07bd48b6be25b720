package tn.flotte.connectors.pass;

import java.time.LocalDate;

/**
 * A mission whose final report has not come, as PASS lists it.
 *
 * @param priseLe when the expert took the order
 */
public record MissionEnCours(
    NumeroDossier dossier, int rang, String numeroOm, String expertCode, LocalDate priseLe) {}
