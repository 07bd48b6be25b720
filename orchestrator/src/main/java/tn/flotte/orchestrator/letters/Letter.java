package tn.flotte.orchestrator.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A letter to the adverse company. All its delays are days of the calendar; a delay's last day
 * still counts.
 *
 * @param item the work item that printed it
 * @param genre IDA or OUVERTURE, as PASS spells it
 * @param compagnie the adverse company, as PASS spells it; empty when PASS has none
 * @param sha256 its PDF
 * @param editedOn the day PASS printed it
 * @param remiseJours days from then to hand it over
 * @param suiteJours days from its handing over: to oppose (IDA), to open a file (OUVERTURE)
 * @param deliveredOn the day it was handed over, or null
 * @param deliveredBy who noted that, or null
 */
public record Letter(
    long id,
    String claim,
    @Nullable String dossier,
    long item,
    String genre,
    String compagnie,
    String sha256,
    LocalDate editedOn,
    int remiseJours,
    int suiteJours,
    @Nullable LocalDate deliveredOn,
    @Nullable String deliveredBy) {

  /** Where a letter stands. */
  public enum State {
    /** Nobody has handed it over yet. */
    A_REMETTRE,
    /** Nor within the delay. */
    EN_RETARD,
    /** Handed over; the adverse company's time runs. */
    EN_COURS,
    /** That time is over. */
    ECHUE
  }

  /** The columns that {@link #of} reads, of {@code letter l} and {@code claim c}. */
  public static final String COLUMNS =
      """
      l.id, l.claim, c.numero_dossier, l.item_id, l.genre, l.compagnie, l.sha256, l.edited_on, l.remise_jours,
        l.suite_jours, l.delivered_on, l.delivered_by
      """;

  public static Letter of(ResultSet row) throws SQLException {
    return new Letter(
        row.getLong("id"),
        row.getString("claim"),
        row.getString("numero_dossier"),
        row.getLong("item_id"),
        row.getString("genre"),
        row.getString("compagnie"),
        row.getString("sha256"),
        row.getObject("edited_on", LocalDate.class),
        row.getInt("remise_jours"),
        row.getInt("suite_jours"),
        row.getObject("delivered_on", LocalDate.class),
        row.getString("delivered_by"));
  }

  /** The last day on which handing it over is in time. */
  public LocalDate deliverBy() {
    return editedOn.plusDays(remiseJours);
  }

  /** The last day of the adverse company's time; null while that doesn't run. */
  public @Nullable LocalDate end() {
    return deliveredOn == null ? null : deliveredOn.plusDays(suiteJours);
  }

  public State state(LocalDate today) {
    LocalDate end = end();
    if (end == null) {
      return today.isAfter(deliverBy()) ? State.EN_RETARD : State.A_REMETTRE;
    }
    return today.isAfter(end) ? State.ECHUE : State.EN_COURS;
  }
}
