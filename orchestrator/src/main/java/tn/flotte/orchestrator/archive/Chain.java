package tn.flotte.orchestrator.archive;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;

/**
 * Adds to the chain. Always called inside a transaction and last in it: the chain's head stays
 * locked until that ends, so that all orchestrators add one after the other.
 */
final class Chain {
  /** The type of a letter, which the robot prints in PASS; nobody sent it. */
  private static final String LETTER = "lettre";

  private final JdbcClient jdbc;
  private final Documents documents;
  private final Conservation rules;
  private final ZoneId zone;
  private final Clock clock;

  Chain(JdbcClient jdbc, Documents documents, Conservation rules, ZoneId zone, Clock clock) {
    this.jdbc = jdbc;
    this.documents = documents;
    this.rules = rules;
    this.zone = zone;
    this.clock = clock;
  }

  /** The chain's end. */
  private record Head(long seq, String hash) {}

  /** Something that the archive doesn't have yet. */
  private record Draft(
      Entry.Kind kind,
      String claim,
      @Nullable String dossier,
      @Nullable Long item,
      @Nullable String sha256,
      String name,
      String type,
      Instant receivedAt,
      String sender) {}

  private Head lock() {
    return jdbc.sql("select seq, hash from archive_head for update")
        .query((row, _) -> new Head(row.getLong("seq"), row.getString("hash")))
        .single();
  }

  /** Enters the item's mail and what was filed from it, as far as they aren't entered yet. */
  void file(long item) {
    Head head = lock();
    for (Draft draft : missing(item)) {
      head = add(head, draft);
    }
  }

  /** Enters the text of a version of a bot's rules. */
  void rules(String book, int version, byte[] text, Instant at, String who) {
    String sha256 = documents.put(text).sha256();
    add(
        lock(),
        new Draft(
            Entry.Kind.REGLES,
            Entry.RULES + book,
            null,
            null,
            sha256,
            "%s version %d".formatted(book, version),
            Entry.RULE_TEXT,
            at,
            who));
  }

  private List<Draft> missing(long item) {
    return jdbc.sql(
            """
            with item as (
              select w.id, w.claim, c.numero_dossier, w.created_at, w.payload ->> 'document' as document,
                w.payload ->> 'sujet' as sujet, coalesce(nullif(w.payload ->> 'expediteur', ''), w.bot) as sender
              from work_item w join claim c on c.numero = w.claim where w.id = :item),
            brought as (
              select 0 as place, 'COURRIEL' as kind, i.claim, i.numero_dossier, i.id, i.document as sha256,
                coalesce(i.sujet, '') as name, :mail as type, i.created_at as received_at, i.sender
              from item i where i.document is not null
              union all
              select p.id, 'PIECE', p.claim, i.numero_dossier, i.id, p.sha256, p.fichier, p.type,
                case when p.type = :letter then p.filed_at else i.created_at end,
                case when p.type = :letter then 'PASS' else i.sender end
              from piece p join item i on p.item_id = i.id and p.claim = i.claim)
            select * from brought b
            where not exists (select 1 from archive_entry e
              where e.claim = b.claim and e.sha256 = b.sha256 and (e.name = b.name or b.kind = 'COURRIEL'))
            order by place
            """)
        .param("item", item)
        .param("mail", Entry.MAIL)
        .param("letter", LETTER)
        .query(
            (row, _) ->
                new Draft(
                    Entry.Kind.valueOf(row.getString("kind")),
                    row.getString("claim"),
                    row.getString("numero_dossier"),
                    row.getLong("id"),
                    row.getString("sha256"),
                    row.getString("name"),
                    row.getString("type"),
                    row.getTimestamp("received_at").toInstant(),
                    row.getString("sender")))
        .list();
  }

  /**
   * A person says that the paper original of a type came, or that this was a mistake.
   *
   * @return false when that is what the archive says already, or the claim is unknown
   */
  boolean original(String claim, String type, boolean came, String who) {
    Head head = lock();
    Optional<String> dossier =
        jdbc.sql(
                """
                select coalesce(numero_dossier, '') from claim where numero = :claim and :came <> coalesce((
                  select kind = 'ORIGINAL_RECU' from archive_entry
                  where claim = :claim and type = :type and kind in ('ORIGINAL_RECU', 'ORIGINAL_ANNULE')
                  order by seq desc limit 1), false)
                """)
            .param("claim", claim)
            .param("came", came)
            .param("type", type)
            .query(String.class)
            .optional();
    dossier.ifPresent(
        known ->
            add(
                head,
                new Draft(
                    came ? Entry.Kind.ORIGINAL_RECU : Entry.Kind.ORIGINAL_ANNULE,
                    claim,
                    known.isEmpty() ? null : known,
                    null,
                    null,
                    "",
                    type,
                    now(),
                    who)));
    return dossier.isPresent();
  }

  private Head add(Head head, Draft draft) {
    Entry entry =
        new Entry(
                head.seq() + 1,
                now(),
                draft.kind(),
                draft.claim(),
                draft.dossier(),
                draft.item(),
                draft.sha256(),
                draft.name(),
                draft.type(),
                draft.receivedAt(),
                draft.sender(),
                size(draft.sha256()),
                rules.until(draft.type(), draft.receivedAt().atZone(zone).toLocalDate()),
                rules.version(),
                head.hash(),
                "")
            .sealed();
    insert(entry);
    jdbc.sql("update archive_head set seq = :seq, hash = :hash")
        .param("seq", entry.seq())
        .param("hash", entry.hash())
        .update();
    return new Head(entry.seq(), entry.hash());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /**
   * @throws ConnectorException when the store can't be asked; a document that it doesn't have has
   *     no size, and every check will say that it is missing
   */
  private @Nullable Long size(@Nullable String sha256) {
    if (sha256 == null) {
      return null;
    }
    DocumentId document = new DocumentId(sha256);
    return documents.contains(document) ? documents.size(document) : null;
  }

  private void insert(Entry entry) {
    jdbc.sql(
            """
            insert into archive_entry (seq, filed_at, kind, claim, dossier, item_id, sha256, name, type, received_at,
              sender, size, keep_until, rule, previous, hash)
            values (:seq, :filed, :kind, :claim, :dossier, :item, :sha256, :name, :type, :received, :sender, :size,
              :until, :rule, :previous, :hash)
            """)
        .param("seq", entry.seq())
        .param("filed", at(entry.filedAt()))
        .param("kind", entry.kind().name())
        .param("claim", entry.claim())
        .param("dossier", entry.dossier(), Types.VARCHAR)
        .param("item", entry.item(), Types.BIGINT)
        .param("sha256", entry.sha256(), Types.VARCHAR)
        .param("name", entry.name())
        .param("type", entry.type())
        .param("received", at(entry.receivedAt()))
        .param("sender", entry.sender())
        .param("size", entry.size(), Types.BIGINT)
        .param("until", entry.keepUntil())
        .param("rule", entry.rule())
        .param("previous", entry.previous())
        .param("hash", entry.hash())
        .update();
  }
}
