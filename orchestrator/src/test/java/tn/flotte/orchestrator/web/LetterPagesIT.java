package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.bots.api.Outcome.LettreARemettre;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;
import tn.flotte.orchestrator.letters.Letter;
import tn.flotte.orchestrator.letters.Letters;

class LetterPagesIT extends RunningHouse {
  private static final String CLAIM = "D26-027-00123";

  @Autowired private Letters letters;

  private LocalDate today;

  @BeforeEach
  void aLetterOfFiveDaysAgo() {
    new TestRows(jdbc).empty();
    today = letters.today();
    letter(CLAIM, "=STAR <b>", today.minusDays(5));
  }

  private void letter(String claim, String company, LocalDate day) {
    TestRows rows = new TestRows(jdbc);
    rows.claim(claim, "S" + claim.substring(1));
    long item = rows.aMail("Déclaration").claim(claim).ended("DONE", "dossier_ouvert", "").add();
    LettreARemettre printed =
        new LettreARemettre("IDA", company, "a".repeat(64), "lettre-IDA.pdf", day, 7, 20);
    letters.keep(claim, item, List.of(printed));
    letters.keep(claim, item, List.of(printed));
  }

  private Letter only() {
    assertThat(letters.of(CLAIM)).as("kept once").hasSize(1);
    return letters.of(CLAIM).getFirst();
  }

  private HttpResponse<String> deliver(String who, String day) {
    return loggedIn(who).submit("/lettres", "/lettres/" + only().id() + "/remise", "jour=" + day);
  }

  @Test
  void refusesADayThatHasNotComeOneBeforeTheLetterAndNone() {
    for (String day :
        new String[] {today.plusDays(1).toString(), today.minusDays(6).toString(), "hier", ""}) {
      assertThat(deliver("olfa", day).statusCode()).as(day).isEqualTo(302);
      assertThat(only().deliveredOn()).as(day).isNull();
    }
    assertThat(letters.deliver(only().id(), today.plusDays(1), "olfa"))
        .isEqualTo(Letters.Noted.TOO_LATE);
    assertThat(letters.deliver(only().id(), today.minusDays(6), "olfa"))
        .isEqualTo(Letters.Noted.TOO_EARLY);
    assertThat(letters.events(CLAIM)).isEmpty();
  }

  @Test
  void theFirstOfTwoNotesHolds() {
    assertThat(deliver("olfa", today.minusDays(5).toString()).statusCode()).isEqualTo(302);
    assertThat(letters.deliver(only().id(), today, "amel")).isEqualTo(Letters.Noted.ALREADY);
    assertThat(only().deliveredOn()).isEqualTo(today.minusDays(5));
    assertThat(only().deliveredBy()).isEqualTo("olfa");
    assertThat(letters.takeBack(only().id(), "Erreur", "amel")).isEqualTo(Letters.Noted.DONE);
    assertThat(letters.takeBack(only().id(), "Erreur", "amel")).isEqualTo(Letters.Noted.ALREADY);
    assertThat(letters.events(CLAIM))
        .extracting(Letters.Event::who)
        .containsExactly("olfa", "amel");
  }

  @Test
  void takingBackNeedsAReason() {
    letters.deliver(only().id(), today, "olfa");
    String path = "/lettres/" + only().id() + "/annulation";
    for (String reason : new String[] {"motif=+", "", "motif=" + "a".repeat(501)}) {
      loggedIn("olfa").submit("/lettres?etat=toutes", path, reason);
      assertThat(only().deliveredOn()).as(reason).isEqualTo(today);
    }
  }

  @Test
  void theManagementSeesAndNotesNothing() {
    assertThat(loggedIn("sami").get("/lettres").body())
        .contains(CLAIM, "pas encore", "=STAR &lt;b&gt;")
        .doesNotContain("name=\"jour\"");
    String token =
        loggedIn("sami")
            .submit("/lettres", "/lettres/" + only().id() + "/remise", "jour=" + today)
            .body();
    assertThat(token).doesNotContain("remise est notée");
    assertThat(only().deliveredOn()).isNull();
    assertThat(
            loggedIn("olfa")
                .post("/lettres/" + only().id() + "/remise", "jour=" + today)
                .statusCode())
        .as("without the page's token")
        .isEqualTo(403);
    assertThat(
            loggedIn("olfa")
                .submit("/lettres", "/lettres/99999/remise", "jour=" + today)
                .statusCode())
        .isEqualTo(404);
    assertThat(loggedIn("sami").get("/lettres.csv").body()).contains("'=STAR <b>").contains(CLAIM);
  }

  @Test
  void aClockEndsWithItsLastDay() {
    Letter letter = only();
    assertThat(letter.state(letter.editedOn().plusDays(7))).isEqualTo(Letter.State.A_REMETTRE);
    assertThat(letter.state(letter.editedOn().plusDays(8))).isEqualTo(Letter.State.EN_RETARD);
    letters.deliver(letter.id(), today, "olfa");
    assertThat(only().end()).isEqualTo(today.plusDays(20));
    assertThat(only().state(today.plusDays(20))).isEqualTo(Letter.State.EN_COURS);
    assertThat(only().state(today.plusDays(21))).isEqualTo(Letter.State.ECHUE);
  }

  @Test
  void filtersByStateNumberAndCompany() {
    letter("D26-027-00124", "COMAR", today.minusDays(9));
    letter("D26-027-00125", "COMAR", today.minusDays(40));
    letters.deliver(letters.of("D26-027-00125").getFirst().id(), today.minusDays(30), "olfa");
    String[][] cases = {
      {"", "00123", "00124"},
      {"?etat=en-retard", "00124"},
      {"?etat=en-cours"},
      {"?etat=echue", "00125"},
      {"?etat=toutes&q=comar", "00124", "00125"},
      {"?etat=toutes&q=s26-027-00125", "00125"},
      {"?etat=toutes&q=%25"},
      {"?etat=nimporte&page=7", "00123", "00124"}
    };
    for (String[] one : cases) {
      String body = loggedIn("olfa").get("/lettres" + one[0]).body();
      for (String number : new String[] {"00123", "00124", "00125"}) {
        assertThat(body.contains("/dossiers/D26-027-" + number))
            .as(one[0] + " " + number)
            .isEqualTo(List.of(one).subList(1, one.length).contains(number));
      }
    }
  }
}
