package tn.flotte.connectors.access;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the contact log is. The company's table and columns are open in the sources: these names
 * are samples.
 *
 * @param fichier the database in the shared folder; it must be there: a folder that isn't mounted
 *     must not get a log of its own
 * @param dossier a folder of Flotte's own, where the log is made when {@code fichier} is not set
 * @param zone of the times in the log
 * @param attente how long to wait for another robot that is writing
 */
@ConfigurationProperties("flotte.access")
public record AccessSettings(
    @Nullable Path fichier,
    @Nullable Path dossier,
    @DefaultValue("Contacts") String table,
    @DefaultValue Colonnes colonnes,
    @DefaultValue("Africa/Tunis") ZoneId zone,
    @DefaultValue("20s") Duration attente) {
  private static final String OWN = "contacts.accdb";

  /** The columns, by what stands in them; others are left empty. */
  public record Colonnes(
      @DefaultValue("Cle") String cle,
      @DefaultValue("DateHeure") String quand,
      @DefaultValue("Sens") String sens,
      @DefaultValue("Correspondant") String correspondant,
      @DefaultValue("Objet") String objet,
      @DefaultValue("Declaration") String declaration,
      @DefaultValue("Dossier") String dossier,
      @DefaultValue("Auteur") String auteur) {}

  public AccessSettings {
    if (fichier == null && dossier == null) {
      throw new IllegalArgumentException(
          "flotte.access.fichier must say where the Access database of the contact log is.");
    }
    if (fichier != null && !fichier.toString().matches("(?i).*\\.(accdb|mdb)")) {
      throw new IllegalArgumentException(
          "flotte.access.fichier must be an .accdb or .mdb file, not " + fichier + ".");
    }
  }

  /** The database. */
  Path base() {
    if (fichier != null) {
      return fichier.toAbsolutePath();
    }
    return java.util.Objects.requireNonNull(dossier).toAbsolutePath().resolve(OWN);
  }

  /** Whether the database is Flotte's own, to be made when it is missing. */
  boolean isOurs() {
    return fichier == null;
  }
}
