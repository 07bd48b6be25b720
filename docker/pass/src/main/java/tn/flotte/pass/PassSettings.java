package tn.flotte.pass;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be set, under {@code pass.}.
 *
 * @param comptes account to password
 * @param jeton the administrator's token for {@code /verite} and {@code /panne}
 * @param donnees seed file; without it a small invented seed is used
 * @param etat file that keeps the records over a restart, written at every commit
 * @param journal access log, one JSON object a line
 * @param latence mean time a page takes; 0 = none
 * @param variation share by which the latency varies, 0 to 1
 * @param session time without a request after which a session expires
 * @param voile how long the "please wait" veil stays after a page has loaded
 * @param premierDossier number of the first dossier of every node
 * @param graine seed of control identifiers and of chance; without it each start differs
 */
@ConfigurationProperties(prefix = "pass", ignoreUnknownFields = false)
record PassSettings(
    Map<String, String> comptes,
    @DefaultValue("") String jeton,
    @Nullable Path donnees,
    @Nullable Path etat,
    @Nullable Path journal,
    @DefaultValue("200ms") Duration latence,
    @DefaultValue("0.5") double variation,
    @DefaultValue("15m") Duration session,
    @DefaultValue("250ms") Duration voile,
    @DefaultValue("1") int premierDossier,
    @Nullable Long graine) {

  PassSettings {
    comptes = Map.copyOf(comptes);
    if (latence.isNegative() || session.isNegative() || voile.isNegative()) {
      throw new IllegalArgumentException("pass.latence, pass.session and pass.voile: not negative");
    }
    if (variation < 0 || variation > 1) {
      throw new IllegalArgumentException("pass.variation must lie between 0 and 1");
    }
    if (premierDossier < 1) {
      throw new IllegalArgumentException("pass.premier-dossier must be at least 1");
    }
  }
}
