package tn.flotte.orchestrator.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;

/**
 * Checks the whole chain against itself and every document against its name. Reads only; the fleet
 * may add meanwhile.
 */
final class Verification {
  /** Rows the driver holds at a time: the archive may be larger than the memory. */
  private static final int FETCHED = 1_000;

  private final Documents documents;

  Verification(Documents documents) {
    this.documents = documents;
  }

  /** What is wrong. */
  enum Fault {
    /** An entry's content is not what its hash was made of. */
    ENTRY_CHANGED,
    /** Entries that the chain had are gone. */
    ENTRY_MISSING,
    /** An entry is sound in itself, but the next one was made after another. */
    ENTRY_REPLACED,
    /** The chain holds, but is another than the one of which somebody noted this link. */
    CHAIN_REPLACED,
    DOCUMENT_MISSING,
    DOCUMENT_DAMAGED
  }

  /** A link that somebody has noted down outside the house. */
  record Link(long seq, String hash) {}

  /**
   * Something that is wrong.
   *
   * @param seq the entry's place in the chain; of missing entries the first
   * @param until of missing entries the last, else {@code seq}
   * @param entry the entry concerned, or null when it is gone
   */
  record Finding(Fault fault, long seq, long until, @Nullable Entry entry) {}

  /**
   * What a check has found.
   *
   * @param entries checked until the chain broke
   * @param seq the chain's end, as its head says it
   * @param hash the chain's end, as its head says it; whoever noted it down can compare
   * @param broken the first link that doesn't hold
   * @param lost documents that are missing or damaged, in the order of the chain
   */
  record Report(
      long entries,
      long documents,
      long seq,
      String hash,
      Optional<Finding> broken,
      List<Finding> lost) {
    Report {
      lost = List.copyOf(lost);
    }

    boolean isIntact() {
      return broken.isEmpty() && lost.isEmpty();
    }
  }

  /**
   * @param noted links that must still be in the chain
   * @param connection only for this; left in a transaction that has ended
   * @throws ConnectorException UNAVAILABLE when the document store can't be read
   */
  Report check(Connection connection, List<Link> noted) throws SQLException {
    Walk walk = new Walk(noted);
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    // Head and entries are those of one moment, though the fleet adds meanwhile.
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet rows = statement.executeQuery("select seq, hash from archive_head")) {
        if (rows.next()) {
          walk.headSeq = rows.getLong("seq");
          walk.headHash = rows.getString("hash");
        }
      }
      try (ResultSet rows = statement.executeQuery("select * from archive_entry order by seq")) {
        while (rows.next()) {
          walk.next(Entry.of(rows));
        }
      }
    } finally {
      connection.rollback();
    }
    walk.end();
    List<Finding> lost = new ArrayList<>();
    for (Map.Entry<String, Entry> document : walk.documents.entrySet()) {
      fault(document.getKey())
          .ifPresent(
              fault ->
                  lost.add(
                      new Finding(
                          fault,
                          document.getValue().seq(),
                          document.getValue().seq(),
                          document.getValue())));
    }
    return new Report(
        walk.entries,
        walk.documents.size(),
        walk.headSeq,
        walk.headHash,
        Optional.ofNullable(walk.broken),
        lost);
  }

  private Optional<Fault> fault(String sha256) {
    DocumentId id;
    try {
      id = new DocumentId(sha256);
    } catch (IllegalArgumentException noHash) {
      return Optional.of(Fault.DOCUMENT_MISSING);
    }
    if (!documents.contains(id)) {
      return Optional.of(Fault.DOCUMENT_MISSING);
    }
    try (InputStream content = documents.open(id)) {
      content.transferTo(OutputStream.nullOutputStream());
      return Optional.empty();
    } catch (ConnectorException e) {
      if (e.kind() == FailureKind.UNAVAILABLE) {
        throw e;
      }
      return Optional.of(Fault.DOCUMENT_DAMAGED);
    } catch (IOException e) {
      return Optional.of(Fault.DOCUMENT_DAMAGED);
    }
  }

  /** The way along the chain. */
  private static final class Walk {
    private final Map<String, Entry> documents = new LinkedHashMap<>();
    private final Map<Long, String> noted = new HashMap<>();
    private long headSeq;
    private String headHash = Entry.NOTHING;
    private long entries;
    private long last;
    private String lastHash = Entry.NOTHING;
    private @Nullable Entry before;
    private @Nullable Finding broken;

    Walk(List<Link> links) {
      links.forEach(link -> noted.put(link.seq(), link.hash()));
    }

    void next(Entry entry) {
      String sha256 = entry.sha256();
      if (sha256 != null) {
        documents.putIfAbsent(sha256, entry);
      }
      if (broken != null) {
        return;
      }
      if (entry.seq() != last + 1) {
        broken = new Finding(Fault.ENTRY_MISSING, last + 1, entry.seq() - 1, null);
      } else if (!entry.hash().equals(entry.computed())) {
        broken = new Finding(Fault.ENTRY_CHANGED, entry.seq(), entry.seq(), entry);
      } else if (!entry.previous().equals(lastHash)) {
        broken = new Finding(Fault.ENTRY_REPLACED, last, last, before);
      } else if (!noted.getOrDefault(entry.seq(), entry.hash()).equals(entry.hash())) {
        broken = new Finding(Fault.CHAIN_REPLACED, entry.seq(), entry.seq(), entry);
      } else {
        entries++;
        last = entry.seq();
        lastHash = entry.hash();
        before = entry;
      }
    }

    void end() {
      long end = noted.keySet().stream().mapToLong(Long::longValue).reduce(headSeq, Math::max);
      if (broken == null && end > last) {
        broken = new Finding(Fault.ENTRY_MISSING, last + 1, end, null);
      } else if (broken == null && (headSeq != last || !headHash.equals(lastHash))) {
        broken = new Finding(Fault.ENTRY_REPLACED, last, last, before);
      }
    }
  }
}
