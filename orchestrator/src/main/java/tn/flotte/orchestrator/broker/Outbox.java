package tn.flotte.orchestrator.broker;

import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Database to broker: what is due is sent and then forgotten, in one transaction. When the process
 * dies in between it is sent again, and the broker drops the second by its duplicate ID, which
 * holds item and attempt.
 */
@Component
class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int BATCH = 50;

  private final JdbcClient jdbc;
  private final ProducerTemplate camel;

  Outbox(JdbcClient jdbc, ProducerTemplate camel) {
    this.jdbc = jdbc;
    this.camel = camel;
  }

  private record Hint(long id, String bot, long item, int attempt) {}

  @Transactional
  void relay() {
    List<Hint> due =
        jdbc.sql(
                """
                select id, bot, item_id, attempt from outbox where due_at <= now() order by id
                limit :batch for update skip locked
                """)
            .param("batch", BATCH)
            .query(
                (row, _) ->
                    new Hint(
                        row.getLong("id"),
                        row.getString("bot"),
                        row.getLong("item_id"),
                        row.getInt("attempt")))
            .list();
    for (Hint hint : due) {
      camel.sendBodyAndHeaders(
          "jms:queue:flotte.bot." + hint.bot(),
          Long.toString(hint.item()),
          java.util.Map.of("_AMQ_DUPL_ID", hint.item() + "-" + hint.attempt()));
    }
    if (!due.isEmpty()) {
      jdbc.sql("delete from outbox where id in (:ids)")
          .param("ids", due.stream().map(Hint::id).toList())
          .update();
      log.debug("told the agents of {} items", due.size());
    }
  }
}
