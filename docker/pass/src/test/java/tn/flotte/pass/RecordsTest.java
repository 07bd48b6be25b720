package tn.flotte.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
  void keepsItsStateOverARestart(@org.junit.jupiter.api.io.TempDir Path directory) {
    Path state = directory.resolve("etat.json");
    Records before = records(state);
    before.validate(DECLARATION, "SALMA");
    String dossier =
        before
            .open(DECLARATION, "501", "MATERIEL", new BigDecimal("900"), false, "SALMA")
            .numeroDossier();
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
