package tn.flotte.connectors.pass;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An expert's mission, registered in PASS from the paper ordre de mission. */
public record Mission(
    NumeroDossier dossier,
    String numeroOm,
    String expertCode,
    @Nullable LocalDate date,
    @Nullable String lieuVisite) {}
