package tn.flotte.orchestrator.work;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tools.jackson.databind.json.JsonMapper;

/** The agents that made themselves known. */
@Component
class Agents {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  Agents(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Transactional
  Reply present(Request.Present present) {
    jdbc.sql(
            """
            insert into agent (name, host, pid, bots, capacity, version)
            values (:name, :host, :pid, :bots::jsonb, :capacity, :version)
            on conflict (name) do update set host = excluded.host, pid = excluded.pid, bots = excluded.bots,
              capacity = excluded.capacity, version = excluded.version, seen_at = now()
            """)
        .param("name", present.agent())
        .param("host", present.host())
        .param("pid", present.pid())
        .param("bots", json.writeValueAsString(present.bots()))
        .param("capacity", present.capacity())
        .param("version", present.version())
        .update();
    return new Reply.Committed();
  }
}
