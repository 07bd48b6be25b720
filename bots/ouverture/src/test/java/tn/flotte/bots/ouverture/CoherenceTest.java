package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unCertificatDePolice;
import static tn.flotte.bots.ouverture.Dossiers.unConstat;
import static tn.flotte.bots.ouverture.Dossiers.unConstatSeul;
import static tn.flotte.bots.ouverture.Dossiers.unePiece;
import static tn.flotte.bots.ouverture.Dossiers.unePreouverture;

import java.util.List;
import org.junit.jupiter.api.Test;
import tn.flotte.connectors.pass.Preouverture;

class CoherenceTest {
  private final Coherence coherence = new Coherence(Dossiers.REGLES);
  private final Preouverture materiel = unePreouverture().construire();
  private final Preouverture vol = unePreouverture().seule("VOL").construire();
  private final Preouverture incendie = unePreouverture().seule("INCENDIE").construire();

  @Test
  void findsNothingWhereNatureAndPapersAgree() {
    assertThat(contradictions(materiel, unConstat(materiel).construire())).isEmpty();
    assertThat(
            contradictions(
                vol, unConstatSeul(vol).construire(), unCertificatDePolice(vol).construire()))
        .isEmpty();
    assertThat(contradictions(incendie, unePiece("certificat_secours", "s").construire()))
        .isEmpty();
  }

  @Test
  void showsBothSidesOfATheftCertificateForAMaterialClaim() {
    assertThat(contradictions(materiel, unCertificatDePolice(materiel).construire()))
        .hasSize(2)
        .allMatch(c -> c.contains("« MATERIEL »") && c.contains("scan3.pdf"))
        .anyMatch(c -> c.contains("certificat_police") && c.contains("VOL"))
        .anyMatch(c -> c.contains("« vol de véhicule »"));
  }

  @Test
  void takesNoPaperOfAnotherNatureAlsoWhenItIsHandwritten() {
    assertThat(contradictions(vol, unePiece("certificat_secours", "s").aLaMain().construire()))
        .singleElement()
        .asString()
        .contains("« VOL »", "certificat_secours", "INCENDIE");
  }

  @Test
  void takesAPoliceCertificateForAFireUnlessItSurelySaysTheft() {
    assertThat(
            contradictions(
                incendie,
                unCertificatDePolice(incendie).champ("objet", "feu de véhicule").construire()))
        .isEmpty();
    assertThat(contradictions(incendie, unCertificatDePolice(incendie).construire()))
        .singleElement()
        .asString()
        .contains("« INCENDIE »", "« vol de véhicule »");
    assertThat(contradictions(incendie, unCertificatDePolice(incendie).aLaMain().construire()))
        .isEmpty();
    assertThat(
            contradictions(
                incendie,
                unCertificatDePolice(incendie).champ("objet", "vol de véhicule", 0.8).construire()))
        .isEmpty();
  }

  @Test
  void takesADeclarationWithWitnessesForAMaterialClaimUnlessItSurelyTellsOfAFire() {
    assertThat(contradictions(materiel, unePiece("declaration_honneur", "d").construire()))
        .isEmpty();
    assertThat(
            contradictions(
                materiel,
                unePiece("declaration_honneur", "d")
                    .champ("recit", "le véhicule a pris feu au garage")
                    .construire()))
        .singleElement()
        .asString()
        .contains("« MATERIEL »", "pris feu");
  }

  @Test
  void readsWholeWordsOnly() {
    assertThat(
            contradictions(
                materiel,
                unConstat(materiel)
                    .champ("b_degats_apparents", "volant et feu avant gauche")
                    .construire()))
        .isEmpty();
  }

  @Test
  void showsTheOtherVehicleOfAClaimThatHasNone() {
    assertThat(
            contradictions(
                incendie,
                unConstatSeul(incendie)
                    .champ("b_vehicule_immatriculation", "98 TU 7654")
                    .construire()))
        .singleElement()
        .asString()
        .contains("« INCENDIE »", "« 98 TU 7654 »");
  }

  @Test
  void leavesGaForATheftToAPersonUnlessAPaperSaysThatItIsPartial() {
    Preouverture ga = unePreouverture().seule("VOL").gestionGa().construire();
    assertThat(contradictions(ga, unCertificatDePolice(ga).construire()))
        .singleElement()
        .asString()
        .contains("GA", "vol partiel");
    Piece partial =
        unConstatSeul(ga).champ("a_degats_apparents", "vol partiel, roues et radio").construire();
    assertThat(contradictions(ga, partial, unCertificatDePolice(ga).construire())).isEmpty();
    Piece total = unConstatSeul(ga).champ("a_degats_apparents", "vol total").construire();
    assertThat(contradictions(ga, total)).anyMatch(c -> c.contains("« vol total »"));
  }

  @Test
  void leavesGaForARecoveredCarOrWithAPolicePaperToAPerson() {
    Preouverture ga = unePreouverture().seule("INCENDIE").gestionGa().construire();
    assertThat(contradictions(ga, unePiece("declaration_honneur", "d").construire())).isEmpty();
    assertThat(
            contradictions(
                ga,
                unConstatSeul(ga)
                    .champ("a_degats_apparents", "véhicule retrouvé, incendie partiel")
                    .construire()))
        .singleElement()
        .asString()
        .contains("GA", "retrouvé");
    assertThat(contradictions(ga, unePiece("certificat_police", "p").construire()))
        .singleElement()
        .asString()
        .contains("GA", "police");
  }

  private List<String> contradictions(Preouverture claim, Piece... pieces) {
    return coherence.contradictions(claim, List.of(pieces));
  }
}
