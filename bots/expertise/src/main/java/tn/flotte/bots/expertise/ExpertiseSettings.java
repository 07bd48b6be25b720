package tn.flotte.bots.expertise;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * How experts' reports are followed. Delays and ceilings are the procedure's (annex A, steps 15–21)
 * where it gives any; the others are samples.
 *
 * @param adresseCompagnie who in the company gets a report above the ceiling, and is told of what
 *     is about to be time-barred; {@code flotte.ouverture.adresse-cellule} when empty
 * @param adressesAssureurs adverse insurer, as PASS spells it, to the address that gets such a
 *     report; for one that isn't named a person is told to hand it over
 * @param plafond TND above which the first report goes to the company and to the adverse insurer
 * @param motsPreliminaire words in a mail or a file's name by which a report is preliminary
 * @param lectureSure confidence, from 0 to 1, from which a typed value may be written into PASS
 * @param zone the company's zone: what day it is
 * @param rappelApres days after the expert took the order until the first reminder
 * @param rappelEntre days between two reminders
 * @param rappels how many before a person is told that nothing comes; 0 for none, and nobody told
 * @param parPassage most first reminders, and most alerts, in one daily round: a house that begins
 *     doesn't write to everybody at once
 * @param prescription years after the accident, by mode of settlement, after which a claim without
 *     a report is time-barred
 * @param alertes days before that at which the cell is told
 * @param annuaireValable how long PASS's directory is trusted before it is read again
 */
@ConfigurationProperties("flotte.expertise")
public record ExpertiseSettings(
    @DefaultValue("") String adresseCompagnie,
    @Nullable Map<String, String> adressesAssureurs,
    @DefaultValue("5000.000") BigDecimal plafond,
    @DefaultValue({"préliminaire", "preliminaire"}) List<String> motsPreliminaire,
    @DefaultValue("0.97") double lectureSure,
    @DefaultValue("Africa/Tunis") ZoneId zone,
    @DefaultValue("10") int rappelApres,
    @DefaultValue("7") int rappelEntre,
    @DefaultValue("2") int rappels,
    @DefaultValue("50") int parPassage,
    @Nullable Map<String, Integer> prescription,
    @DefaultValue({"90", "30"}) List<Integer> alertes,
    @DefaultValue("10m") Duration annuaireValable) {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@]+@[^\\s<>@]+");
  private static final Map<String, Integer> YEARS = Map.of("DOMMAGE", 2, "IDA", 3, "HIDA", 3);

  public ExpertiseSettings {
    require(
        adresseCompagnie.isEmpty() || ADDRESS.matcher(adresseCompagnie).matches(),
        "adresse-compagnie",
        "a mail address");
    Map<String, String> insurers = new TreeMap<>();
    if (adressesAssureurs != null) {
      adressesAssureurs.forEach(
          (company, address) -> {
            require(
                ADDRESS.matcher(address).matches(),
                "adresses-assureurs." + company,
                "a mail address");
            insurers.put(company.strip().toUpperCase(Locale.ROOT), address);
          });
    }
    adressesAssureurs = Map.copyOf(insurers);
    require(plafond.signum() > 0, "plafond", "an amount above 0");
    motsPreliminaire = List.copyOf(motsPreliminaire);
    require(
        motsPreliminaire.stream().noneMatch(String::isBlank),
        "mots-preliminaire",
        "words, none empty");
    require(
        lectureSure > 0.5 && lectureSure <= 1,
        "lecture-sure",
        "a confidence above 0.5 and at most 1");
    require(rappelApres >= 0, "rappel-apres", "0 days or more");
    require(rappelEntre > 0, "rappel-entre", "1 day or more");
    require(rappels >= 0, "rappels", "0 or more");
    require(parPassage > 0, "par-passage", "1 or more");
    Map<String, Integer> delays = new TreeMap<>(YEARS);
    if (prescription != null) {
      prescription.forEach(
          (mode, delay) -> delays.put(mode.strip().toUpperCase(Locale.ROOT), delay));
    }
    prescription = Map.copyOf(delays);
    require(
        prescription.values().stream().allMatch(years -> years > 0 && years <= 30),
        "prescription",
        "years from 1 to 30 for each mode");
    alertes = alertes.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    require(
        !alertes.isEmpty() && alertes.stream().allMatch(days -> days > 0),
        "alertes",
        "one number of days or more, each above 0");
    require(annuaireValable.isPositive(), "annuaire-valable", "a positive duration");
  }

  /** Who gets a report for an adverse insurer; null when it isn't known. */
  @Nullable String assureur(String compagnie) {
    return adressesAssureurs == null
        ? null
        : adressesAssureurs.get(compagnie.strip().toUpperCase(Locale.ROOT));
  }

  /** Years by mode. */
  Map<String, Integer> delais() {
    return prescription == null ? YEARS : prescription;
  }

  private static void require(boolean condition, String key, String expected) {
    if (!condition) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "flotte.expertise." + key + " must be " + expected + ".");
    }
  }
}
