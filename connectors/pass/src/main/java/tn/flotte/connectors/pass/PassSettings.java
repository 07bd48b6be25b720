package tn.flotte.connectors.pass;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Secret;

/**
 * Where PASS is and how its screens are worked.
 *
 * @param url PASS's address, such as {@code https://pass.example/}
 * @param comptes account name to password; names in capitals
 * @param chromium Debian's Chromium
 * @param chromedriver the driver of the same version
 * @param delaiEcran time limit for a screen to appear
 * @param requeteMax how long PASS may still carry out a request whose sender is gone
 * @param sessionsMax most browsers at the same time
 * @param profils directory in which each account's browser has its own profile directory, made anew
 *     at each start; below the temporary directory when null
 * @param inactivite a browser that was idle this long is closed
 * @param recyclage a browser is replaced after this many verbs
 * @param annuaireMax how long the directory, once read, is good for
 * @param ecrans another screen map than the one that comes with the robot
 * @param formatDossier regular expression of a dossier number; whatever PASS gives must match
 */
@ConfigurationProperties("flotte.pass")
public record PassSettings(
    URI url,
    @Nullable Map<String, Secret> comptes,
    @DefaultValue("/usr/bin/chromium") Path chromium,
    @DefaultValue("/usr/bin/chromedriver") Path chromedriver,
    @DefaultValue("30s") Duration delaiEcran,
    @DefaultValue("20s") Duration requeteMax,
    @DefaultValue("4") int sessionsMax,
    @Nullable Path profils,
    @DefaultValue("10m") Duration inactivite,
    @DefaultValue("2000") int recyclage,
    @DefaultValue("10m") Duration annuaireMax,
    @Nullable Path ecrans,
    @DefaultValue("S\\d{2}-\\w{3,8}-\\d{5}") String formatDossier) {

  private static final Pattern COMPTE = Pattern.compile("[A-Z0-9_]{1,32}");
  private static final int DEFAULT_ACCOUNTS = 4;

  public PassSettings {
    require(
        url != null && url.getHost() != null && String.valueOf(url.getScheme()).startsWith("http"),
        "url",
        "must be an http or https address");
    Map<String, Secret> upper = new TreeMap<>();
    if (comptes == null || comptes.isEmpty()) {
      for (int i = 1; i <= DEFAULT_ACCOUNTS; i++) {
        upper.put("ROBOT0" + i, new Secret("robot"));
      }
    } else {
      comptes.forEach((name, password) -> upper.put(name.toUpperCase(Locale.ROOT), password));
    }
    profils =
        profils == null
            ? Path.of(System.getProperty("java.io.tmpdir"), "flotte-pass")
            : profils.toAbsolutePath().normalize();
    upper
        .keySet()
        .forEach(
            name ->
                require(
                    COMPTE.matcher(name).matches(),
                    "comptes",
                    "has a name PASS can't have: " + name));
    comptes = Map.copyOf(upper);
    require(positive(delaiEcran), "delai-ecran", "must be longer than zero");
    require(!requeteMax.isNegative(), "requete-max", "may not be negative");
    require(sessionsMax > 0, "sessions-max", "must be at least 1");
    require(positive(inactivite), "inactivite", "must be longer than zero");
    require(recyclage > 0, "recyclage", "must be at least 1");
    require(!annuaireMax.isNegative(), "annuaire-max", "may not be negative");
    try {
      Pattern.compile(formatDossier);
    } catch (PatternSyntaxException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "flotte.pass.format-dossier is not a regular expression.", e);
    }
  }

  /** A PASS at this address, everything else as it comes. */
  public static PassSettings at(URI url, Path profils) {
    return new PassSettings(
        url,
        null,
        Path.of("/usr/bin/chromium"),
        Path.of("/usr/bin/chromedriver"),
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        DEFAULT_ACCOUNTS,
        profils,
        Duration.ofMinutes(10),
        2000,
        Duration.ofMinutes(10),
        null,
        "S\\d{2}-\\w{3,8}-\\d{5}");
  }

  /** Where an account's browser lives. */
  Path profil(String compte) {
    return Objects.requireNonNull(profils).resolve("flotte-pass-" + compte);
  }

  Secret motDePasse(String compte) {
    Secret secret = comptes == null ? null : comptes.get(compte.toUpperCase(Locale.ROOT));
    if (secret == null) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "There is no password for PASS account "
              + compte
              + "; set flotte.pass.comptes."
              + compte
              + ".");
    }
    return secret;
  }

  private static boolean positive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean holds, String name, String what) {
    if (!holds) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "flotte.pass." + name + " " + what + ".");
    }
  }
}
