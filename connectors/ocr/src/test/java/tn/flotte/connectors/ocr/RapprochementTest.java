package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RapprochementTest {
  private static final Preouverture MAI =
      aClaim("D26-027-00101", "2026-05-01", "141 TU 2233", "COMAR");
  private static final Preouverture JUIN =
      aClaim("D26-027-00102", "2026-06-17", "96 TU 7810", "STAR");
  private static final Preouverture AUTRE =
      new Preouverture(
          "D26-027-00103",
          Map.of("date_accident", "2026-05-11", "agence_code", "027"),
          Map.of("vehicule_immatriculation", "188 TU 4417", "assurance_police", "027/402/0031175"),
          Map.of("vehicule_immatriculation", "102 TU 9054"));
  private static final List<Preouverture> CONNUES = List.of(MAI, JUIN, AUTRE);

  /** Both of one contract. */
  private static Preouverture aClaim(String numero, String date, String adverse, String compagnie) {
    return new Preouverture(
        numero,
        Map.of("numero_declaration", numero, "date_accident", date, "agence_code", "027"),
        Map.of(
            "vehicule_immatriculation", "155 TU 3721",
            "assurance_police", "027/401/0054321",
            "assure_nom", "Trabelsi Wafa"),
        Map.of("vehicule_immatriculation", adverse, "assurance_societe", compagnie));
  }

  private static PieceLue aConstat(double confiance, Map<String, String> valeurs) {
    Map<String, Champ> champs = new HashMap<>();
    valeurs.forEach((nom, valeur) -> champs.put(nom, Champ.texte(valeur, confiance, valeur)));
    return new PieceLue(
        "constat.pdf",
        List.of(1),
        TypePiece.CONSTAT,
        0.99,
        true,
        null,
        confiance >= Champ.SUR ? Ecriture.IMPRIME : Ecriture.MANUSCRIT,
        "constat-a",
        champs);
  }

  @Test
  void findsTheInsuredOnEitherSideOfTheConstat() {
    PieceLue b =
        aConstat(
            0.98,
            Map.of(
                "date_accident", "2026-05-01",
                "b_vehicule_immatriculation", "155 TU 3721",
                "b_assurance_police", "027/401/0054321",
                "a_vehicule_immatriculation", "141 TU 2233"));
    assertThat(Rapprochement.judge(b, MAI).values())
        .extracting(Jugement::verdict)
        .containsOnly(Verdict.MATCH);
    assertThat(Rapprochement.name(List.of(b), CONNUES))
        .hasValueSatisfying(
            s -> {
              assertThat(s.numero()).isEqualTo("D26-027-00101");
              assertThat(s.sur()).isTrue();
            });
  }

  @Test
  void isNeverSureOnWhatTwoClaimsOfOneContractShare() {
    PieceLue sansDate =
        aConstat(
            0.98,
            Map.of(
                "a_vehicule_immatriculation", "155 TU 3721",
                "a_assurance_police", "027/401/0054321"));
    assertThat(Rapprochement.name(List.of(sansDate), CONNUES).filter(Sinistre::sur)).isEmpty();
  }

  @Test
  void isNotSureWhenThePapersClaimIsUnknown() {
    PieceLue piece =
        aConstat(
            0.98,
            Map.of(
                "date_accident", "2026-05-01",
                "a_vehicule_immatriculation", "155 TU 3721",
                "a_assurance_police", "027/401/0054321"));
    assertThat(Rapprochement.name(List.of(piece), List.of(JUIN, AUTRE)).filter(Sinistre::sur))
        .isEmpty();
  }

  @Test
  void namesAClaimFromBadlyReadHandwriting() {
    PieceLue piece =
        aConstat(
            0.45,
            Map.of(
                "date_accident", "2026-05-01",
                "a_vehicule_immatriculation", "153 TU 3721",
                "a_assurance_police", "027/401/0054521",
                "b_vehicule_immatriculation", "141 TU 2238"));
    assertThat(Rapprochement.name(List.of(piece), CONNUES).map(Sinistre::numero))
        .contains("D26-027-00101");
  }

  @Test
  void saysNothingOfPapersThatSayNothing() {
    assertThat(Rapprochement.name(List.of(aConstat(0.2, Map.of())), CONNUES)).isEmpty();
    assertThat(Rapprochement.name(List.of(), CONNUES)).isEmpty();
  }

  @Test
  void combinesThePiecesThatCameTogether() {
    PieceLue constat = aConstat(0.98, Map.of("a_vehicule_immatriculation", "155 TU 3721"));
    PieceLue om =
        new PieceLue(
            "om.pdf",
            List.of(1),
            TypePiece.OM,
            0.99,
            true,
            null,
            Ecriture.IMPRIME,
            "om",
            Map.of("numero_declaration", Champ.texte("D26-027-00102", 0.98, "D26-027-00102")));
    assertThat(Rapprochement.name(List.of(constat, om), CONNUES))
        .hasValueSatisfying(
            s -> {
              assertThat(s.numero()).isEqualTo("D26-027-00102");
              assertThat(s.sur()).isTrue();
            });
  }
}
