package tn.flotte.orchestrator.database;

import org.flywaydb.core.api.migration.Context;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/** Quartz's own tables, from the script that comes with Quartz. */
@Component
class QuartzTables extends CodeMigration {
  QuartzTables() {
    super("2", "quartz");
  }

  @Override
  public void migrate(Context context) {
    ScriptUtils.executeSqlScript(
        context.getConnection(),
        new ClassPathResource("org/quartz/impl/jdbcjobstore/tables_postgres.sql"));
  }
}
