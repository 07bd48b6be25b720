package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.demo.BalanceTest.json;
import static tn.flotte.demo.BalanceTest.mail;
import static tn.flotte.demo.BalanceTest.result;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CheckTest {
  private static final JsonNode QUIET = json("{\"attente\":0,\"en_cours\":0,\"incertain\":0}");
  private static final List<RawMail> ONE = List.of(mail("1", "<a@x>", ""));

  @Test
  void givesThirtySecondsAMailAndTwoMinutesAtLeast() {
    assertThat(Check.limit(1)).isEqualTo(Duration.ofMinutes(2));
    assertThat(Check.limit(43)).isEqualTo(Duration.ofSeconds(43 * 30));
  }

  @Test
  void isSettledWhenEveryMailHasItsOutcomeAndNothingIsOnItsWay() {
    assertThat(Check.isSettled(ONE, List.of(result("<a@x>", "ignore")), QUIET)).isTrue();
  }

  @Test
  void isNotSettledBeforeTheMailIsKnown() {
    assertThat(Check.isSettled(ONE, List.of(), QUIET)).isFalse();
  }

  @Test
  void isNotSettledWhileAnyItemIsUncertain() {
    JsonNode state = json("{\"attente\":0,\"en_cours\":0,\"incertain\":1}");

    assertThat(Check.isSettled(ONE, List.of(result("<a@x>", "ignore")), state)).isFalse();
  }

  @Test
  void isNotSettledWhileTheMailItselfIsWorkedOn() {
    Resultat working =
        new Resultat(
            json("{\"message_id\":\"<a@x>\",\"issue\":\"ignore\",\"statut\":\"IN_PROGRESS\"}"));

    assertThat(Check.isSettled(ONE, List.of(working), QUIET)).isFalse();
  }

  @Test
  void waitsForBothMailsUnderOneMessageId() {
    List<RawMail> two = List.of(mail("1", "<a@x>", "one"), mail("2", "<a@x>", "other"));

    assertThat(Check.isSettled(two, List.of(result("<a@x>", "ignore")), QUIET)).isFalse();
  }

  @Test
  void tellsAnOutcomeInALineThatWhatCameByMailCannotBreak() {
    Resultat result =
        new Resultat(
            json(
                "{\"message_id\":\"<a@x>\",\"issue\":\"a_verifier\",\"numero_declaration\":\"D1\","
                    + "\"motif\":\"deux\\nlignes \\u001b[2J\"}"));

    assertThat(Check.line("1.eml", result))
        .isEqualTo("1.eml → a_verifier, déclaration D1 (deux lignes [2J)");
  }
}
