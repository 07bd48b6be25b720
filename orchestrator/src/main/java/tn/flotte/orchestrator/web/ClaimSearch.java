package tn.flotte.orchestrator.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tn.flotte.orchestrator.archive.Archive;
import tn.flotte.orchestrator.work.Marks;

/**
 * Finds claims by the beginning of a plate, policy, declaration, dossier or name, and by words that
 * were read from their pieces and mails.
 */
@Component
class ClaimSearch {
  static final int MOST = 50;
  private static final int MOST_WORDS = 6;

  /** Shorter beginnings fit too many. */
  private static final int SHORTEST = 2;

  private final JdbcClient jdbc;

  ClaimSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Claims looked at that a common word fits, before the newest are taken. */
  private static final int MOST_READ = 2_000;

  /**
   * A claim that fits.
   *
   * @param read whether only what was read fits, not what the claim is known by
   */
  record Hit(
      String declaration,
      @Nullable String dossier,
      @Nullable String assure,
      @Nullable String immatriculation,
      @Nullable String adverse,
      @Nullable String police,
      boolean read) {}

  /** The newest claims that fit, those known by it first; {@link #MOST} and one at most. */
  List<Hit> find(String typed) {
    String whole = Marks.compact(typed);
    if (whole.length() < SHORTEST) {
      return List.of();
    }
    List<String> words = Marks.words(typed).stream().limit(MOST_WORDS).toList();
    String everyWord =
        IntStream.range(0, words.size())
            .mapToObj(i -> "select claim from claim_mark where mark like :word" + i)
            .collect(Collectors.joining(" intersect "));
    // A single word is the whole: looking for it twice finds nothing more.
    String hit =
        words.equals(List.of(whole))
            ? "select distinct claim from claim_mark where mark like :whole"
            : "select claim from claim_mark where mark like :whole union (" + everyWord + ")";
    var query =
        jdbc.sql(
                """
                with known as (%s),
                read as (select claim from claim_words where words @@ plainto_tsquery('french', :plain)
                  limit :mostRead),
                hit as (select claim, false as read from known
                  union select claim, true from read where claim not in (select claim from known)),
                newest as (select c.*, hit.read from claim c join hit on hit.claim = c.numero
                  order by hit.read, c.created_at desc, c.numero limit :most)
                select n.numero, n.numero_dossier, d.reperes ->> 'assure' as assure,
                  d.reperes ->> 'immatriculation' as immatriculation,
                  d.reperes ->> 'immatriculation_adverse' as adverse, d.reperes ->> 'police' as police, n.read
                from newest n
                left join lateral (select w.details -> 'reperes' as reperes from work_item w
                  where w.claim = n.numero and w.details -> 'reperes' -> 'police' is not null
                  order by w.id desc limit 1) d on true
                order by n.read, n.created_at desc, n.numero
                """
                    .formatted(hit))
            .param("whole", whole + "%")
            .param("plain", Archive.plain(typed))
            .param("mostRead", MOST_READ)
            .param("most", MOST + 1);
    for (int i = 0; i < words.size(); i++) {
      query = query.param("word" + i, words.get(i) + "%");
    }
    return query
        .query(
            (row, _) ->
                new Hit(
                    row.getString("numero"),
                    row.getString("numero_dossier"),
                    row.getString("assure"),
                    row.getString("immatriculation"),
                    row.getString("adverse"),
                    row.getString("police"),
                    row.getBoolean("read")))
        .list();
  }
}
