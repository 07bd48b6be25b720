package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BalanceTest {
  private static final JsonNode EMPTY_PASS = truth("");

  @Test
  void balancesWhenEveryMailHasOneOutcome() {
    Balance balance =
        new Balance(
            List.of(mail("1", "<a@x>", ""), mail("2", "<b@x>", "")),
            List.of(opened("<a@x>", "S1"), result("<b@x>", "ignore")),
            truth(dossier("S1", "D1")));

    assertThat(balance.complaints()).isEmpty();
    assertThat(balance.sentence()).isEqualTo("2 reçus = 1 dossier ouvert + 1 ignoré");
  }

  @Test
  void namesTheMailThatWasLost() {
    Balance balance =
        new Balance(
            List.of(mail("1.eml", "<a@x>", ""), mail("2.eml", "<b@x>", "")),
            List.of(result("<a@x>", "ignore")),
            EMPTY_PASS);

    assertThat(balance.isRight()).isFalse();
    assertThat(balance.complaints()).containsExactly("perdu : 2.eml (0 issue pour 1)");
    assertThat(balance.sentence()).startsWith("2 reçus ≠ ");
  }

  @Test
  void refusesTwoOutcomesForOneMail() {
    Balance balance =
        new Balance(
            List.of(mail("1.eml", "<a@x>", "")),
            List.of(result("<a@x>", "ignore"), result("<a@x>", "ignore")),
            EMPTY_PASS);

    assertThat(balance.complaints()).containsExactly("compté 2 fois : 1.eml");
  }

  @Test
  void takesTheSameBytesDeliveredTwiceAsOneMailOrAsTwo() {
    List<RawMail> twice = List.of(mail("1", "<a@x>", "same"), mail("2", "<a@x>", "same"));

    Balance once = new Balance(twice, List.of(result("<a@x>", "ignore")), EMPTY_PASS);
    Balance both =
        new Balance(
            twice, List.of(result("<a@x>", "ignore"), result("<a@x>", "doublon")), EMPTY_PASS);

    assertThat(once.isRight()).isTrue();
    assertThat(once.sentence())
        .isEqualTo("2 reçus = 1 ignoré + 1 remise identique d'un même courriel");
    assertThat(both.isRight()).isTrue();
  }

  @Test
  void wantsAnOutcomeEachForDifferentMailsUnderOneMessageId() {
    Balance balance =
        new Balance(
            List.of(mail("1", "<a@x>", "one"), mail("2", "<a@x>", "other")),
            List.of(result("<a@x>", "ignore")),
            EMPTY_PASS);

    assertThat(balance.isRight()).isFalse();
  }

  @Test
  void refusesFailuresAndUnknownWords() {
    Balance balance =
        new Balance(
            List.of(mail("1", "<a@x>", ""), mail("2", "<b@x>", "")),
            List.of(result("<a@x>", "echec"), result("<b@x>", "peut-être")),
            EMPTY_PASS);

    assertThat(balance.complaints()).containsExactly("1 échec", "1 issue inconnue");
  }

  @Test
  void refusesTwoDossiersOfOneDeclaration() {
    Balance balance =
        new Balance(
            List.of(mail("1", "<a@x>", "")),
            List.of(opened("<a@x>", "S1")),
            truth(dossier("S1", "D1") + "," + dossier("S2", "D1")));

    assertThat(balance.complaints()).containsExactly("la déclaration D1 a 2 dossiers : [S1, S2]");
  }

  @Test
  void refusesADossierThatPassDoesNotHave() {
    Balance balance =
        new Balance(List.of(mail("1", "<a@x>", "")), List.of(opened("<a@x>", "S9")), EMPTY_PASS);

    assertThat(balance.complaints())
        .containsExactly("dossier S9 annoncé mais absent de PASS : <a@x>");
  }

  @Test
  void refusesOutcomesOfMailsThatNobodySent() {
    Balance balance =
        new Balance(
            List.of(mail("1", "<a@x>", "")),
            List.of(result("<a@x>", "ignore"), result("<z@x>", "ignore")),
            EMPTY_PASS);

    assertThat(balance.complaints())
        .containsExactly("issue d'un courriel que personne n'a envoyé : <z@x>");
  }

  @Test
  void refusesAMailWithoutOutcome() {
    Balance balance =
        new Balance(
            List.of(mail("1", "<a@x>", "")),
            List.of(new Resultat(json("{\"message_id\":\"<a@x>\",\"issue\":null}"))),
            EMPTY_PASS);

    assertThat(balance.complaints()).containsExactly("1 courriel sans issue à la fin du délai");
    assertThat(balance.sentence()).isEqualTo("1 reçu = 1 sans issue");
  }

  static RawMail mail(String name, String messageId, String body) {
    String text = "Message-ID: " + messageId + "\r\nFrom: a@b.example\r\n\r\n" + body + "\r\n";
    return new RawMail(name, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Resultat result(String messageId, String issue) {
    return new Resultat(
        json("{\"message_id\":\"%s\",\"issue\":\"%s\"}".formatted(messageId, issue)));
  }

  private static Resultat opened(String messageId, String dossier) {
    return new Resultat(
        json(
            "{\"message_id\":\"%s\",\"issue\":\"dossier_ouvert\",\"numero_dossier\":\"%s\"}"
                .formatted(messageId, dossier)));
  }

  private static String dossier(String number, String declaration) {
    return "{\"numero_dossier\":\"%s\",\"numero_declaration\":\"%s\"}"
        .formatted(number, declaration);
  }

  private static JsonNode truth(String dossiers) {
    return json("{\"dossiers\":[" + dossiers + "]}");
  }

  static JsonNode json(String text) {
    return Doors.JSON.readTree(text);
  }
}
