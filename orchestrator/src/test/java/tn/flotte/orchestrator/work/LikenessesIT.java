package tn.flotte.orchestrator.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.bots.api.Claims.Alike;
import tn.flotte.bots.api.Claims.PaperPrint;
import tn.flotte.bots.api.Claims.Print;
import tn.flotte.bots.api.Claims.SharedPaper;
import tn.flotte.bots.api.Claims.SharedPlate;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.protocol.Reply;
import tn.flotte.bots.api.protocol.Request;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;

/** What claims have in common, asked as agents ask it. */
class LikenessesIT extends RunningHouse {
  private static final String PRINT = "0123456789abcdef".repeat(4);
  private static final Instant EVER = Instant.EPOCH;

  @Autowired Desk desk;

  private TestRows rows;

  @BeforeEach
  void empty() {
    rows = new TestRows(jdbc);
    rows.empty();
  }

  private long anItemOf(String claim, String agent) {
    long item = rows.aMail("Déclaration " + claim).heldBy(agent).add();
    assertThat(desk.answer(new Request.Join(item, 1, claim))).isInstanceOf(Reply.Joined.class);
    return item;
  }

  private Alike alike(long item, Instant since, List<String> plates, PaperPrint... prints) {
    Reply reply = desk.answer(new Request.Resemble(item, 1, plates, List.of(prints), 40, since));
    assertThat(reply).isInstanceOf(Reply.Resembling.class);
    return ((Reply.Resembling) reply).alike();
  }

  private static PaperPrint paper(String fichier, String genre, String bits) {
    return new PaperPrint("0".repeat(64), fichier, new Print(genre, bits));
  }

  /** The print with so many of its bits turned. */
  private static String turned(int bits) {
    StringBuilder other = new StringBuilder(PRINT);
    for (int i = 0; i < bits; i++) {
      int at = i * 3 % PRINT.length();
      other.setCharAt(
          at, Character.forDigit(Character.digit(other.charAt(at), 16) ^ 1 << i / 64, 16));
    }
    return other.toString();
  }

  private void finish(long item, String claim, String dossier, Map<String, String> marks) {
    desk.answer(
        new Request.Finish(
            item,
            1,
            new Outcome.Done(
                "dossier_ouvert",
                "ouvert",
                new Outcome.Details(
                    claim,
                    dossier,
                    "027",
                    "MATERIEL",
                    List.of(),
                    List.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    marks,
                    List.of()))));
  }

  @Test
  void findsThePaperOfAnotherClaimThatLooksTheSame() {
    long first = anItemOf("D26-027-00001", "poste-1");
    assertThat(alike(first, EVER, List.of(), paper("a.pdf", "constat-a", PRINT)).papers())
        .isEmpty();
    finish(first, "D26-027-00001", "S26-027-00001", Map.of());

    long second = anItemOf("D26-027-00002", "poste-2");
    assertThat(alike(second, EVER, List.of(), paper("b.pdf", "constat-a", turned(20))).papers())
        .containsExactly(new SharedPaper("b.pdf", 20, "D26-027-00001", "S26-027-00001"));
    assertThat(alike(second, EVER, List.of(), paper("c.pdf", "constat-b", PRINT)).papers())
        .as("another form")
        .isEmpty();
    assertThat(alike(second, EVER, List.of(), paper("d.pdf", "constat-a", "f".repeat(64))).papers())
        .as("another paper")
        .isEmpty();
    assertThat(alike(second, Instant.now(), List.of(), paper("b.pdf", "constat-a", PRINT)).papers())
        .as("claims of long ago")
        .isEmpty();
  }

  @Test
  void noItemResemblesItselfOrItsOwnClaim() {
    long first = anItemOf("D26-027-00001", "poste-1");
    PaperPrint paper = paper("a.pdf", "constat-a", PRINT);
    alike(first, EVER, List.of("123 TU 4567"), paper);
    Alike again = alike(first, EVER, List.of("123 TU 4567"), paper);
    assertThat(again.papers()).isEmpty();
    finish(first, "D26-027-00001", "S26-027-00001", Map.of("immatriculation", "123 TU 4567"));

    long rescan = anItemOf("D26-027-00001", "poste-2");
    Alike same =
        alike(rescan, EVER, List.of("123 TU 4567"), paper("r.pdf", "constat-a", turned(5)));
    assertThat(same.papers()).isEmpty();
    assertThat(same.plates()).isEmpty();
  }

  @Test
  void twoItemsAtOnceSeeEachOther() {
    long first = anItemOf("D26-027-00001", "poste-1");
    long second = anItemOf("D26-027-00002", "poste-2");
    alike(second, EVER, List.of(), paper("b.pdf", "constat-a", PRINT));
    assertThat(alike(first, EVER, List.of(), paper("a.pdf", "constat-a", PRINT)).papers())
        .as("the later mail asked first")
        .extracting(SharedPaper::numeroDeclaration)
        .containsExactly("D26-027-00002");
  }

  @Test
  void findsPlatesHoweverTheyAreWritten() {
    long first = anItemOf("D26-027-00001", "poste-1");
    finish(
        first,
        "D26-027-00001",
        "S26-027-00001",
        Map.of("immatriculation", "123 TU 4567", "immatriculation_adverse", "98 TU 7654"));
    long second = anItemOf("D26-027-00002", "poste-2");
    assertThat(alike(second, EVER, List.of("98TU7654", "123 TU 4567")).plates())
        .extracting(SharedPlate::plate, SharedPlate::genre, SharedPlate::numeroDossier)
        .containsExactlyInAnyOrder(
            tuple("98TU7654", "immatriculation_adverse", "S26-027-00001"),
            tuple("123 TU 4567", "immatriculation", "S26-027-00001"));
    assertThat(alike(second, EVER, List.of("99 TU 1")).plates()).isEmpty();
  }

  @Test
  void refusesWhoeverIsLate() {
    long first = anItemOf("D26-027-00001", "poste-1");
    finish(first, "D26-027-00001", "S26-027-00001", Map.of());
    assertThat(desk.answer(new Request.Resemble(first, 1, List.of(), List.of(), 40, EVER)))
        .isInstanceOf(Reply.Late.class);
  }
}
