package tn.flotte.orchestrator.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The balance of a day's mails. */
@Component
class Balances {
  /** The bot whose items are the mails received. */
  static final String MAILS = "ouverture";

  private final JdbcClient jdbc;
  private final ItemRows items;

  Balances(JdbcClient jdbc, ItemRows items) {
    this.jdbc = jdbc;
    this.items = items;
  }

  /** Both counts see the same moment. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Balance of(LocalDate day) {
    String where =
        " from work_item w where bot = :bot and created_at >= :from and created_at < :to";
    Map<String, Object> values =
        Map.of("bot", MAILS, "from", items.startOf(day), "to", items.startOf(day.plusDays(1)));
    long received = jdbc.sql("select count(*)" + where).params(values).query(Long.class).single();
    Map<String, Long> counts = new HashMap<>();
    jdbc.sql("select " + Issue.inSql() + " as code, count(*) as number" + where + " group by 1")
        .params(values)
        .query(
            row -> {
              counts.put(row.getString("code"), row.getLong("number"));
            });
    List<Balance.Line> lines = new ArrayList<>();
    for (Issue issue : Issue.values()) {
      lines.add(new Balance.Line(issue.code(), counts.getOrDefault(issue.code(), 0L)));
    }
    if (counts.containsKey(Issue.UNKNOWN)) {
      lines.add(new Balance.Line(Issue.UNKNOWN, counts.get(Issue.UNKNOWN)));
    }
    return new Balance(day, received, lines);
  }
}
