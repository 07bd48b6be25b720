package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static tn.flotte.bots.ouverture.Dossiers.unConstat;
import static tn.flotte.bots.ouverture.Dossiers.unOrdreDeMission;
import static tn.flotte.bots.ouverture.Dossiers.unePreouverture;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.ouverture.Rapprochement.Resultat;
import tn.flotte.connectors.pass.Correction;
import tn.flotte.connectors.pass.Preouverture;

class RapprochementTest {
  private static final LocalDate RECU = LocalDate.of(2026, 6, 1);
  private final Rapprochement rapprochement =
      new Rapprochement(new Comparateur(Dossiers.JUGE, Dossiers.REGLES), Dossiers.REGLES);
  private final Preouverture vraie = unePreouverture().construire();
  private final Piece om = unOrdreDeMission(vraie).construire();

  @Test
  void opensWhatAgrees() {
    conforme(vraie, unConstat(vraie).construire(), om)
        .satisfies(r -> assertThat(r.corrections()).isEmpty())
        .satisfies(r -> assertThat(r.remarques()).isEmpty());
  }

  @Test
  void correctsTheAdversePlate() {
    conforme(
            unePreouverture().adverse("98 TU 7650").construire(), unConstat(vraie).construire(), om)
        .satisfies(
            r ->
                assertThat(r.corrections())
                    .containsExactly(
                        new Correction("immatriculation_adverse", "98 TU 7650", "98 TU 7654")));
  }

  @Test
  void correctsADateWhoseDayAndMonthWereSwapped() {
    conforme(
            unePreouverture().accident(LocalDate.of(2026, 9, 5)).construire(),
            unConstat(vraie).construire(),
            om)
        .satisfies(
            r ->
                assertThat(r.corrections())
                    .containsExactly(new Correction("date_accident", "2026-09-05", "2026-05-09")));
  }

  @Test
  void correctsTheAdverseCompany() {
    conforme(unePreouverture().compagnie("AMI").construire(), unConstat(vraie).construire(), om)
        .satisfies(
            r ->
                assertThat(r.corrections())
                    .containsExactly(new Correction("compagnie_adverse", "AMI", "COMAR")));
  }

  @Test
  void neverCorrectsByHandwritingButShowsAnotherCompanyToAPerson() {
    Piece main =
        unConstat(vraie).aLaMain().champ("a_assurance_societe", "COMAR", 0.99).construire();
    verifier(unePreouverture().compagnie("AMI").construire(), Indices.AUCUN, main, om)
        .satisfies(r -> assertThat(r.motif()).contains("AMI", "COMAR", "lecture incertaine"));
  }

  @Test
  void showsAPersonAHandwrittenConstatOfWhichNeitherPlateResembles() {
    Piece main =
        unConstat(vraie)
            .aLaMain()
            .champ("b_vehicule_immatriculation", "430 TU75174", 0.2)
            .champ("a_vehicule_immatriculation", "1 TU 407", 0.2)
            .construire();
    verifier(vraie, Indices.AUCUN, main, om)
        .satisfies(
            r -> assertThat(r.motif()).contains("Aucune des deux immatriculations", "430 TU75174"));
    Piece scraps =
        unConstat(vraie)
            .aLaMain()
            .champ("b_vehicule_immatriculation", "ITUN", 0.2)
            .champ("a_vehicule_immatriculation", "U 3", 0.2)
            .construire();
    conforme(vraie, scraps, om);
  }

  @Test
  void neverWritesACompanyThatIsNoInsurer() {
    Piece constat = unConstat(vraie).champ("a_assurance_societe", "GARAGE X").construire();
    verifier(vraie, Indices.AUCUN, constat, om)
        .satisfies(r -> assertThat(r.motif()).contains("GARAGE X", "COMAR"));
  }

  @Test
  void neverCorrectsToADateAfterTheDeclaration() {
    Piece constat = unConstat(vraie).champ("date_accident", "2026-05-19").construire();
    verifier(vraie, Indices.AUCUN, constat, om)
        .satisfies(r -> assertThat(r.motif()).contains("2026-05-19", "2026-05-09"));
  }

  @Test
  void showsAPersonTheInsuredsPlateThatDiffers() {
    Piece constat =
        unConstat(vraie).champ("b_vehicule_immatriculation", "123 TU 4561").construire();
    verifier(vraie, Indices.AUCUN, constat, om)
        .satisfies(r -> assertThat(r.motif()).contains("123 TU 4561", "123 TU 4567"));
  }

  @Test
  void showsAPersonTwoPlatesThatDiffer() {
    Piece constat =
        unConstat(vraie)
            .champ("b_vehicule_immatriculation", "130 TU 7574")
            .champ("a_vehicule_immatriculation", "177 TU 607")
            .construire();
    verifier(vraie, Indices.AUCUN, constat, om)
        .satisfies(r -> assertThat(r.motif()).contains("130 TU 7574"));
  }

  @Test
  void showsAPersonTwoKeyFieldsThatWouldBothNeedCorrection() {
    Preouverture twice =
        unePreouverture().adverse("98 TU 7650").accident(LocalDate.of(2026, 9, 5)).construire();
    verifier(twice, Indices.AUCUN, unConstat(vraie).construire(), om)
        .satisfies(r -> assertThat(r.motif()).contains("98 TU 7650", "2026-09-05"));
  }

  @Test
  void stopsAtALikelyContradictionInAKeyField() {
    Piece main =
        unConstat(vraie)
            .aLaMain()
            .champ("b_vehicule_immatriculation", "99 TU 11", 0.85)
            .construire();
    verifier(vraie, Indices.AUCUN, main, om)
        .satisfies(r -> assertThat(r.motif()).contains("lecture incertaine"));
  }

  @Test
  void isNeitherStoppedNorMovedByHandwritingThatOnlyResembles() {
    Piece main =
        unConstat(vraie)
            .aLaMain()
            .champ("b_vehicule_immatriculation", "123 TU 4S67", 0.5)
            .champ("a_vehicule_immatriculation", "98 TU 7", 0.2)
            .champ("date_accident", "2026-05-08", 0.6)
            .construire();
    conforme(vraie, main, om).satisfies(r -> assertThat(r.corrections()).isEmpty());
  }

  @Test
  void stopsWhenNothingLegibleConfirmsTheClaim() {
    Piece mute = Dossiers.unePiece("constat", "x").aLaMain().construire();
    assertThat(
            rapprochement.comparer(vraie, List.of(mute), Indices.AUCUN, RECU, false, Choix.AUCUN))
        .isInstanceOf(Resultat.AVerifier.class);
    assertThat(rapprochement.comparer(vraie, List.of(mute), Indices.AUCUN, RECU, true, Choix.AUCUN))
        .isInstanceOf(Resultat.Conforme.class);
  }

  @Test
  void stopsWhenTheMailNamesAnotherCar() {
    Indices other = new Indices(Set.of("111 TU 222"), Set.of(), " ");
    verifier(vraie, other, unConstat(vraie).construire(), om)
        .satisfies(r -> assertThat(r.motif()).contains("111 TU 222"));
  }

  @Test
  void stopsWhenPassHasAnAccidentAfterItsDeclaration() {
    Preouverture swapped = unePreouverture().accident(LocalDate.of(2026, 9, 5)).construire();
    Piece main = unConstat(vraie).aLaMain().champ("date_accident", "2026-O5", 0.3).construire();
    verifier(swapped, Indices.AUCUN, main, om)
        .satisfies(r -> assertThat(r.motif()).contains("05/09/2026"));
  }

  @Test
  void findsOurSideEvenWhenBothAreOurs() {
    Preouverture both = unePreouverture().compagnie("LLOYD").construire();
    conforme(both, unConstat(both).construire(), unOrdreDeMission(both).construire());
  }

  @Test
  void notesWhatDoesNotStop() {
    Preouverture late =
        unePreouverture()
            .declaration(LocalDate.of(2026, 5, 20))
            .estimation("6123.750")
            .construire();
    Piece constat =
        unConstat(late).champ("signature_a", "false").champ("blesses", "true").construire();
    conforme(late, constat, om)
        .satisfies(
            r ->
                assertThat(r.remarques())
                    .extracting(Remarque::code)
                    .containsExactly(
                        Remarque.DECLARATION_TARDIVE,
                        Remarque.SIGNATURE_MANQUANTE,
                        Remarque.BLESSES,
                        Remarque.PLAFOND_CONVENTION));
  }

  @Test
  void seesAnotherCarOnTheOnlySideOfATheft() {
    Preouverture vol = unePreouverture().seule("VOL").construire();
    conforme(vol, Dossiers.unConstatSeul(vol).construire(), om)
        .satisfies(r -> assertThat(r.remarques()).isEmpty());
    verifier(
            vol,
            Indices.AUCUN,
            Dossiers.unConstatSeul(vol)
                .champ("a_vehicule_immatriculation", "111 TU 22")
                .champ("a_assurance_police", "027/401/0099999")
                .construire(),
            om)
        .satisfies(r -> assertThat(r.motif()).contains("111 TU 22", "123 TU 4567"));
  }

  @Test
  void countsTwoDaysForATheft() {
    Preouverture late =
        unePreouverture().seule("VOL").declaration(LocalDate.of(2026, 5, 12)).construire();
    conforme(late, Dossiers.unConstatSeul(late).construire(), om)
        .satisfies(
            r ->
                assertThat(r.remarques())
                    .extracting(Remarque::code)
                    .containsExactly(Remarque.DECLARATION_TARDIVE));
  }

  @Test
  void stopsAtACertificateThatIsOlderThanTheFacts() {
    Preouverture vol = unePreouverture().seule("VOL").construire();
    verifier(
            vol,
            Indices.AUCUN,
            Dossiers.unConstatSeul(vol).construire(),
            Dossiers.unCertificatDePolice(vol).champ("date_affaire", "2026-05-08").construire())
        .satisfies(r -> assertThat(r.motif()).contains("08/05/2026", "09/05/2026"));
  }

  @Test
  void doubtsALateFireUntilTheRescueCertificateIsThere() {
    Preouverture late =
        unePreouverture().seule("INCENDIE").declaration(LocalDate.of(2026, 5, 20)).construire();
    Piece constat = Dossiers.unConstatSeul(late).construire();
    Piece honour = Dossiers.unePiece("declaration_honneur", "d").construire();
    conforme(late, constat, om, honour)
        .satisfies(
            r ->
                assertThat(r.remarques())
                    .extracting(Remarque::code)
                    .containsExactly(Remarque.DECLARATION_TARDIVE, Remarque.DOUTE));
    conforme(late, constat, om, Dossiers.unePiece("certificat_secours", "s").construire())
        .satisfies(
            r ->
                assertThat(r.remarques())
                    .extracting(Remarque::code)
                    .containsExactly(Remarque.DECLARATION_TARDIVE));
  }

  @Test
  void remarksOnPapersThatNobodySeemsToHaveSigned() {
    Preouverture fire = unePreouverture().seule("INCENDIE").construire();
    conforme(
            fire,
            Dossiers.unConstatSeul(fire).construire(),
            om,
            Dossiers.unePiece("declaration_honneur", "d")
                .champ("signature_temoin2", "false")
                .construire(),
            Dossiers.unePiece("certificat_secours", "s")
                .champ("signature", "false")
                .champ("cachet", "false")
                .construire())
        .satisfies(
            r ->
                assertThat(r.remarques())
                    .extracting(Remarque::code)
                    .containsExactly(Remarque.SIGNATURE_MANQUANTE, Remarque.SIGNATURE_MANQUANTE));
  }

  @Test
  void remarksOnAClaimOutsideIdaOfWhichNothingIsAProof() {
    Preouverture hida = unePreouverture().mode("HIDA").construire();
    Piece unsigned = unConstat(hida).champ("signature_b", "false").construire();
    conforme(hida, unsigned, om)
        .satisfies(
            r ->
                assertThat(r.remarques())
                    .extracting(Remarque::code)
                    .containsExactly(Remarque.SIGNATURE_MANQUANTE, Remarque.PREUVE_MANQUANTE));
    conforme(hida, unsigned, om, Dossiers.unePiece("declaration_honneur", "d").construire())
        .satisfies(
            r ->
                assertThat(r.remarques())
                    .extracting(Remarque::code)
                    .containsExactly(Remarque.SIGNATURE_MANQUANTE));
    conforme(hida, unConstat(hida).construire(), om)
        .satisfies(r -> assertThat(r.remarques()).isEmpty());
  }

  @Test
  void remarksOnAShareThatIsNotTheTables() {
    Preouverture innocent = unePreouverture().construire();
    conforme(innocent, cases(innocent, "8", "1"), om)
        .satisfies(
            r ->
                assertThat(r.remarques())
                    .singleElement()
                    .satisfies(
                        remark -> {
                          assertThat(remark.code()).isEqualTo(Remarque.RESPONSABILITE);
                          assertThat(remark.texte())
                              .isEqualTo(
                                  "Responsabilité : PASS « 0 % » ; d'après les cases cochées, cas 10 du barème (même sens, même file : heurté à l'arrière), « 100 % ».");
                        }));
    conforme(innocent, cases(innocent, "1", "8"), om)
        .satisfies(r -> assertThat(r.remarques()).isEmpty());
  }

  @Test
  void saysNothingOfBoxesThatAreNoCaseOrWereNotReadSurely() {
    Preouverture innocent = unePreouverture().construire();
    for (Piece constat :
        List.of(
            cases(innocent, "8,9", "1"),
            unConstat(innocent)
                .champ("circonstances_a", "8")
                .champ("circonstances_b", "1", 0.9)
                .construire(),
            unConstat(innocent)
                .champ("circonstances_a", "8")
                .champ("circonstances_b", "1")
                .aLaMain()
                .construire(),
            unConstat(innocent)
                .champ("circonstances_a", "8")
                .sans("circonstances_b")
                .construire())) {
      conforme(innocent, constat, om)
          .satisfies(
              r ->
                  assertThat(r.remarques())
                      .extracting(Remarque::code)
                      .doesNotContain(Remarque.RESPONSABILITE));
    }
  }

  private static Piece cases(Preouverture claim, String ours, String theirs) {
    return unConstat(claim)
        .champ("circonstances_b", ours)
        .champ("circonstances_a", theirs)
        .construire();
  }

  private ObjectAssert<Resultat.Conforme> conforme(Preouverture p, Piece... pieces) {
    return assertThat(
            rapprochement.comparer(p, List.of(pieces), Indices.AUCUN, RECU, true, Choix.AUCUN))
        .asInstanceOf(type(Resultat.Conforme.class));
  }

  private ObjectAssert<Resultat.AVerifier> verifier(
      Preouverture p, Indices indices, Piece... pieces) {
    return assertThat(rapprochement.comparer(p, List.of(pieces), indices, RECU, true, Choix.AUCUN))
        .asInstanceOf(type(Resultat.AVerifier.class));
  }
}
