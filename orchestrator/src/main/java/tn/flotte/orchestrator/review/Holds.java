package tn.flotte.orchestrator.review;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One person an item: whoever takes it keeps it as long as something is done with it, and for a
 * while after. What is half done stays with the item, whoever takes it next.
 */
@Component
public class Holds {
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ReviewSettings settings;

  Holds(JdbcClient jdbc, JsonMapper json, ReviewSettings settings) {
    this.jdbc = jdbc;
    this.json = json;
    this.settings = settings;
  }

  /** How the item is held now; a hold that has run out is none. */
  public Hold of(long item) {
    return jdbc.sql(
            """
            select case when held_until > now() then holder end as holder, held_until, draft, draft_by, draft_at
            from review_hold where item_id = :item
            """)
        .param("item", item)
        .query(
            (row, _) -> {
              var until = row.getTimestamp("held_until");
              var draftAt = row.getTimestamp("draft_at");
              return new Hold(
                  row.getString("holder"),
                  until == null ? null : until.toInstant(),
                  draft(row.getString("draft")),
                  row.getString("draft_by"),
                  draftAt == null ? null : draftAt.toInstant());
            })
        .optional()
        .orElse(Hold.NOBODY);
  }

  private Map<String, String> draft(@Nullable String written) {
    return written == null ? Map.of() : json.readValue(written, STRINGS);
  }

  /**
   * Takes an item that waits for a person.
   *
   * @return false when somebody else holds it, or nothing waits
   */
  @Transactional
  public boolean take(long item, String who) {
    return jdbc.sql(
                """
                insert into review_hold (item_id, holder, taken_at, held_until)
                select w.id, :who, now(), now() + make_interval(secs => :lease) from work_item w
                where w.id = :item and (w.status in ('REVIEW', 'FAILED')
                  or exists (select 1 from task t where t.item_id = w.id and t.done_at is null))
                on conflict (item_id) do update set holder = :who, held_until = excluded.held_until,
                  taken_at = case when review_hold.holder = :who and review_hold.held_until > now()
                    then review_hold.taken_at else now() end
                where review_hold.holder is null or review_hold.holder = :who or review_hold.held_until <= now()
                """)
            .param("item", item)
            .param("who", who)
            .param("lease", lease())
            .update()
        == 1;
  }

  /**
   * Keeps what is half done, and the item with it.
   *
   * @return false when somebody else has taken it in between
   */
  @Transactional
  public boolean draft(long item, String who, Map<String, String> fields) {
    return jdbc.sql(
                """
                update review_hold set draft = :draft::jsonb, draft_by = :who, draft_at = now(),
                  held_until = now() + make_interval(secs => :lease)
                where item_id = :item and holder = :who
                """)
            .param("item", item)
            .param("who", who)
            .param("draft", json.writeValueAsString(fields))
            .param("lease", lease())
            .update()
        == 1;
  }

  /** Gives the item back; what is half done stays. */
  @Transactional
  public boolean release(long item, String who) {
    return jdbc.sql(
                "update review_hold set holder = null, held_until = null where item_id = :item and holder = :who")
            .param("item", item)
            .param("who", who)
            .update()
        == 1;
  }

  /** A team lead takes the item from whoever holds it. */
  @Transactional
  public void free(long item) {
    jdbc.sql("update review_hold set holder = null, held_until = null where item_id = :item")
        .param("item", item)
        .update();
  }

  /**
   * Locks the hold for the length of the transaction.
   *
   * @return how long the person has held it; empty when somebody else does, or nobody
   */
  Optional<Duration> lock(long item, String who) {
    return jdbc.sql(
            """
            select extract(epoch from now() - taken_at) * 1000 from review_hold
            where item_id = :item and holder = :who for update
            """)
        .param("item", item)
        .param("who", who)
        .query(Double.class)
        .optional()
        .map(millis -> Duration.ofMillis(millis.longValue()));
  }

  /** The item is settled: nobody holds it, nothing is half done. */
  void clear(long item) {
    jdbc.sql("delete from review_hold where item_id = :item").param("item", item).update();
  }

  private double lease() {
    return settings.bail().toMillis() / 1000.0;
  }
}
