package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AttenduTest {
  private static final RawMail MAIL =
      new RawMail("1.eml", "Message-ID: <a@x>\r\n\r\nBonjour".getBytes(StandardCharsets.US_ASCII));
  private static final String PROMISED =
      """
      {"1.eml": {"reponses": 1, "ouvre": {"declaration": "D1", "missions": ["7"], "lettres": ["IDA"]}},
       "2.eml": {"avis": 1}}
      """;

  @TempDir Path arrived;

  private Attendu attendu() {
    return Attendu.of(json(PROMISED), List.of(MAIL), json("{}"));
  }

  private List<Path> answers(int times) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      files.add(Files.writeString(arrived.resolve(i + ".eml"), "In-Reply-To: <a@x>\r\n\r\nOuvert"));
    }
    return files;
  }

  @Test
  void findsNothingWrongWhenEverythingIsThereOnce() throws IOException {
    assertThat(attendu().broken(truth(dossier("S1")), answers(1))).isEmpty();
  }

  @Test
  void namesWhatIsThereTwice() throws IOException {
    assertThat(attendu().broken(truth(dossier("S1") + "," + dossier("S2")), answers(2)))
        .containsExactly(
            "2 fois au lieu de 1 : dossier D1", "2 fois au lieu de 1 : réponse à 1.eml");
  }

  @Test
  void namesWhatIsMissingThoughTheFleetSaysItIsDone() throws IOException {
    JsonNode nothing = json("{\"dossiers\":[],\"missions\":[],\"lettres\":[]}");

    assertThat(attendu().broken(nothing, List.of()))
        .containsExactly(
            "0 fois au lieu de 1 : dossier D1",
            "0 fois au lieu de 1 : lettre IDA du dossier D1",
            "0 fois au lieu de 1 : mission 7 du dossier D1",
            "0 fois au lieu de 1 : réponse à 1.eml");
  }

  @Test
  void namesWhatNobodyAskedFor() throws IOException {
    Path notice = Files.writeString(arrived.resolve("n.eml"), "Subject: avis\r\n\r\nQuarantaine");
    List<Path> mails = new ArrayList<>(answers(1));
    mails.add(notice);

    assertThat(attendu().broken(truth(dossier("S1")), mails))
        .containsExactly("1 fois au lieu de 0 : avis");
  }

  @Test
  void leavesOutWhatPassHeldFromTheBeginningAndWantsTheReportOnIt() throws IOException {
    String held =
        """
        {"dossiers":[{"numero_dossier":"S9","numero_declaration":"D9"}],
         "missions":[{"numero_dossier":"S9","numero_om":"5","rapports":[%s]}]}
        """;
    Attendu wanted =
        Attendu.of(
            json("{\"1.eml\": {\"complete\": {\"declaration\": \"D9\", \"mission\": \"5\"}}}"),
            List.of(MAIL),
            json(held.formatted("")));

    assertThat(wanted.broken(json(held.formatted("{\"genre\":\"DEFINITIF\"}")), List.of()))
        .isEmpty();
    assertThat(wanted.broken(json(held.formatted("")), List.of()))
        .containsExactly("0 fois au lieu de 1 : rapport sur la mission 5 du dossier D9");
  }

  @Test
  void refusesToJudgeMailsOfWhichNothingIsSaid() {
    assertThatThrownBy(() -> Attendu.of(json("{}"), List.of(MAIL), json("{}")))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("1.eml");
  }

  private static String dossier(String number) {
    return "{\"numero_dossier\":\"%s\",\"numero_declaration\":\"D1\"}".formatted(number);
  }

  private static JsonNode truth(String dossiers) {
    return json(
        """
        {"dossiers":[%s],
         "missions":[{"numero_dossier":"S1","numero_om":"7"}],
         "lettres":[{"numero_dossier":"S1","genre":"IDA"}]}
        """
            .formatted(dossiers));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
