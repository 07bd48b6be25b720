package tn.flotte.orchestrator.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.bots.api.FiledPiece;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;
import tn.flotte.orchestrator.archive.Archive;
import tn.flotte.orchestrator.archive.Entry;

/** What an item brought is filed and archived together with its end, or not at all. */
class FilingIT extends RunningHouse {
  private static final String CLAIM = "D26-027-00777";

  @Autowired Desk desk;
  @Autowired Archive archive;
  @Autowired Documents documents;

  private TestRows rows;
  private long item;
  private String mail;
  private String scan;

  @BeforeEach
  void anItemAtWork() {
    rows = new TestRows(jdbc);
    rows.empty();
    mail = documents.put("un courriel".getBytes(StandardCharsets.UTF_8)).sha256();
    scan = documents.put("un scan".getBytes(StandardCharsets.UTF_8)).sha256();
    item = rows.aMail("Déclaration").payload("document", mail).heldBy("poste-7").add();
    assertThat(desk.answer(new Request.Join(item, 1, CLAIM))).isInstanceOf(Reply.Joined.class);
  }

  private Reply finish(String type) {
    Outcome.Details details =
        new Outcome.Details(
            CLAIM,
            "S26-027-00099",
            "027",
            "MATERIEL",
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(new FiledPiece(scan, "scan.pdf", type, true, null, null)),
            List.of(),
            Map.of(),
            List.of(
                new Outcome.LettreARemettre(
                    "IDA", "STAR", scan, "lettre-IDA.pdf", LocalDate.of(2026, 11, 20), 7, 20)));
    return desk.answer(
        new Request.Finish(item, 1, new Outcome.Done("dossier_ouvert", "ouvert", details)));
  }

  @Test
  void archivesWhatTheItemFiledWithItsEnd() {
    assertThat(finish("constat")).isInstanceOf(Reply.Committed.class);

    assertThat(archive.entries(CLAIM))
        .extracting(Entry::kind, Entry::sha256, Entry::dossier)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Entry.Kind.COURRIEL, mail, "S26-027-00099"),
            org.assertj.core.groups.Tuple.tuple(Entry.Kind.PIECE, scan, "S26-027-00099"));
    assertThat(finish("constat")).as("another agent's late end").isInstanceOf(Reply.Late.class);
    assertThat(archive.entries(CLAIM)).hasSize(2);
  }

  @Test
  void doesNotEndAnItemThatCantBeArchived() {
    jdbc.sql("update archive_head set seq = -1").update();
    rows.asSuperuser("alter table archive_entry add constraint essai check (seq > 0)");
    try {
      assertThatThrownBy(() -> finish("constat")).hasMessageContaining("essai");
    } finally {
      rows.asSuperuser("alter table archive_entry drop constraint essai");
    }
    assertThat(
            jdbc.sql("select status from work_item where id = :id")
                .param("id", item)
                .query(String.class)
                .single())
        .isEqualTo("IN_PROGRESS");
    assertThat(jdbc.sql("select count(*) from piece").query(Integer.class).single()).isZero();
  }
}
