package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unePiece;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tn.flotte.connectors.ocr.Champ;
import tn.flotte.connectors.ocr.Ecriture;
import tn.flotte.connectors.ocr.PieceLue;
import tn.flotte.connectors.ocr.TypePiece;

class LectureOcrTest {
  private final Juge juge = LectureOcr.juge(0.97);

  @Test
  void isSureOfTypedValuesOnly() {
    assertThat(avis("date_accident", "2026-05-09", 0.99, false, "2026-05-09"))
        .isEqualTo(Avis.CONCORDE);
    assertThat(avis("date_accident", "2026-05-09", 0.99, false, "2026-09-05"))
        .isEqualTo(Avis.CONTREDIT_SUR);
    assertThat(avis("b_vehicule_immatriculation", "98 TU 7654", 0.99, false, "98 TU 7650"))
        .isEqualTo(Avis.CONTREDIT_SUR);
    assertThat(avis("b_assurance_police", "027/401/0012345", 0.99, false, "027/401/0012349"))
        .isEqualTo(Avis.CONTREDIT_SUR);
    assertThat(avis("a_assurance_societe", "COMAR", 0.99, false, "AMI"))
        .isEqualTo(Avis.CONTREDIT_SUR);
  }

  @Test
  void isNotSureBelowTheThreshold() {
    assertThat(avis("b_vehicule_immatriculation", "98 TU 7654", 0.96, false, "98 TU 7650"))
        .isNotEqualTo(Avis.CONTREDIT_SUR);
  }

  @Test
  void isNeverSureThatHandwritingContradicts() {
    assertThat(avis("b_vehicule_immatriculation", "98 TU 7654", 0.3, true, "98 TU 7650"))
        .isEqualTo(Avis.PROBABLE);
    assertThat(avis("a_assurance_societe", "MAE", 0.1, true, "AMI")).isEqualTo(Avis.CONTREDIT);
    assertThat(avis("a_assurance_societe", "MA TRRERTA", 0.1, true, "STAR"))
        .isEqualTo(Avis.ILLISIBLE);
  }

  @Test
  void looksOnlyAtWhatTellsPoliciesAndDatesApart() {
    assertThat(avis("a_assurance_police", "205/410/0006O11", 0.2, true, "205/410/0006011"))
        .isEqualTo(Avis.PROBABLE);
    assertThat(avis("a_assurance_police", "205/410/0006011", 0.2, true, "205/410/0068538"))
        .isEqualTo(Avis.ILLISIBLE);
    assertThat(avis("date_accident", "2026-05-04", 0.2, true, "2026-05-09"))
        .isEqualTo(Avis.PROBABLE);
    assertThat(avis("date_accident", "03/05/1016", 0.2, true, "2026-05-03"))
        .isEqualTo(Avis.PROBABLE);
    assertThat(avis("date_accident", "2026-05-17", 0.2, true, "2026-04-01"))
        .isEqualTo(Avis.ILLISIBLE);
    assertThat(avis("date_accident", "2026-05-17", 0.8, true, "2026-04-01"))
        .isEqualTo(Avis.CONTREDIT);
  }

  @Test
  void doesNotTakeFreeTextForProof() {
    assertThat(avis("lieu", "Rond point Gare", 0.99, false, "Av. de la Plage"))
        .isNotEqualTo(Avis.CONTREDIT_SUR);
  }

  @Test
  void namesThePiecesOfOneFile() {
    PieceLue constat = lue(TypePiece.CONSTAT, null);
    PieceLue om = lue(TypePiece.OM, null);
    assertThat(LectureOcr.pieces("sha", "lot.pdf", List.of(constat, om)))
        .extracting(Piece::fichier)
        .containsExactly("lot.pdf#1", "lot.pdf#2");
    assertThat(LectureOcr.pieces("sha", "a.pdf", List.of(om)))
        .extracting(Piece::fichier)
        .containsExactly("a.pdf");
  }

  @Test
  void leavesTheKindOfAnUnreadableFileOpen() {
    assertThat(LectureOcr.pieces("sha", "a.pdf", List.of(lue(TypePiece.AUTRE, "fichier protégé"))))
        .singleElement()
        .satisfies(p -> assertThat(p.inconnue()).isTrue());
    assertThat(LectureOcr.pieces("sha", "a.pdf", List.of(lue(TypePiece.CONSTAT, "image floue"))))
        .singleElement()
        .satisfies(p -> assertThat(p.type()).isEqualTo("constat"));
  }

  private static PieceLue lue(TypePiece type, @org.jspecify.annotations.Nullable String motif) {
    return new PieceLue(
        "a.pdf",
        List.of(1),
        type,
        1,
        motif == null,
        motif,
        Ecriture.IMPRIME,
        null,
        Map.of("lieu", new Champ("x", 1, "x", null)));
  }

  private Avis avis(String champ, String lu, double confiance, boolean main, String declare) {
    Dossiers.UnePiece piece = unePiece("constat", "c").champ(champ, lu, confiance);
    return juge.juger((main ? piece.aLaMain() : piece).construire(), champ, declare);
  }
}
