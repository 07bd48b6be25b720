package tn.flotte.orchestrator.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.orchestrator.HouseSettings;

/** Lists of items. */
@Component
class ItemRows {
  /** A list shows so many, the newest; whoever looks for older ones narrows it. */
  private static final int MOST_LISTED = 10_000;

  /** As many other mails of a claim are shown, the newest. */
  static final int MOST_OF_CLAIM = 200;

  /** SQL: the bots that have items, found by one look into an index for each. */
  static final String BOTS =
      """
      (with recursive found as (
        (select bot from work_item order by bot limit 1)
        union all
        select (select w.bot from work_item w where w.bot > f.bot order by w.bot limit 1) from found f where f.bot is not null)
      select bot from found where bot is not null)""";

  /** An export ends here; whoever needs more narrows the list. */
  private static final int MOST_EXPORTED = 100_000;

  /**
   * SQL: whether a row of {@code work_item w} waits for a person, to be decided or because a
   * finished item has left something to people.
   */
  private static final String AWAITED =
      """
      (w.status in ('REVIEW', 'FAILED')
        or exists (select 1 from task t where t.item_id = w.id and t.done_at is null))""";

  private static final String COLUMNS =
      """
      select w.id, w.bot, w.reference, w.status, w.issue, w.reason, w.payload ->> 'expediteur' as expediteur,
        w.payload ->> 'sujet' as sujet, w.payload ->> 'document' as document, w.claim,
        coalesce(w.details ->> 'numeroDossier', c.numero_dossier) as dossier, w.attempt, w.agent, w.step,
        w.deadline, w.not_before, w.created_at, w.finished_at, %s as issue_code, %s as awaited
      """
          .formatted(Issue.inSql(), AWAITED);

  private static final String FROM =
      " from work_item w left join claim c on c.numero = w.claim where ";

  private final JdbcClient jdbc;
  private final HouseSettings house;

  ItemRows(JdbcClient jdbc, HouseSettings house) {
    this.jdbc = jdbc;
    this.house = house;
  }

  Slice<ItemRow> page(ItemFilter filter) {
    Condition condition = condition(filter);
    long found =
        jdbc.sql(
                "select count(*) from (select 1" + FROM + condition.sql() + " limit :most) counted")
            .params(condition.values())
            .param("most", MOST_LISTED + 1)
            .query(Long.class)
            .single();
    boolean more = found > MOST_LISTED;
    long total = Math.min(found, MOST_LISTED);
    int last = (int) Math.max(1, (total + ItemFilter.SIZE - 1) / ItemFilter.SIZE);
    int page = Math.min(filter.page(), last);
    String order = " order by " + filter.orderBy();
    String cut = order + " limit :size offset :offset";
    // In an index's order the rows before the page are passed over without a look at them.
    String where =
        filter.isIndexed()
            ? "w.id in (select w.id" + FROM + condition.sql() + cut + ")" + order
            : (more ? newest(condition) : condition.sql()) + cut;
    List<ItemRow> rows =
        jdbc.sql(COLUMNS + FROM + where)
            .params(condition.values())
            .param("size", ItemFilter.SIZE)
            .param("offset", (page - 1) * ItemFilter.SIZE)
            .query((row, _) -> row(row))
            .list();
    return new Slice<>(rows, page, ItemFilter.SIZE, total, more);
  }

  private static String newest(Condition condition) {
    return "w.id in (select w.id"
        + FROM
        + condition.sql()
        + " order by w.created_at desc, w.id desc limit "
        + MOST_LISTED
        + ")";
  }

  /** Every row of the list, one after the other. */
  @Transactional(readOnly = true)
  public void each(ItemFilter filter, Consumer<ItemRow> consumer) {
    Condition condition = condition(filter);
    try (var rows =
        jdbc
            .sql(
                COLUMNS + FROM + condition.sql() + " order by " + filter.orderBy() + " limit :size")
            .withFetchSize(500)
            .params(condition.values())
            .param("size", MOST_EXPORTED)
            .query((row, _) -> row(row))
            .stream()) {
      rows.forEach(consumer);
    }
  }

  Optional<ItemRow> find(long id) {
    return jdbc.sql(COLUMNS + FROM + "w.id = :id")
        .param("id", id)
        .query((row, _) -> row(row))
        .optional();
  }

  /** The other items about the same claim, the newest {@link #MOST_OF_CLAIM}, the oldest first. */
  List<ItemRow> ofClaim(@Nullable String claim, long self) {
    if (claim == null) {
      return List.of();
    }
    return jdbc.sql(
            COLUMNS + FROM + "w.claim = :claim and w.id <> :self order by w.id desc limit :most")
        .param("claim", claim)
        .param("self", self)
        .param("most", MOST_OF_CLAIM)
        .query((row, _) -> row(row))
        .list()
        .reversed();
  }

  List<String> bots() {
    return jdbc.sql("select bot from " + BOTS + " b order by bot").query(String.class).list();
  }

  private record Condition(String sql, Map<String, Object> values) {}

  private Condition condition(ItemFilter filter) {
    StringBuilder sql = new StringBuilder("true");
    Map<String, Object> values = new HashMap<>();
    if (filter.bot().isEmpty()) {
      sql.append(" and w.bot not in (:aside)");
      values.put("aside", ItemFilter.ASIDE);
    } else {
      sql.append(" and w.bot = :bot");
      values.put("bot", filter.bot());
    }
    if (!filter.statut().isEmpty()) {
      sql.append(" and w.status = :status");
      values.put("status", filter.statut());
    }
    if (!filter.issue().isEmpty()) {
      sql.append(" and (").append(Issue.inSql()).append(") = :issue");
      values.put("issue", filter.issue());
    }
    if (!filter.agent().isEmpty()) {
      sql.append(" and w.agent = :agent");
      values.put("agent", filter.agent());
    }
    if (filter.retard()) {
      sql.append(" and w.deadline < now() and w.status in ('NEW', 'IN_PROGRESS', 'UNCERTAIN')");
    }
    LocalDate day = filter.jour();
    if (day != null) {
      sql.append(" and w.created_at >= :from and w.created_at < :to");
      values.put("from", startOf(day));
      values.put("to", startOf(day.plusDays(1)));
    }
    if (!filter.q().isBlank()) {
      sql.append(
          """
           and (w.sought like lower(:text) or w.id::text = :exact
             or w.claim = (select numero from claim where numero_dossier = upper(:exact) limit 1))
          """);
      values.put("text", Rows.anywhere(filter.q()));
      values.put("exact", filter.q().strip());
    }
    return new Condition(sql.toString(), values);
  }

  OffsetDateTime startOf(LocalDate day) {
    return day.atStartOfDay(house.fuseau()).toInstant().atOffset(ZoneOffset.UTC);
  }

  private static ItemRow row(ResultSet row) throws SQLException {
    Instant created = row.getTimestamp("created_at").toInstant();
    Instant finished = Rows.instant(row, "finished_at");
    String code = row.getString("issue_code");
    String bare = row.getString("issue");
    return new ItemRow(
        row.getLong("id"),
        row.getString("bot"),
        row.getString("reference"),
        row.getString("status"),
        code.equals(Issue.UNKNOWN) ? bare : code,
        row.getString("reason"),
        row.getString("expediteur"),
        row.getString("sujet"),
        row.getString("document"),
        row.getString("claim"),
        row.getString("dossier"),
        row.getInt("attempt"),
        row.getString("agent"),
        row.getString("step"),
        Rows.instant(row, "deadline"),
        row.getTimestamp("not_before").toInstant(),
        created,
        finished,
        finished == null ? null : Duration.between(created, finished),
        row.getBoolean("awaited"));
  }
}
