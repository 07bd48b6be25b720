package tn.flotte.bots.ouverture;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * How the opening bot works, beside its rules.
 *
 * @param adresseCellule where the opening cell itself is told of a mail in quarantine; has no
 *     default, since a notice that reaches nobody would be a mail lost
 * @param tableauDeBord where people open the dashboard, for links in mails to the cell; null for
 *     mails without links
 * @param adresseGa where Générale Assistance takes requests, and where its settlements come from;
 *     empty when it isn't known: then the cell is told to write itself, and mails from there are a
 *     stranger's
 * @param zone the company's zone: what day it is
 * @param lieuInconnu what PASS is told of the place of a mission when it can't be read surely
 * @param annuaireValable how long PASS's directory is trusted before it is read again
 * @param reponsesParJour after how many answers to one sender about one claim within a day the next
 *     is left to a person, since two machines may be answering each other
 */
@ConfigurationProperties("flotte.ouverture")
public record OuvertureSettings(
    @DefaultValue("") String adresseCellule,
    @Nullable URI tableauDeBord,
    @DefaultValue("") String adresseGa,
    @DefaultValue("Africa/Tunis") ZoneId zone,
    @DefaultValue("VOIR ORDRE DE MISSION") String lieuInconnu,
    @DefaultValue("10m") Duration annuaireValable,
    @DefaultValue("3") int reponsesParJour) {
  private static final Pattern ADRESSE = Pattern.compile("[^\\s<>@]+@[^\\s<>@]+");

  public OuvertureSettings {
    require(ADRESSE.matcher(adresseCellule).matches(), "adresse-cellule", "a mail address");
    require(
        adresseGa.isEmpty() || ADRESSE.matcher(adresseGa).matches(),
        "adresse-ga",
        "a mail address, or nothing");
    require(
        !adresseGa.equalsIgnoreCase(adresseCellule),
        "adresse-ga",
        "another address than the cell's");
    require(
        tableauDeBord == null || String.valueOf(tableauDeBord.getScheme()).matches("https?"),
        "tableau-de-bord",
        "an address such as https://flotte.exemple");
    require(
        !lieuInconnu.isBlank() && lieuInconnu.length() <= 60,
        "lieu-inconnu",
        "a text of at most 60 characters");
    require(annuaireValable.isPositive(), "annuaire-valable", "a positive duration");
    require(reponsesParJour >= 1 && reponsesParJour <= 100, "reponses-par-jour", "from 1 to 100");
    adresseCellule = adresseCellule.toLowerCase(Locale.ROOT);
    adresseGa = adresseGa.toLowerCase(Locale.ROOT);
  }

  private static void require(boolean condition, String key, String expected) {
    if (!condition) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "flotte.ouverture." + key + " must be " + expected + ".");
    }
  }
}
