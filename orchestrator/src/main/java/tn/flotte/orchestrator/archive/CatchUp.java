package tn.flotte.orchestrator.archive;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.flywaydb.core.api.migration.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.database.CodeMigration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Enters what was filed before there was an archive, in the order in which it came. Flyway lets one
 * orchestrator do it, once, all of it or nothing.
 */
final class CatchUp extends CodeMigration {
  private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

  private final Documents documents;
  private final Conservation rules;
  private final ZoneId zone;
  private final JsonMapper json;
  private final Clock clock;

  CatchUp(Documents documents, Conservation rules, ZoneId zone, JsonMapper json, Clock clock) {
    super("8.1", "archive catch up");
    this.documents = documents;
    this.rules = rules;
    this.zone = zone;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void migrate(Context context) {
    JdbcClient jdbc =
        JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
    Chain chain = new Chain(jdbc, documents, rules, zone, clock);
    ReadWords words = new ReadWords(jdbc, json);
    // An item that has filed has said how it ended.
    List<Long> items =
        jdbc.sql(
                "select id from work_item where claim is not null and details is not null order by id")
            .query(Long.class)
            .list();
    for (long item : items) {
      words.keep(item);
      chain.file(item);
    }
    if (!items.isEmpty()) {
      log.info("the archive was made from {} earlier items", items.size());
    }
  }
}
