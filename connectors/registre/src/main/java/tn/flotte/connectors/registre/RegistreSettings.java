package tn.flotte.connectors.registre;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the register is. The company's sheet and its columns are open in the sources: these names
 * are samples.
 *
 * @param fichier the workbook in the shared folder; it must be there: a folder that isn't mounted
 *     must not get a register of its own
 * @param dossier a folder of Flotte's own, where the register is made when {@code fichier} is not
 *     set
 * @param feuille the sheet; the first one when empty
 * @param attente how long to wait for another robot that is writing
 */
@ConfigurationProperties("flotte.registre")
public record RegistreSettings(
    @Nullable Path fichier,
    @Nullable Path dossier,
    @DefaultValue("") String feuille,
    @DefaultValue Colonnes colonnes,
    @DefaultValue("20s") Duration attente) {
  private static final String OWN = "registre-expertise.xlsx";

  /**
   * The columns' headings, by what stands in them. One that is empty is not written, but for the
   * key's: without it nobody knows whether a report has its row.
   */
  public record Colonnes(
      @DefaultValue("Clé") String cle,
      @DefaultValue("Reçu le") String recuLe,
      @DefaultValue("Déclaration") String declaration,
      @DefaultValue("Dossier") String dossier,
      @DefaultValue("N° OM") String numeroOm,
      @DefaultValue("Expert") String expert,
      @DefaultValue("Immatriculation") String immatriculation,
      @DefaultValue("Véhicule") String vehicule,
      @DefaultValue("Rapport") String genre,
      @DefaultValue("Date du rapport") String dateRapport,
      @DefaultValue("Montant (TND)") String montant,
      @DefaultValue("Honoraires (TND)") String honoraires,
      @DefaultValue("Épave") String epave,
      @DefaultValue("Fichier") String fichier) {
    public Colonnes {
      if (cle.isBlank()) {
        throw new IllegalArgumentException(
            "flotte.registre.colonnes.cle must name the column of the key.");
      }
    }

    /** The headings that are wanted, in the order of a register of our own. */
    List<String> titres() {
      return Stream.of(
              cle,
              recuLe,
              declaration,
              dossier,
              numeroOm,
              expert,
              immatriculation,
              vehicule,
              genre,
              dateRapport,
              montant,
              honoraires,
              epave,
              fichier)
          .filter(title -> !title.isBlank())
          .toList();
    }
  }

  public RegistreSettings {
    if (fichier == null && dossier == null) {
      throw new IllegalArgumentException(
          "flotte.registre.fichier must say where the Excel register of experts' reports is.");
    }
    if (fichier != null && !fichier.toString().matches("(?i).*\\.xls[xm]")) {
      throw new IllegalArgumentException(
          "flotte.registre.fichier must be an .xlsx or .xlsm file, not " + fichier + ".");
    }
    if (attente.isNegative()) {
      throw new IllegalArgumentException("flotte.registre.attente may not be negative.");
    }
  }

  /** The workbook. */
  Path classeur() {
    return fichier != null
        ? fichier.toAbsolutePath()
        : Objects.requireNonNull(dossier).toAbsolutePath().resolve(OWN);
  }

  /** Whether the workbook is Flotte's own, to be made when it is missing. */
  boolean isOurs() {
    return fichier == null;
  }
}
