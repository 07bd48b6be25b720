package tn.flotte.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tn.flotte.pass.Entry.Correction;
import tn.flotte.pass.Records.Criteria;

class RecordsTest {

  private static final String DECLARATION = "D26-501-00200";

  private final Records records = records(null);

  static Records records(@Nullable Path state) {
    return new Records(
        Seed.read(Json.mapper(), null), state, 45, Json.mapper(), new MovableClock());
  }

  @Test
  void openingTwiceMakesTwoDossiers() {
    String first = open("501");
    String second = open("501");

    assertThat(List.of(first, second)).containsExactly("S26-501-00045", "S26-501-00046");
    assertThat(records.dossiersOf(DECLARATION)).hasSize(2);
  }

  @Test
  void openingsAtTheSameTimeGetNumbersOfTheirOwn() {
    List<String> numbers =
        IntStream.range(0, 64).parallel().mapToObj(each -> open("501")).distinct().toList();
    assertThat(numbers).hasSize(64);
  }

  @Test
  void aValueLeftAloneIsRecognisedWhateverItsScript() {
    assertThat(PreouvertureScreens.asSent("Rue \u0634 n°2 …")).isEqualTo("Rue &#1588; n°2 …");
  }

  @Test
  void everyNodeCountsByItself() {
    open("501");
    assertThat(open("502")).isEqualTo("S26-502-00045");
    assertThat(open(Records.CDL_AUTO)).isEqualTo("S26-CDL-00045");
  }

  @Test
  void registeringTwiceMakesTwoMissions() {
    String dossier = open("501");
    records.register(dossier, "004512", "X01", "2026-11-20", "Testour", "ROBOT01");
    records.register(dossier, "004512", "X01", "2026-11-20", "Testour", "ROBOT01");
    assertThat(records.missionsOf(dossier)).hasSize(2);
  }

  @Test
  void aFinalReportCompletesOneMissionOnly() {
    String dossier = open("501");
    records.register(dossier, "004512", "X01", "2026-11-20", "Testour", "ROBOT01");
    records.register(dossier, "004512", "X01", "2026-11-20", "Testour", "ROBOT01");

    assertThat(report(dossier, 2, "DEFINITIF")).isTrue();

    assertThat(records.missionsOf(dossier))
        .extracting(Entry.Mission::statut)
        .containsExactly("ENREGISTREE", "COMPLETEE");
    assertThat(report(dossier, 2, "DEFINITIF")).isFalse();
    assertThat(report(dossier, 3, "DEFINITIF")).isFalse();
    assertThat(records.cancelMission(dossier, 2)).isFalse();
    assertThat(records.openMissions("501")).extracting(Records.Ranked::rank).containsExactly(1);
    assertThat(records.reported(dossier)).isEqualTo("DEFINITIF");
  }

  @Test
  void aSeedMayHoldDossiersWithMissions(@TempDir Path directory) throws IOException {
    Path seed = directory.resolve("graine.json");
    Files.writeString(
        seed,
        """
        {"agences": [], "experts": [], "contrats": [],
         "preouvertures": [{"numero_declaration": "D24-501-00007", "agence": "501", "police": "P",
           "date_declaration": "2024-03-05", "date_accident": "2024-03-02", "validee": true}],
         "dossiers": [{"numero_dossier": "S24-501-00060", "numero_declaration": "D24-501-00007",
           "noeud": "501", "nature": "MATERIEL", "mode": "DOMMAGE", "reserve": 900,
           "gestion_ga": false, "compte": "SALMA", "cree_le": "2024-03-06T09:00:00+01:00"}],
         "missions": [{"numero_dossier": "S24-501-00060", "numero_om": "004400", "expert": "X01",
           "date_mission": "2024-03-07", "lieu_visite": "Testour", "statut": "ENREGISTREE",
           "compte": "SALMA", "cree_le": "2024-03-07T09:00:00+01:00"}]}
        """);
    Records old =
        new Records(Seed.read(Json.mapper(), seed), null, 1, Json.mapper(), new MovableClock());

    assertThat(old.openMissions("")).hasSize(1);
    assertThat(old.accident(old.dossiersByAccident().getFirst()))
        .contains(LocalDate.of(2024, 3, 2));
    assertThat(
            old.open("D24-501-00007", "501", "MATERIEL", new BigDecimal("900"), false, "SALMA")
                .numeroDossier())
        .endsWith("-501-00061");
  }

  private boolean report(String dossier, int rank, String genre) {
    return records.report(
        dossier,
        rank,
        genre,
        "2026-11-21",
        "R-1",
        new BigDecimal("95.5"),
        new BigDecimal("900"),
        false,
        "ROBOT01");
  }

  @Test
  void aCorrectionIsWrittenPerFieldThatReallyChanged() {
    Preouverture before = records.preouverture(DECLARATION).orElseThrow();
    Map<Champ, Object> values = new EnumMap<>(before.valeurs());
    values.put(Champ.ESTIMATION, new BigDecimal("901.25"));

    int changed = records.correct(DECLARATION, values, "ROBOT01");

    assertThat(changed).isEqualTo(1);
    assertThat(records.saved().corrections())
        .extracting(Correction::champ, Correction::avant, Correction::apres)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "estimation", new BigDecimal("850.5"), new BigDecimal("901.25")));
  }

  @Test
  void findsByAnyCriterion() {
    Preouverture one = records.preouverture(DECLARATION).orElseThrow();
    assertThat(records.search(criteria(DECLARATION, "", "", "", ""))).containsExactly(one);
    assertThat(records.search(criteria("", "101tu2000", "", "", ""))).containsExactly(one);
    assertThat(records.search(criteria("", "", "03/06/2026", "", ""))).containsExactly(one);
    assertThat(records.search(criteria("", "", "", "501", ""))).hasSize(6);
    assertThat(records.search(criteria("", "", "", "", "saidi"))).hasSize(2);
    assertThat(records.search(criteria("D26-501-99999", "", "", "", ""))).isEmpty();
  }

  @Test
  void findsADossierByItsDeclaration() {
    open("501");
    assertThat(records.searchDossiers(criteria(DECLARATION, "", "", "", ""))).hasSize(1);
    assertThat(records.searchDossiers(criteria("", "", "", "502", ""))).isEmpty();
  }

  @Test
  void keepsItsStateOverARestart(@TempDir Path directory) {
    Path state = directory.resolve("etat.json");
    Records before = records(state);
    before.validate(DECLARATION, "SALMA");
    String dossier =
        before
            .open(DECLARATION, "501", "MATERIEL", new BigDecimal("900"), false, "SALMA")
            .numeroDossier();
    before.register(dossier, "004512", "X01", "2026-11-20", "Testour", "SALMA");
    before.report(
        dossier,
        1,
        "PRELIMINAIRE",
        "2026-11-21",
        "R-1",
        new BigDecimal("95.5"),
        new BigDecimal("6000"),
        true,
        "SALMA");
    before.write(dossier, "IDA", "STAR", "Lettre IDA", "Messieurs,", "SALMA");

    Records after = records(state);

    assertThat(after.saved()).usingRecursiveComparison().isEqualTo(before.saved());
    assertThat(
            after
                .open(DECLARATION, "501", "MATERIEL", new BigDecimal("900"), false, "SALMA")
                .numeroDossier())
        .isEqualTo("S26-501-00046");
  }

  private String open(String noeud) {
    return records
        .open(DECLARATION, noeud, "MATERIEL", new BigDecimal("900"), false, "ROBOT01")
        .numeroDossier();
  }

  private static Criteria criteria(
      String declaration, String plaque, String date, String noeud, String nom) {
    return new Criteria(declaration, "", "", plaque, date, noeud, nom);
  }
}
