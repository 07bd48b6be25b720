package tn.flotte.orchestrator.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tn.flotte.orchestrator.letters.Letter;
import tn.flotte.orchestrator.letters.Letters;

/**
 * Lists of letters: what is to be handed over oldest first, what runs by its end, the rest newest
 * first.
 */
@Component
class LetterRows {
  /** A list shows so many; whoever looks for others narrows it. */
  private static final int MOST = 10_000;

  private static final String FROM = " from letter l join claim c on c.numero = l.claim where ";

  private final JdbcClient jdbc;
  private final Letters letters;

  LetterRows(JdbcClient jdbc, Letters letters) {
    this.jdbc = jdbc;
    this.letters = letters;
  }

  private record Condition(String sql, String order, Map<String, Object> values) {}

  Slice<Letter> page(LetterFilter filter) {
    Condition condition = condition(filter);
    long found =
        jdbc.sql(
                "select count(*) from (select 1" + FROM + condition.sql() + " limit :most) counted")
            .params(condition.values())
            .param("most", MOST + 1)
            .query(Long.class)
            .single();
    long total = Math.min(found, MOST);
    int last = (int) Math.max(1, (total + LetterFilter.SIZE - 1) / LetterFilter.SIZE);
    int page = Math.min(filter.page(), last);
    return new Slice<>(
        rows(condition, LetterFilter.SIZE, (page - 1) * LetterFilter.SIZE),
        page,
        LetterFilter.SIZE,
        total,
        found > MOST);
  }

  List<Letter> all(LetterFilter filter) {
    return rows(condition(filter), MOST, 0);
  }

  private List<Letter> rows(Condition condition, int size, int offset) {
    return jdbc.sql(
            "select "
                + Letter.COLUMNS
                + FROM
                + condition.sql()
                + " order by "
                + condition.order()
                + " limit :size offset :offset")
        .params(condition.values())
        .param("size", size)
        .param("offset", offset)
        .query((row, _) -> Letter.of(row))
        .list();
  }

  private Condition condition(LetterFilter filter) {
    LocalDate today = letters.today();
    Map<String, Object> values = new HashMap<>();
    String sql;
    String order;
    switch (filter.etat()) {
      case "toutes" -> {
        sql = "true";
        order = "l.id desc";
      }
      case "en-cours" -> {
        sql = "l.delivered_on is not null and l.delivered_on + l.suite_jours >= :today";
        order = "l.delivered_on + l.suite_jours, l.id";
        values.put("today", today);
      }
      case "echue" -> {
        sql = "l.delivered_on is not null and l.delivered_on + l.suite_jours < :today";
        order = "l.delivered_on + l.suite_jours desc, l.id desc";
        values.put("today", today);
      }
      case "en-retard" -> {
        sql = "l.delivered_on is null and l.edited_on + l.remise_jours < :today";
        order = "l.edited_on, l.id";
        values.put("today", today);
      }
      default -> {
        sql = "l.delivered_on is null";
        order = "l.edited_on, l.id";
      }
    }
    if (!filter.q().isEmpty()) {
      sql +=
          " and (l.claim = upper(:q) or c.numero_dossier = upper(:q) or upper(l.compagnie) like upper(:begins))";
      values.put("q", filter.q());
      values.put("begins", Rows.anywhere(filter.q()).substring(1));
    }
    return new Condition(sql, order, values);
  }
}
