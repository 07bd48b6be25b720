package tn.flotte.orchestrator.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Ecriture;
import tn.flotte.bots.api.Question;

class AnswersTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private static final List<Ecriture> PLATES =
      List.of(
          new Ecriture("(?i)([0-9]{1,3}) ?TU ?([0-9]{1,4})", "$1 TU $2", "123 TU 4567"),
          new Ecriture("(?i)RS ?([0-9]{1,6})", "RS $1", "RS 123456"));

  private static final Question.Champ PLATE =
      new Question.Champ(
          "immatriculation_assure",
          "immatriculation",
          Question.Forme.IMMATRICULATION,
          "131 TU 6238",
          null,
          List.of(new Question.Lu("constat.pdf", "a_plaque", "123 TU 4567", 0.97, "contredit_sur")),
          true,
          true,
          PLATES);

  private static final Question.Champ POLICY =
      new Question.Champ(
          "police", "police", Question.Forme.TEXTE, "027/401/1", null, List.of(), false, false);

  private static Question question(boolean goesOn) {
    return new Question(
        "contradiction",
        "rejoindre",
        goesOn,
        List.of("Immatriculation : PASS « 131 TU 6238 », pièce « 123 TU 4567 »."),
        "Bonjour",
        List.of(PLATE, POLICY),
        List.of(),
        new Question.Lettre("Pièces", "Bonjour,"));
  }

  private static Answer goOn(Map<String, String> values) {
    return new Answer(Decision.Genre.CONTINUER, values, "", "", "");
  }

  private static List<String> codes(Question question, Answer answer) {
    return Answers.faults(question, answer).stream().map(f -> f.champ() + ":" + f.code()).toList();
  }

  @Test
  void wantsAWordOnEveryFieldInQuestion() {
    assertThat(codes(question(true), goOn(Map.of())))
        .containsExactly("immatriculation_assure:a-dire");
    assertThat(codes(question(true), goOn(Map.of("immatriculation_assure", "131 TU 6238"))))
        .isEmpty();
  }

  @Test
  void refusesWhatIsMalformedOrCannotBeCorrected() {
    assertThat(
            codes(
                question(true),
                goOn(Map.of("immatriculation_assure", "12345", "police", "027/401/2"))))
        .containsExactly("immatriculation_assure:forme.IMMATRICULATION", "police:non-modifiable");
  }

  @Test
  void refusesToGoOnWhereTheRobotCannot() {
    assertThat(codes(question(false), goOn(Map.of("immatriculation_assure", "131 TU 6238"))))
        .containsExactly(":impossible");
  }

  @Test
  void wantsALetterToAskAndAReasonToReject() {
    assertThat(
            codes(
                question(true), new Answer(Decision.Genre.DEMANDER, Map.of(), "", " ", "Bonjour")))
        .containsExactly("sujet:vide");
    assertThat(codes(question(true), new Answer(Decision.Genre.REJETER, Map.of(), "", "", "")))
        .containsExactly("motif:vide");
  }

  @Test
  void keepsBeforeAndAfterAndTheDoubtsThatWereSeen() {
    Decision decision =
        Answers.decision(
            question(true),
            goOn(Map.of("immatriculation_assure", "123tu4567", "police", "027/401/1")),
            2,
            "olfa",
            NOW);
    assertThat(decision)
        .isEqualTo(
            new Decision(
                2,
                "olfa",
                NOW,
                Decision.Genre.CONTINUER,
                List.of(
                    new Decision.Tranche(
                        "immatriculation_assure", "131 TU 6238", "123 TU 4567", "123 TU 4567")),
                question(true).doutes(),
                null,
                null));
  }

  @Test
  void admitsNothingWhenTheSenderIsAsked() {
    Decision decision =
        Answers.decision(
            question(true),
            new Answer(
                Decision.Genre.DEMANDER,
                Map.of("immatriculation_assure", "123 TU 4567"),
                "",
                "Pièces",
                "Bonjour,"),
            1,
            "olfa",
            NOW);
    assertThat(decision.admis()).isEmpty();
    assertThat(decision.champs()).isEmpty();
    assertThat(decision.lettre()).isEqualTo(new Question.Lettre("Pièces", "Bonjour,"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATE|2026-05-01|2026-05-01",
        "DATE|01/05/2026|",
        "HEURE|9:5|",
        "HEURE|09:05|09:05",
        "IMMATRICULATION|rs 123456|RS 123456",
        "IMMATRICULATION|123 TU 45678|",
        "CASES|8, 1;8|1,8",
        "CASES|huit|",
        "TEXTE|rue   de  Tunis|rue de Tunis",
        "MONTANT|1 250,5|1250.500",
        "MONTANT|1250.500|1250.500",
        "MONTANT|1,2505|",
        "MONTANT|-5|",
        "MONTANT|=CMD()|",
        "OUI_NON|Oui|true",
        "OUI_NON|no|false",
        "OUI_NON|peut-être|"
      })
  void writesValuesAsPassDoes(Question.Forme form, String typed, String canonical) {
    assertThat(
            Answers.canonical(
                    field(form, form == Question.Forme.IMMATRICULATION ? PLATES : List.of()), typed)
                .orElse(null))
        .isEqualTo(canonical);
  }

  private static Question.Champ field(Question.Forme form, List<Ecriture> writings) {
    return new Question.Champ("x", "x", form, null, null, List.of(), true, true, writings);
  }

  @Test
  void writesAnIdentifierAsTheRulesOfTheQuestionSay() {
    Question.Champ number =
        field(
            Question.Forme.DECLARATION,
            List.of(new Ecriture("(?i)SIN[- ]?([0-9]{1,5})", "SIN-$1", "SIN-42")));
    assertThat(Answers.canonical(number, " sin 42 ")).contains("SIN-42");
    assertThat(Answers.canonical(number, "D26-027-00123")).isEmpty();
    // Asked by an earlier release, which did not say: the bot will check it.
    assertThat(Answers.canonical(field(Question.Forme.DECLARATION, List.of()), "D26 x"))
        .contains("D26 x");
  }
}
