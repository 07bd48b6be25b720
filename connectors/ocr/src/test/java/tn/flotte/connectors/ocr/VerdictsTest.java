package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  private static PieceLue aConstat(Ecriture ecriture, String champ, Champ lu) {
    return new PieceLue(
        "constat.pdf",
        List.of(1),
        TypePiece.CONSTAT,
        0.99,
        true,
        null,
        ecriture,
        "constat-a",
        Map.of(champ, lu));
  }

  private static Jugement judge(Champ lu, String champ, String declaree) {
    return Verdicts.judge(aConstat(Ecriture.INCONNUE, champ, lu), champ, declaree);
  }

  @Test
  void aSurePrintedValueProvesAndContradicts() {
    Champ plaque = Champ.texte("122 TU 3639", 0.98, "122TU3639");
    assertThat(judge(plaque, "a_vehicule_immatriculation", "122TU3639").verdict())
        .isEqualTo(Verdict.MATCH);
    Jugement conflit = judge(plaque, "a_vehicule_immatriculation", "122 TU 3689");
    assertThat(conflit.verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(conflit.isConflitSur()).isTrue();
    assertThat(conflit.lu()).isEqualTo("122 TU 3639");
  }

  @Test
  void handwritingThatReadsExactlyAsDeclaredProves() {
    Champ plaque = Champ.texte("167 TU 5363", 0.5, "167 TU 5363");
    assertThat(judge(plaque, "b_vehicule_immatriculation", "167 TU 5363").verdict())
        .isEqualTo(Verdict.MATCH);
  }

  @Test
  void handwritingThatResemblesIsOnlyProbable() {
    Champ plaque = Champ.texte("134 TU 8177", 0.4, "134 TU 8177");
    assertThat(judge(plaque, "a_vehicule_immatriculation", "139 TU 8277").verdict())
        .isEqualTo(Verdict.PROBABLE);
  }

  @Test
  void whollyOtherFiguresWellReadAreALikelyConflict() {
    Champ plaque = Champ.texte("166 TU 6320", 0.75, "166 TU 6320");
    Jugement conflit = judge(plaque, "a_vehicule_immatriculation", "98 TU 7741");
    assertThat(conflit.verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(conflit.isConflitSur()).isFalse();
  }

  @Test
  void rubbishSaysNothing() {
    assertThat(
            judge(Champ.illisible("~ 4", 0.1), "a_assurance_police", "027/401/0012345").verdict())
        .isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void fullNamesAreComparedInAnyOrder() {
    PieceLue piece =
        new PieceLue(
            "constat.pdf",
            List.of(1),
            TypePiece.CONSTAT,
            0.99,
            true,
            null,
            Ecriture.IMPRIME,
            "constat-a",
            Map.of(
                "a_assure_nom", Champ.texte("Ben Salah", 0.97, "Ben Salah"),
                "a_assure_prenom", Champ.texte("Inès", 0.97, "Inès")));
    assertThat(Verdicts.judge(piece, "a_assure_nom", "INES BEN SALAH").verdict())
        .isEqualTo(Verdict.MATCH);
  }

  @Test
  void aSurePrintedDateContradictsHoweverTheRecordWritesIt() {
    Champ date = Champ.texte("2026-05-09", 0.98, "09/05/2026");
    assertThat(judge(date, "date_accident", "2026-09-05").isConflitSur()).isTrue();
    assertThat(judge(date, "date_accident", "05/09/2026").isConflitSur()).isTrue();
    assertThat(judge(date, "date_accident", "09.05.26").verdict()).isEqualTo(Verdict.MATCH);
  }

  @Test
  void aDateWrittenByHandIsWeighedByDayAndMonth() {
    Champ proche = Champ.texte("2026-05-04", 0.3, "4-5-26");
    assertThat(judge(proche, "date_accident", "2026-05-09").verdict()).isEqualTo(Verdict.PROBABLE);
    assertThat(judge(proche, "date_accident", "2026-11-27").verdict())
        .isEqualTo(Verdict.UNREADABLE);
  }

  @Test
  void aPolicyIsWeighedByItsOwnEnd() {
    Champ police = Champ.texte("205/410/0006011", 0.3, "205/410/0006011");
    assertThat(judge(police, "a_assurance_police", "205/410/0068538").verdict())
        .isEqualTo(Verdict.UNREADABLE);
    assertThat(judge(police, "a_assurance_police", "205/410/0006017").verdict())
        .isEqualTo(Verdict.PROBABLE);
  }

  @Test
  void anotherInsurerIsNoMisreadingOfThisOne() {
    Champ societe = Champ.texte("MAE", 0.2, "MAE");
    Jugement conflit = judge(societe, "a_assurance_societe", "AMI");
    assertThat(conflit.verdict()).isEqualTo(Verdict.CONFLICT);
  }

  @Test
  void aBarelyReadValueThatHappensToFitIsNoProof() {
    Champ plaque = Champ.texte("167 TU 5363", 0.1, "167 TU 5363");
    assertThat(judge(plaque, "b_vehicule_immatriculation", "167 TU 5363").verdict())
        .isEqualTo(Verdict.PROBABLE);
  }

  @Test
  void crossedBoxesAreComparedAsSets() {
    Champ cases = Champ.cases(List.of(1, 15), 0.99);
    assertThat(judge(cases, "circonstances_a", "15,1").verdict()).isEqualTo(Verdict.MATCH);
    assertThat(judge(cases, "circonstances_a", "15").verdict()).isEqualTo(Verdict.CONFLICT);
  }
}
