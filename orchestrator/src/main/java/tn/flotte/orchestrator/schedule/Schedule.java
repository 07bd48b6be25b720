package tn.flotte.orchestrator.schedule;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a bot's YAML file.
 *
 * @param nom unique over all files
 * @param bot whose work it makes
 * @param toutes an interval such as {@code 30s}, or null when {@code cron} says when
 * @param cron a Quartz cron expression, or null when {@code toutes} says when
 * @param fuseau the zone that the cron expression is meant in
 * @param rattrapage whether a firing that was missed is caught up once
 * @param seul whether nothing new is made while the last one is not finished
 */
record Schedule(
    String nom,
    String bot,
    @Nullable Duration toutes,
    @Nullable String cron,
    ZoneId fuseau,
    boolean rattrapage,
    boolean seul) {
  Schedule {
    if (nom.isBlank() || bot.isBlank()) {
      throw new IllegalArgumentException("A schedule needs 'nom' and 'bot'.");
    }
    if ((toutes == null) == (cron == null)) {
      throw new IllegalArgumentException("Schedule " + nom + " needs either 'toutes' or 'cron'.");
    }
  }
}
