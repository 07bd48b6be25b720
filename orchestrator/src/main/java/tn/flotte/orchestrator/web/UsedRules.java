package tn.flotte.orchestrator.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The version of a bot's rules that an item was worked on under. */
record UsedRules(String book, int version) {
  /** Null when the item had none. */
  static @Nullable UsedRules of(ResultSet row) throws SQLException {
    String book = row.getString("rule_book");
    return book == null ? null : new UsedRules(book, row.getInt("rule_version"));
  }

  /** The page that shows it. */
  public String link() {
    return RulePages.PATH + "/" + book + "/versions/" + version;
  }
}
