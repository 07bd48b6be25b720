package tn.flotte.orchestrator.archive;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Words read from a claim's pieces and mails, so that people find it by them. Accents are taken off
 * here, the same way for what is kept and what is typed: no extension of the database is needed.
 */
final class ReadWords {
  /** PostgreSQL keeps a megabyte of words a row at most. */
  private static final int LONGEST = 100_000;

  /** Values of a reading that name the piece itself and would fit every claim. */
  private static final Set<String> NAMES = Set.of("sha256", "fichier", "type");

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ReadWords(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record Source(
      String claim, String source, @Nullable String text, @Nullable String reading) {}

  /** Keeps the words of the item's mail and of what was filed from it. */
  void keep(long item) {
    List<Source> sources =
        jdbc.sql(
                """
                select w.claim, w.payload ->> 'document' as source,
                  coalesce(w.payload ->> 'sujet', '') || ' '
                    || coalesce((select s.result ->> 'texte' from step s where s.item_id = w.id and s.name = 'recevoir'), '')
                    as text, null as reading
                from work_item w where w.id = :item and w.claim is not null and w.payload ->> 'document' is not null
                union all
                select p.claim, p.sha256 || ' ' || p.fichier, null, p.lecture::text
                from piece p where p.item_id = :item and p.lecture is not null
                """)
            .param("item", item)
            .query(
                (row, _) ->
                    new Source(
                        row.getString("claim"),
                        row.getString("source"),
                        row.getString("text"),
                        row.getString("reading")))
            .list();
    for (Source source : sources) {
      String words = plain(source.text() == null ? values(source.reading()) : source.text());
      jdbc.sql(
              """
              insert into claim_words (claim, source, words)
              values (:claim, :source, to_tsvector('french', :words)) on conflict (claim, source) do nothing
              """)
          .param("claim", source.claim())
          .param("source", source.source())
          .param("words", words)
          .update();
    }
  }

  private String values(@Nullable String reading) {
    StringBuilder values = new StringBuilder();
    if (reading != null) {
      try {
        gather(json.readTree(reading), values);
      } catch (JacksonException notJson) {
        return reading;
      }
    }
    return values.toString();
  }

  private static void gather(JsonNode node, StringBuilder values) {
    if (node.isString()) {
      values.append(node.asString()).append(' ');
    } else if (node.isObject()) {
      for (var field : node.properties()) {
        if (!NAMES.contains(field.getKey())) {
          gather(field.getValue(), values);
        }
      }
    } else {
      node.forEach(element -> gather(element, values));
    }
  }

  /** In small letters, without accents, everything but letters and figures a space. */
  static String plain(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return Normalizer.normalize(cut, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
