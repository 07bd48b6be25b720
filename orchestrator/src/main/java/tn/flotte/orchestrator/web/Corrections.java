package tn.flotte.orchestrator.web;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people settled, field by field. */
@Component
class Corrections {
  /** As many of the newest ones as a page shows. */
  static final int SHOWN = 200;

  private static final String SETTLED =
      """
      select f.item_id, w.claim, f.field, f.pass, f.read, f.value, f.at
      from settled_field f join work_item w on w.id = f.item_id
      where f.at >= :from and f.at < :to and (:field = '' or f.field = :field)
      order by f.at desc, f.item_id desc, f.field
      """;

  private final JdbcClient jdbc;
  private final ItemRows days;

  Corrections(JdbcClient jdbc, ItemRows days) {
    this.jdbc = jdbc;
    this.days = days;
  }

  /** Each field that was settled in that time, most often first. */
  List<Correction.Count> counts(CorrectionFilter filter) {
    return of(
            """
            select field,
              count(*) filter (where value = pass) as confirmed,
              count(*) filter (where value is distinct from pass and value = read) as as_read,
              count(*) filter (where value is distinct from pass and value is distinct from read) as otherwise
            from settled_field f
            where f.at >= :from and f.at < :to and (:field = '' or f.field = :field)
            group by field order by count(*) desc, field
            """,
            filter)
        .query(
            (row, _) ->
                new Correction.Count(
                    row.getString("field"),
                    row.getLong("confirmed"),
                    row.getLong("as_read"),
                    row.getLong("otherwise")))
        .list();
  }

  /** The newest ones. */
  List<Correction> newest(CorrectionFilter filter) {
    return of(SETTLED + " limit " + SHOWN, filter).query((row, _) -> correction(row)).list();
  }

  /** All of them, however many. */
  @Transactional(readOnly = true)
  public void each(CorrectionFilter filter, Consumer<Correction> taker) {
    of(SETTLED, filter)
        .withFetchSize(500)
        .query(
            row -> {
              taker.accept(correction(row));
            });
  }

  private JdbcClient.StatementSpec of(String sql, CorrectionFilter filter) {
    return jdbc.sql(sql)
        .param("from", days.startOf(filter.du()))
        .param("to", days.startOf(filter.au().plusDays(1)))
        .param("field", filter.champ());
  }

  private static Correction correction(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Correction(
        row.getLong("item_id"),
        row.getString("claim"),
        row.getString("field"),
        row.getString("pass"),
        row.getString("read"),
        row.getString("value"),
        row.getTimestamp("at").toInstant());
  }
}
