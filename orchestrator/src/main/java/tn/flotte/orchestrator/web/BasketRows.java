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

  /** Read from indexes alone; what the rows show is fetched for one page of them. */
  private static final String WAITING =
      """
      with waiting as (
        select w.id as item_id, null::bigint as task_id, w.cause, w.agency, w.deadline
        from work_item w where w.status in ('REVIEW', 'FAILED')
        union all
        select t.item_id, t.id, t.cause, w.agency, w.deadline
        from task t join work_item w on w.id = t.item_id where t.done_at is null
      )
      """;

  private static final String FOUND =
      """
       from waiting p left join review_hold h on h.item_id = p.item_id and h.held_until > now() where
      """;

  private final JdbcClient jdbc;

  BasketRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** {@code viewer}: whose {@code pris=moi} it is. */
  Slice<BasketRow> page(BasketFilter filter, String viewer) {
    Condition condition = condition(filter, viewer);
    long total = count(condition);
    int last = (int) Math.max(1, (total + BasketFilter.SIZE - 1) / BasketFilter.SIZE);
    int page = Math.min(filter.page(), last);
    return new Slice<>(
        rows(condition, BasketFilter.SIZE, (page - 1) * BasketFilter.SIZE),
        page,
        BasketFilter.SIZE,
        total,
        false);
  }

  /** How much waits in all. */
  long count() {
    return count(new Condition("true", Map.of()));
  }

  private long count(Condition condition) {
    return jdbc.sql(WAITING + "select count(*)" + FOUND + condition.sql())
        .params(condition.values())
        .query(Long.class)
        .single();
  }

  List<BasketRow> all(BasketFilter filter, String viewer) {
    return rows(condition(filter, viewer), MOST_EXPORTED, 0);
  }

  private List<BasketRow> rows(Condition condition, int size, int offset) {
    return jdbc.sql(
            """
            %s
            select p.item_id, p.task_id, p.cause, p.agency, p.deadline, w.status, w.claim, w.created_at,
              case when p.task_id is null then w.reason else t.text end as text,
              w.payload ->> 'expediteur' as expediteur, w.payload ->> 'sujet' as sujet,
              coalesce(w.details ->> 'numeroDossier', c.numero_dossier) as dossier, p.holder, p.held_until
            from (select p.*, h.holder, h.held_until %s %s
              order by p.deadline nulls last, p.item_id, p.task_id limit :size offset :offset) p
            join work_item w on w.id = p.item_id
            left join task t on t.id = p.task_id
            left join claim c on c.numero = w.claim
            order by p.deadline nulls last, p.item_id, p.task_id
            """
                .formatted(WAITING, FOUND, condition.sql()))
        .params(condition.values())
        .param("size", size)
        .param("offset", offset)
        .query((row, _) -> row(row))
        .list();
  }

  /** How much waits, by cause; what is filtered by stays out of it. */
  Map<String, Long> causes() {
    Map<String, Long> counts = new java.util.TreeMap<>();
    jdbc.sql(WAITING + "select cause, count(*) as n from waiting group by cause")
        .query(
            row -> {
              counts.put(row.getString("cause"), row.getLong("n"));
            });
    return counts;
  }

  List<String> agencies() {
    return jdbc.sql(
            WAITING
                + "select distinct agency from waiting where agency is not null order by agency")
        .query(String.class)
        .list();
  }

  private record Condition(String sql, Map<String, Object> values) {}

  private static Condition condition(BasketFilter filter, String viewer) {
    StringBuilder sql = new StringBuilder("true");
    Map<String, Object> values = new HashMap<>();
    if (!filter.cause().isEmpty()) {
      sql.append(" and p.cause = :cause");
      values.put("cause", filter.cause());
    }
    if (!filter.agence().isEmpty()) {
      sql.append(" and p.agency = :agency");
      values.put("agency", filter.agence());
    }
    if (filter.pris().equals("moi")) {
      sql.append(" and h.holder = :viewer");
      values.put("viewer", viewer);
    } else if (filter.pris().equals("libre")) {
      sql.append(" and h.holder is null");
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
