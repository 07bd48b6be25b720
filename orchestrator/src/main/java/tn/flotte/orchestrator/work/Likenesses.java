package tn.flotte.orchestrator.work;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.bots.api.Claims.Alike;
import tn.flotte.bots.api.Claims.PaperPrint;
import tn.flotte.bots.api.Claims.SharedPaper;
import tn.flotte.bots.api.Claims.SharedPlate;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;

/**
 * What claims have in common: plates, and papers that look the same. An item never resembles itself
 * nor its own claim, however often it is taken again.
 */
@Component
class Likenesses {
  /** Claims named for one plate or paper; who has more in common is no sign but a form letter. */
  private static final int MOST = 20;

  /** Papers looked at closely: so few that their claims are fetched one by one. */
  private static final int NEAREST = 100;

  /** Hexadecimal digits of a band; two prints of one paper share one nearly surely. */
  private static final int BAND_DIGITS = 3;

  private final JdbcClient jdbc;
  private final Items items;

  Likenesses(JdbcClient jdbc, Items items) {
    this.jdbc = jdbc;
    this.items = items;
  }

  @Transactional
  Reply resemble(Request.Resemble asked) {
    Items.Held item = items.hold(asked);
    String own = item.claim() == null ? "" : item.claim();
    asked.prints().forEach(print -> keep(item.id(), print));
    List<SharedPaper> papers = new ArrayList<>();
    asked.prints().forEach(print -> papers.addAll(papers(print, own, item, asked)));
    return new Reply.Resembling(new Alike(plates(asked, own), papers));
  }

  private void keep(long item, PaperPrint paper) {
    jdbc.sql(
            """
            insert into paper_print (item_id, sha256, fichier, genre, print, bands)
            values (:item, :sha256, :fichier, :genre, ('x' || :print)::bit(256), :bands)
            on conflict do nothing
            """)
        .param("item", item)
        .param("sha256", paper.sha256())
        .param("fichier", paper.fichier())
        .param("genre", paper.print().genre())
        .param("print", paper.print().bits())
        .param("bands", bands(paper.print().bits()))
        .update();
  }

  private List<SharedPaper> papers(
      PaperPrint paper, String own, Items.Held item, Request.Resemble asked) {
    return jdbc.sql(
            """
            with near as materialized (
              select p.item_id, bit_count(p.print # ('x' || :print)::bit(256)) as distance from paper_print p
              where p.bands && :bands and p.genre = :genre and p.item_id <> :item
                and bit_count(p.print # ('x' || :print)::bit(256)) <= :distance
              order by distance, p.item_id desc limit :nearest)
            select c.numero, c.numero_dossier, min(near.distance) as distance
            from near
            join work_item w on w.id = near.item_id
            join claim c on c.numero = w.claim
            where w.bot = :bot and c.numero <> :own and c.created_at >= :since
            group by c.numero, c.numero_dossier
            order by max(c.created_at) desc, c.numero limit :most
            """)
        .param("print", paper.print().bits())
        .param("bands", bands(paper.print().bits()))
        .param("genre", paper.print().genre())
        .param("distance", asked.distance())
        .param("item", item.id())
        .param("bot", item.bot())
        .param("own", own)
        .param("since", Timestamp.from(asked.since()))
        .param("nearest", NEAREST)
        .param("most", MOST)
        .query(
            (row, _) ->
                new SharedPaper(
                    paper.fichier(),
                    row.getInt("distance"),
                    row.getString("numero"),
                    row.getString("numero_dossier")))
        .list();
  }

  private List<SharedPlate> plates(Request.Resemble asked, String own) {
    Map<String, String> byMark =
        asked.plates().stream()
            .filter(plate -> !Marks.compact(plate).isEmpty())
            .collect(Collectors.toMap(Marks::compact, Function.identity(), (a, _) -> a));
    if (byMark.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select m.mark, m.kind, c.numero, c.numero_dossier from claim_mark m
            join claim c on c.numero = m.claim
            where m.mark in (:marks) and m.kind in ('immatriculation', 'immatriculation_adverse')
              and c.numero <> :own and c.created_at >= :since
            order by c.created_at desc, c.numero, m.kind limit :most
            """)
        .param("marks", byMark.keySet())
        .param("own", own)
        .param("since", Timestamp.from(asked.since()))
        .param("most", MOST)
        .query(
            (row, _) ->
                new SharedPlate(
                    byMark.getOrDefault(row.getString("mark"), ""),
                    row.getString("kind"),
                    row.getString("numero"),
                    row.getString("numero_dossier")))
        .list();
  }

  /** The print cut into numbered parts, by which an index finds what shares one of them. */
  static Integer[] bands(String bits) {
    List<Integer> bands = new ArrayList<>();
    for (int i = 0; (i + 1) * BAND_DIGITS <= bits.length(); i++) {
      int value = Integer.parseInt(bits, i * BAND_DIGITS, (i + 1) * BAND_DIGITS, 16);
      bands.add((i << (4 * BAND_DIGITS)) + value);
    }
    return bands.toArray(Integer[]::new);
  }
}
