package tn.flotte.orchestrator.work;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tn.flotte.bots.api.Claims.ClaimItem;
import tn.flotte.bots.api.Claims.ClaimState;
import tn.flotte.bots.api.Claims.KnownDocument;
import tn.flotte.bots.api.FiledPiece;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tn.flotte.orchestrator.letters.Letters;

/** Claims: what several mails are about. Worked on by one item at a time, in order of arrival. */
@Component
class ClaimBook {
  private static final Duration TURN = Duration.ofSeconds(3);

  /** The mark that is a name, kept word by word. */
  private static final String NAME = "assure";

  private final JdbcClient jdbc;
  private final Items items;
  private final Turns turns;
  private final Letters letters;

  ClaimBook(JdbcClient jdbc, Items items, Turns turns, Letters letters) {
    this.jdbc = jdbc;
    this.items = items;
    this.turns = turns;
    this.letters = letters;
  }

  @Transactional
  Reply known(Request.Known known) {
    Items.Held item = items.hold(known);
    for (String sha256 : known.sha256()) {
      jdbc.sql(
              "insert into item_document (item_id, sha256) values (:item, :sha256) on conflict do nothing")
          .param("item", item.id())
          .param("sha256", sha256)
          .update();
    }
    if (known.sha256().isEmpty()) {
      return new Reply.KnownDocuments(List.of());
    }
    List<KnownDocument> documents =
        jdbc.sql(
                """
                select d.sha256, w.id, w.claim, w.status, w.issue from item_document d
                join work_item w on w.id = d.item_id
                where d.sha256 in (:sha256) and w.bot = :bot and w.id < :item order by w.id
                """)
            .param("sha256", known.sha256())
            .param("bot", item.bot())
            .param("item", item.id())
            .query(
                (row, _) ->
                    new KnownDocument(
                        row.getString("sha256"),
                        row.getLong("id"),
                        row.getString("claim"),
                        row.getString("status"),
                        row.getString("issue")))
            .list();
    return new Reply.KnownDocuments(documents);
  }

  @Transactional
  Reply join(Request.Join join) {
    Items.Held item = items.hold(join);
    jdbc.sql("insert into claim (numero) values (:numero) on conflict do nothing")
        .param("numero", join.numeroDeclaration())
        .update();
    jdbc.sql("select 1 from claim where numero = :numero for update")
        .param("numero", join.numeroDeclaration())
        .query(row -> {});
    Optional<Long> before = firstBefore(item, join.numeroDeclaration());
    if (before.isPresent()) {
      return new Reply.Busy(
          "l'élément n° " + before.get() + " est avant, sur le même sinistre ou du même expéditeur",
          TURN);
    }
    jdbc.sql("update work_item set claim = :numero where id = :id")
        .param("numero", join.numeroDeclaration())
        .param("id", item.id())
        .update();
    turns.next(item);
    return new Reply.Joined(state(join.numeroDeclaration(), item.id()));
  }

  /**
   * The item that must be done with first: one that works on this claim already, or an older mail
   * of the same sender that nobody has understood yet, since it may be about this claim.
   */
  private Optional<Long> firstBefore(Items.Held item, String numero) {
    return jdbc.sql(
            """
            select id from work_item w
            where bot = :bot and id <> :id and status in ('NEW', 'IN_PROGRESS', 'UNCERTAIN')
              and ((claim = :numero and (id < :id or status <> 'NEW'))
                or (claim is null and id < :id and payload ->> 'expediteur' = :sender))
            order by id limit 1
            """)
        .param("bot", item.bot())
        .param("id", item.id())
        .param("numero", numero)
        .param("sender", item.payload().getOrDefault("expediteur", ""))
        .query(Long.class)
        .optional();
  }

  private ClaimState state(String numero, long self) {
    String dossier =
        jdbc.sql("select coalesce(numero_dossier, '') from claim where numero = :numero")
            .param("numero", numero)
            .query(String.class)
            .single();
    List<FiledPiece> pieces =
        jdbc.sql(
                "select sha256, fichier, type, lisible, motif, lecture from piece where claim = :numero order by id")
            .param("numero", numero)
            .query(
                (row, _) ->
                    new FiledPiece(
                        row.getString("sha256"),
                        row.getString("fichier"),
                        row.getString("type"),
                        row.getBoolean("lisible"),
                        row.getString("motif"),
                        row.getString("lecture")))
            .list();
    List<ClaimItem> earlier =
        jdbc.sql(
                """
                select id, created_at, status, issue, payload ->> 'expediteur' as expediteur from work_item
                where claim = :numero and id <> :self order by id
                """)
            .param("numero", numero)
            .param("self", self)
            .query(
                (row, _) ->
                    new ClaimItem(
                        row.getLong("id"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("status"),
                        row.getString("issue"),
                        row.getString("expediteur")))
            .list();
    return new ClaimState(numero, dossier.isEmpty() ? null : dossier, pieces, earlier);
  }

  /**
   * Files what the finished item brought under its claim, in the transaction that ends the item.
   */
  void file(Items.Held item, Outcome outcome) {
    String claim = item.claim();
    if (claim == null) {
      return;
    }
    String dossier = outcome.details().numeroDossier();
    if (dossier != null) {
      jdbc.sql(
              "update claim set numero_dossier = coalesce(numero_dossier, :dossier) where numero = :numero")
          .param("dossier", dossier)
          .param("numero", claim)
          .update();
    }
    mark(claim, "declaration", Marks.compact(claim));
    if (dossier != null) {
      mark(claim, "dossier", Marks.compact(dossier));
    }
    outcome
        .details()
        .reperes()
        .forEach(
            (kind, text) -> {
              if (kind.equals(NAME)) {
                Marks.words(text).forEach(word -> mark(claim, kind, word));
              } else {
                mark(claim, kind, Marks.compact(text));
              }
            });
    for (FiledPiece piece : outcome.details().pieces()) {
      jdbc.sql(
              """
              insert into piece (claim, item_id, sha256, fichier, type, lisible, motif, lecture)
              values (:claim, :item, :sha256, :fichier, :type, :lisible, :motif, :lecture::jsonb)
              on conflict (claim, sha256, fichier) do nothing
              """)
          .param("claim", claim)
          .param("item", item.id())
          .param("sha256", piece.sha256())
          .param("fichier", piece.fichier())
          .param("type", piece.type())
          .param("lisible", piece.lisible())
          .param("motif", piece.motifIllisible(), java.sql.Types.VARCHAR)
          .param("lecture", piece.lecture(), java.sql.Types.VARCHAR)
          .update();
    }
    letters.keep(claim, item.id(), outcome.details().lettres());
  }

  private void mark(String claim, String kind, String mark) {
    if (mark.isEmpty()) {
      return;
    }
    jdbc.sql(
            "insert into claim_mark (claim, kind, mark) values (:claim, :kind, :mark) on conflict do nothing")
        .param("claim", claim)
        .param("kind", kind)
        .param("mark", mark)
        .update();
  }
}
