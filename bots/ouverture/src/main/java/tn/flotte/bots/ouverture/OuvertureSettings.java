package tn.flotte.bots.ouverture;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * How the opening bot works. The formats of identifiers are the company's own; the defaults are
 * samples.
 *
 * @param adresseCellule where the opening cell itself is told of a mail in quarantine; has no
 *     default, since a notice that reaches nobody would be a mail lost
 * @param tableauDeBord where people open the dashboard, for links in mails to the cell; null for
 *     mails without links
 * @param regles where the rules (YAML) are read from
 * @param zone the company's zone: what day it is
 * @param lectureSure confidence, from 0 to 1, from which a typed reading is sure enough to correct
 *     PASS
 * @param formatDeclaration regular expression that finds a declaration number in free text
 * @param declarationCanonique how it is written in PASS, {@code $1}… for the expression's groups
 * @param formatOm regular expression that a whole OM number matches
 * @param formatImmatriculationTu regular expression for a plate in free text, groups series and
 *     number
 * @param formatImmatriculationRs regular expression for a plate of the suspensive regime in free
 *     text, group number
 * @param lieuInconnu what PASS is told of the place of a mission when it can't be read surely
 * @param annuaireValable how long PASS's directory is trusted before it is read again
 * @param reponsesParJour after how many answers to one sender about one claim within a day the next
 *     is left to a person, since two machines may be answering each other
 */
@ConfigurationProperties("flotte.ouverture")
public record OuvertureSettings(
    @DefaultValue("") String adresseCellule,
    @Nullable URI tableauDeBord,
    @DefaultValue("classpath:tn/flotte/bots/ouverture/regles.yaml") String regles,
    @DefaultValue("Africa/Tunis") ZoneId zone,
    @DefaultValue("0.97") double lectureSure,
    @DefaultValue(DECLARATION) String formatDeclaration,
    @DefaultValue(DECLARATION_CANONIQUE) String declarationCanonique,
    @DefaultValue(OM) String formatOm,
    @DefaultValue(IMMATRICULATION_TU) String formatImmatriculationTu,
    @DefaultValue(IMMATRICULATION_RS) String formatImmatriculationRs,
    @DefaultValue("VOIR ORDRE DE MISSION") String lieuInconnu,
    @DefaultValue("10m") Duration annuaireValable,
    @DefaultValue("3") int reponsesParJour) {
  /**
   * Sample: {@code D26-027-00123}, however it is separated. Bounded repetitions: the text is a
   * stranger's.
   */
  static final String DECLARATION =
      "(?i)(?<![A-Z0-9])D[ .]{0,2}([0-9]{2})[ ./_–-]{0,3}([0-9]{3})[ ./_–-]{0,3}([0-9]{5})(?![0-9])";

  static final String DECLARATION_CANONIQUE = "D$1-$2-$3";
  static final String OM = "[0-9]{6}";
  static final String IMMATRICULATION_TU =
      "(?i)(?<![0-9])([1-9][0-9]{0,2})[ ._-]{0,3}TU[ ._-]{0,3}([1-9][0-9]{0,3})(?![0-9])";
  static final String IMMATRICULATION_RS = "(?i)(?<![A-Z])RS[ ._-]{0,3}([1-9][0-9]{0,5})(?![0-9])";

  public OuvertureSettings {
    require(adresseCellule.matches("[^\\s<>@]+@[^\\s<>@]+"), "adresse-cellule", "a mail address");
    require(
        tableauDeBord == null || String.valueOf(tableauDeBord.getScheme()).matches("https?"),
        "tableau-de-bord",
        "an address such as https://flotte.exemple");
    require(!regles.isBlank(), "regles", "the place of the rules");
    require(
        lectureSure > 0.5 && lectureSure <= 1,
        "lecture-sure",
        "a confidence above 0.5 and at most 1");
    require(
        groups(formatDeclaration, "format-declaration") >= 1,
        "format-declaration",
        "an expression with groups");
    require(
        groups(formatImmatriculationTu, "format-immatriculation-tu") == 2,
        "format-immatriculation-tu",
        "an expression with two groups");
    require(
        groups(formatImmatriculationRs, "format-immatriculation-rs") == 1,
        "format-immatriculation-rs",
        "an expression with one group");
    int declared = groups(formatDeclaration, "format-declaration");
    require(
        Pattern.compile("\\$([0-9])")
            .matcher(declarationCanonique)
            .results()
            .allMatch(m -> Integer.parseInt(m.group(1)) <= declared),
        "declaration-canonique",
        "a text that names only groups of format-declaration");
    groups(formatOm, "format-om");
    require(
        !lieuInconnu.isBlank() && lieuInconnu.length() <= 60,
        "lieu-inconnu",
        "a text of at most 60 characters");
    require(annuaireValable.isPositive(), "annuaire-valable", "a positive duration");
    require(reponsesParJour >= 1 && reponsesParJour <= 100, "reponses-par-jour", "from 1 to 100");
    adresseCellule = adresseCellule.toLowerCase(Locale.ROOT);
  }

  Formats formats() {
    return new Formats(
        Pattern.compile(formatDeclaration),
        declarationCanonique,
        Pattern.compile(formatOm),
        Pattern.compile(formatImmatriculationTu),
        Pattern.compile(formatImmatriculationRs));
  }

  private static int groups(String regex, String key) {
    try {
      return Pattern.compile(regex).matcher("").groupCount();
    } catch (PatternSyntaxException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "flotte.ouverture." + key + " is not a regular expression: " + e.getDescription(),
          e);
    }
  }

  private static void require(boolean condition, String key, String expected) {
    if (!condition) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "flotte.ouverture." + key + " must be " + expected + ".");
    }
  }
}
