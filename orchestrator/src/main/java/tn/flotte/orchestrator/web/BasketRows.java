package tn.flotte.orchestrator.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for a person, the oldest deadline first. */
@Component
class BasketRows {
  private static final int MOST_EXPORTED = 10_000;

  private static final String WAITING =
      """
      with waiting as (
        select w.id as item_id, null::bigint as task_id, w.reason as text,
          case when w.status = 'FAILED' then 'echec'
            else coalesce(w.question ->> 'cause', case w.issue when 'rapport_expertise' then 'rapport' when 'sans_reponse' then 'silence' else 'autre' end)
          end as cause
        from work_item w where w.status in ('REVIEW', 'FAILED')
        union all
        select t.item_id, t.id, t.text, t.cause from task t where t.done_at is null
      ), row as (
        select p.*, w.status, w.claim, w.created_at, w.deadline,
          w.payload ->> 'expediteur' as expediteur, w.payload ->> 'sujet' as sujet,
          w.details -> 'reperes' ->> 'agence' as agency,
          coalesce(w.details ->> 'numeroDossier', c.numero_dossier) as dossier,
          case when h.held_until > now() then h.holder end as holder, h.held_until
        from waiting p
        join work_item w on w.id = p.item_id
        left join claim c on c.numero = w.claim
        left join review_hold h on h.item_id = w.id
      )
      """;

  private final JdbcClient jdbc;

  BasketRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** {@code viewer}: whose {@code pris=moi} it is. */
  Slice<BasketRow> page(BasketFilter filter, String viewer) {
    Condition condition = condition(filter, viewer);
    long total =
        jdbc.sql(WAITING + "select count(*) from row where " + condition.sql())
            .params(condition.values())
            .query(Long.class)
            .single();
    int last = (int) Math.max(1, (total + BasketFilter.SIZE - 1) / BasketFilter.SIZE);
    int page = Math.min(filter.page(), last);
    return new Slice<>(
        rows(condition, BasketFilter.SIZE, (page - 1) * BasketFilter.SIZE),
        page,
        BasketFilter.SIZE,
        total);
  }

  List<BasketRow> all(BasketFilter filter, String viewer) {
    return rows(condition(filter, viewer), MOST_EXPORTED, 0);
  }

  private List<BasketRow> rows(Condition condition, int size, int offset) {
    return jdbc.sql(
            WAITING
                + "select * from row where "
                + condition.sql()
                + " order by deadline nulls last, item_id, task_id limit :size offset :offset")
        .params(condition.values())
        .param("size", size)
        .param("offset", offset)
        .query((row, _) -> row(row))
        .list();
  }

  /** How much waits, by cause; what is filtered by stays out of it. */
  Map<String, Long> causes() {
    Map<String, Long> counts = new java.util.TreeMap<>();
    jdbc.sql(WAITING + "select cause, count(*) as n from row group by cause")
        .query(
            row -> {
              counts.put(row.getString("cause"), row.getLong("n"));
            });
    return counts;
  }

  List<String> agencies() {
    return jdbc.sql(
            WAITING + "select distinct agency from row where agency is not null order by agency")
        .query(String.class)
        .list();
  }

  private record Condition(String sql, Map<String, Object> values) {}

  private static Condition condition(BasketFilter filter, String viewer) {
    StringBuilder sql = new StringBuilder("true");
    Map<String, Object> values = new HashMap<>();
    if (!filter.cause().isEmpty()) {
      sql.append(" and cause = :cause");
      values.put("cause", filter.cause());
    }
    if (!filter.agence().isEmpty()) {
      sql.append(" and agency = :agency");
      values.put("agency", filter.agence());
    }
    if (filter.pris().equals("moi")) {
      sql.append(" and holder = :viewer");
      values.put("viewer", viewer);
    } else if (filter.pris().equals("libre")) {
      sql.append(" and holder is null");
    }
    return new Condition(sql.toString(), values);
  }

  private static BasketRow row(ResultSet row) throws SQLException {
    long task = row.getLong("task_id");
    return new BasketRow(
        row.getLong("item_id"),
        task == 0 ? null : task,
        row.getString("status"),
        row.getString("cause"),
        row.getString("text"),
        row.getString("agency"),
        row.getString("expediteur"),
        row.getString("sujet"),
        row.getString("claim"),
        row.getString("dossier"),
        row.getTimestamp("created_at").toInstant(),
        Rows.instant(row, "deadline"),
        row.getString("holder"),
        Rows.instant(row, "held_until"));
  }
}
