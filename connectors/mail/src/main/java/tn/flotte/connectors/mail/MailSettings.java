package tn.flotte.connectors.mail;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Secret;

/**
 * Where the mailbox is and how it is treated.
 *
 * @param imapTls AUCUN is meant for a server on the same machine
 * @param certificats PEM file of the authorities to trust; the platform's own when null. Host names
 *     are always checked.
 * @param compte account of the mailbox where declarations arrive
 * @param adresse the address our answers come from
 * @param nom the name that stands with it
 * @param boite the folder that is collected
 * @param dossierRecus where a collected mail goes; created when missing, {@code /} between levels
 * @param envoyes the mailbox that gets a blind copy of every mail we send
 * @param delai time limit of each network operation
 * @param delaiDoute a sent mail that isn't in the sent-mailbox this long after its sending began
 *     may be sent again
 */
@ConfigurationProperties("flotte.mail")
public record MailSettings(
    String imapHost,
    int imapPort,
    @DefaultValue("TLS") Chiffrement imapTls,
    String smtpHost,
    int smtpPort,
    @DefaultValue("STARTTLS") Chiffrement smtpTls,
    @Nullable Path certificats,
    String compte,
    Secret motDePasse,
    String adresse,
    @DefaultValue("Cellule d'ouverture") String nom,
    @DefaultValue("INBOX") String boite,
    @DefaultValue("Flotte/Recus") String dossierRecus,
    Envoyes envoyes,
    @DefaultValue("60s") Duration delai,
    @DefaultValue("5m") Duration delaiDoute,
    @Nullable Limits limits) {

  /** How a connection is protected. */
  public enum Chiffrement {
    AUCUN,
    STARTTLS,
    TLS
  }

  /** Our own sent-mailbox, on the same IMAP server. */
  public record Envoyes(
      String compte, Secret motDePasse, String adresse, @DefaultValue("INBOX") String boite) {
    public Envoyes {
      require(!compte.isBlank(), "envoyes.compte", "the account of the sent-mailbox");
      require(isAddress(adresse), "envoyes.adresse", "the address of the sent-mailbox");
      require(!boite.isBlank(), "envoyes.boite", "the folder of the sent-mailbox");
    }
  }

  public MailSettings {
    require(!imapHost.isBlank(), "imap-host", "the name of the IMAP server");
    require(isPort(imapPort), "imap-port", "a port from 1 to 65535");
    require(!smtpHost.isBlank(), "smtp-host", "the name of the SMTP server");
    require(isPort(smtpPort), "smtp-port", "a port from 1 to 65535");
    require(!compte.isBlank(), "compte", "the account of the mailbox");
    require(isAddress(adresse), "adresse", "the address our answers come from");
    require(!boite.isBlank(), "boite", "the folder to collect");
    require(
        !dossierRecus.isBlank() && !dossierRecus.equals(boite),
        "dossier-recus",
        "a folder other than the one that is collected");
    require(delai.isPositive(), "delai", "a positive time limit");
    require(!delaiDoute.isNegative(), "delai-doute", "a time");
    limits = limits == null ? Limits.DEFAULT : limits;
  }

  /** Never null: a missing block means {@link Limits#DEFAULT}. */
  @Override
  public Limits limits() {
    return limits == null ? Limits.DEFAULT : limits;
  }

  private static boolean isPort(int port) {
    return port > 0 && port < 65536;
  }

  private static boolean isAddress(String address) {
    return address.matches("[^\\s<>@]+@[^\\s<>@]+");
  }

  private static void require(boolean condition, String key, String expected) {
    if (!condition) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "flotte.mail." + key + " must be " + expected);
    }
  }
}
