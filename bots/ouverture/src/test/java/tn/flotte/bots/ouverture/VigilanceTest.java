package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unConstat;
import static tn.flotte.bots.ouverture.Dossiers.unOrdreDeMission;
import static tn.flotte.bots.ouverture.Dossiers.unePiece;
import static tn.flotte.bots.ouverture.Dossiers.unePreouverture;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tn.flotte.bots.api.Claims.Alike;
import tn.flotte.bots.api.Claims.SharedPaper;
import tn.flotte.bots.api.Claims.SharedPlate;
import tn.flotte.bots.api.Decision;
import tn.flotte.connectors.pass.Preouverture;

class VigilanceTest {
  private static final Alike NOTHING = new Alike(List.of(), List.of());
  private static final LocalDate ACCIDENT = LocalDate.of(2026, 5, 9);

  private final Vigilance vigilance = new Vigilance(Dossiers.REGLES);
  private final Preouverture une = unePreouverture().construire();
  private final Piece constat = unConstat(une).construire();
  private final Piece om = unOrdreDeMission(une).construire();

  private Vigilance.Resultat peser(Preouverture claim, Alike alike, Piece... pieces) {
    return vigilance.peser(
        claim, Arrays.asList(pieces), List.of(), claim.dateAccident(), alike, Choix.AUCUN);
  }

  private static SharedPlate plaque(String plate, String numero, @Nullable String dossier) {
    return new SharedPlate(plate, "immatriculation", numero, dossier);
  }

  private static SharedPaper papier(String fichier, String numero, @Nullable String dossier) {
    return new SharedPaper(fichier, 12, numero, dossier);
  }

  @Test
  void seesNothingOnAnOrdinaryClaim() {
    Vigilance.Resultat result = peser(une, NOTHING, constat, om);
    assertThat(result).isInstanceOf(Vigilance.Resultat.Suffisant.class);
    assertThat(result.signes()).isEmpty();
    assertThat(result.lignes()).isEmpty();
  }

  @Test
  void notesALateDeclaration() {
    Vigilance.Resultat result =
        vigilance.peser(
            une,
            List.of(constat, om),
            List.of(new Remarque(Remarque.DECLARATION_TARDIVE, "Déclaration tardive : 9 jours.")),
            ACCIDENT,
            NOTHING,
            Choix.AUCUN);
    assertThat(result.signes())
        .containsExactly(new Signe(Signe.DECLARATION_TARDIVE, 1, "Déclaration tardive : 9 jours."));
    assertThat(result.lignes())
        .containsExactly("Signe relevé (1 point, seuil 6) : Déclaration tardive : 9 jours.");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-06, 3 jours avant l'accident",
    "2026-05-08, la veille de l'accident",
    "2026-05-09, le jour de l'accident"
  })
  void notesAYoungContract(LocalDate from, String said) {
    Preouverture young = unePreouverture().contrat(from, from.plusYears(1)).construire();
    assertThat(peser(young, NOTHING, constat, om).signes())
        .singleElement()
        .satisfies(s -> assertThat(s.code()).isEqualTo(Signe.CONTRAT_RECENT))
        .satisfies(s -> assertThat(s.texte()).contains(said));
  }

  @Test
  void anOlderContractIsNoSign() {
    Preouverture old =
        unePreouverture().contrat(ACCIDENT.minusDays(31), ACCIDENT.plusDays(300)).construire();
    assertThat(peser(old, NOTHING, constat, om).signes()).isEmpty();
  }

  @Test
  void notesAnAccidentOutsideTheContract() {
    Preouverture before =
        unePreouverture().contrat(ACCIDENT.plusDays(1), ACCIDENT.plusYears(1)).construire();
    Preouverture after =
        unePreouverture().contrat(ACCIDENT.minusYears(1), ACCIDENT.minusDays(1)).construire();
    assertThat(peser(before, NOTHING, constat, om).signes())
        .singleElement()
        .satisfies(s -> assertThat(s.code()).isEqualTo(Signe.DATES))
        .satisfies(s -> assertThat(s.texte()).contains("09/05/2026", "10/05/2026"));
    assertThat(peser(after, NOTHING, constat, om).signes())
        .singleElement()
        .satisfies(s -> assertThat(s.texte()).contains("suit le dernier jour", "08/05/2026"));
  }

  @Test
  void notesAMissionOrderOfBeforeTheAccidentWhenItIsSure() {
    assertThat(
            peser(une, NOTHING, unOrdreDeMission(une).champ("date_om", "2026-05-02").construire())
                .signes())
        .singleElement()
        .satisfies(s -> assertThat(s.texte()).contains("02/05/2026", "avant l'accident"));
    assertThat(
            peser(
                    une,
                    NOTHING,
                    unOrdreDeMission(une).champ("date_om", "2026-05-02").aLaMain().construire())
                .signes())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "8, 8, 1", "'8,12', 1, 0", "'5,16', '12,16', 1", "'', '', 0"})
  void notesBoxesThatDoNotGoTogether(String a, String b, int signs) {
    Piece crossed =
        unConstat(une)
            .champ("circonstances_a", a)
            .champ("circonstances_b", b)
            .aLaMain()
            .construire();
    assertThat(peser(une, NOTHING, crossed).signes())
        .hasSize(signs)
        .allMatch(s -> s.code().equals(Signe.CONSTAT_INCOHERENT));
  }

  @Test
  void doubtfulCrossesAreNoSign() {
    Piece crossed =
        unConstat(une)
            .champ("circonstances_a", "1", 0.6)
            .champ("circonstances_b", "1", 0.99)
            .construire();
    assertThat(peser(une, NOTHING, crossed).signes()).isEmpty();
  }

  @Test
  void notesOnePlateForBothVehicles() {
    Piece twice = unConstat(une).champ("a_vehicule_immatriculation", "123 TU 4567").construire();
    assertThat(peser(une, NOTHING, twice).signes())
        .singleElement()
        .satisfies(s -> assertThat(s.texte()).contains("« 123 TU 4567 »"));
  }

  @Test
  void notesVehiclesOfOtherClaims() {
    Alike alike =
        new Alike(
            List.of(
                plaque("123 TU 4567", "D26-027-00090", "S26-027-00012"),
                plaque("98 TU 7654", "D26-027-00091", null),
                new SharedPlate("98 TU 7654", "immatriculation_adverse", "D26-027-00091", null)),
            List.of());
    assertThat(peser(une, alike, constat, om).signes())
        .containsExactly(
            new Signe(
                Signe.VEHICULE_ASSURE,
                2,
                "Le véhicule assuré 123 TU 4567 est aussi dans le dossier S26-027-00012."),
            new Signe(
                Signe.VEHICULE_ADVERSE,
                3,
                "Le véhicule adverse 98 TU 7654 est aussi dans la déclaration D26-027-00091."));
  }

  @Test
  void severalClaimsOfOneVehicleAreOneSign() {
    Alike alike =
        new Alike(
            List.of(
                plaque("123 TU 4567", "D1", "S1"),
                plaque("123 TU 4567", "D2", "S2"),
                plaque("123 TU 4567", "D3", "S3"),
                plaque("123 TU 4567", "D4", "S4"),
                plaque("123 TU 4567", "D5", "S5")),
            List.of());
    Vigilance.Resultat result = peser(une, alike, constat, om);
    assertThat(result.points()).isEqualTo(2);
    assertThat(result.signes().getFirst().texte())
        .contains("le dossier S1, le dossier S2, le dossier S3 et 2 autres");
  }

  @Test
  void notesTheSamePaperOfAnotherClaim() {
    Piece photo = unePiece("autre", "photo.jpg").empreinte("photo", "a").construire();
    Piece seen = unConstat(une).empreinte("constat-a", "b").construire();
    Alike alike =
        new Alike(
            List.of(),
            List.of(
                papier("scan1.pdf", "D26-027-00090", "S26-027-00012"),
                papier("photo.jpg", "D26-027-00091", null)));
    Vigilance.Resultat result = peser(une, alike, seen, photo);
    assertThat(result)
        .as("two papers again are one sign, below the threshold")
        .isInstanceOf(Vigilance.Resultat.Suffisant.class);
    assertThat(result.signes())
        .containsExactly(
            new Signe(
                Signe.PIECE_REUTILISEE,
                5,
                "Le même constat que « scan1.pdf » est déjà dans le dossier S26-027-00012."),
            new Signe(
                Signe.PIECE_REUTILISEE,
                0,
                "La même photo que « photo.jpg » est déjà dans la déclaration D26-027-00091."));
  }

  @Test
  void aPaperThatManyClaimsShowIsAFormLetter() {
    Alike alike =
        new Alike(
            List.of(),
            List.of(
                papier("scan1.pdf", "D1", null),
                papier("scan1.pdf", "D2", null),
                papier("scan1.pdf", "D3", null),
                papier("scan1.pdf", "D4", null)));
    assertThat(peser(une, alike, constat, om).signes()).isEmpty();
  }

  @Test
  void severalSignsTogetherAreForAPersonWithTheReasonsTheScoreAndTheRules() {
    Alike alike =
        new Alike(
            List.of(plaque("98 TU 7654", "D26-027-00091", "S26-027-00013")),
            List.of(papier("scan1.pdf", "D26-027-00090", "S26-027-00012")));
    assertThat(peser(une, alike, constat, om))
        .isInstanceOfSatisfying(
            Vigilance.Resultat.AVerifier.class,
            found -> {
              assertThat(found.points()).isEqualTo(8);
              assertThat(found.renvois()).containsExactly("D26-027-00091", "D26-027-00090");
              assertThat(found.motif())
                  .isEqualTo(
                      "À regarder avant d'ouvrir : véhicule adverse déjà vu, pièce déjà vue"
                          + " (8 points, seuil 6, règles version 1).");
              assertThat(found.doutes())
                  .anyMatch(d -> d.contains("S26-027-00012"))
                  .anyMatch(d -> d.contains("S26-027-00013"))
                  .noneMatch(d -> d.matches("(?i).*(fraud|suspect).*"));
            });
  }

  @Test
  void whatAPersonHasLetPassCountsNoMoreButStaysSaid() {
    Alike alike =
        new Alike(
            List.of(plaque("98 TU 7654", "D26-027-00091", "S26-027-00013")),
            List.of(papier("scan1.pdf", "D26-027-00090", "S26-027-00012")));
    List<String> seen = ((Vigilance.Resultat.AVerifier) peser(une, alike, constat, om)).doutes();
    Choix choix =
        new Choix(
            List.of(
                new Decision(
                    1,
                    "olfa",
                    Instant.EPOCH,
                    Decision.Genre.CONTINUER,
                    List.of(),
                    seen,
                    null,
                    null)));
    Vigilance.Resultat again =
        vigilance.peser(une, List.of(constat, om), List.of(), ACCIDENT, alike, choix);
    assertThat(again).isInstanceOf(Vigilance.Resultat.Suffisant.class);
    assertThat(again.signes()).hasSize(2);

    Alike more =
        new Alike(
            alike.plates(),
            List.of(
                papier("scan1.pdf", "D26-027-00090", "S26-027-00012"),
                papier("scan2.pdf", "D26-027-00092", "S26-027-00014")));
    Preouverture young =
        unePreouverture().contrat(ACCIDENT.minusDays(2), ACCIDENT.plusYears(1)).construire();
    assertThat(vigilance.peser(young, List.of(constat), List.of(), ACCIDENT, more, choix))
        .as("what nobody has seen yet is asked about")
        .isInstanceOfSatisfying(
            Vigilance.Resultat.AVerifier.class,
            found ->
                assertThat(found.doutes())
                    .hasSize(2)
                    .anyMatch(d -> d.contains("scan2.pdf"))
                    .anyMatch(d -> d.contains("2 jours avant")));
  }
}
