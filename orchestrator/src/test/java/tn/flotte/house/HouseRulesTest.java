package tn.flotte.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The house keeps its rules, and every rule is shown to break on a fixture made for it. */
class HouseRulesTest {
  private static final HouseRules HOUSE = new HouseRules("tn.flotte");
  private static final HouseRules FIXTURE = new HouseRules("tn.flotte.house.fixture");

  private static final JavaClasses HOUSE_CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("tn.flotte");

  private static final JavaClasses FIXTURE_CLASSES =
      new ClassFileImporter().importPackages("tn.flotte.house.fixture");

  static Stream<Arguments> rules() {
    return Stream.of(
        rule(
            "the vocabulary stands alone",
            HOUSE.vocabularyStandsAlone(),
            FIXTURE.vocabularyStandsAlone()),
        rule(
            "connectors know no other connector",
            HOUSE.connectorsKnowNoOtherConnector(),
            FIXTURE.connectorsKnowNoOtherConnector()),
        rule(
            "connectors know no bot and no orchestrator",
            HOUSE.connectorsKnowNoBotAndNoOrchestrator(),
            FIXTURE.connectorsKnowNoBotAndNoOrchestrator()),
        rule("bots touch no driver", HOUSE.botsTouchNoDriver(), FIXTURE.botsTouchNoDriver()),
        rule(
            "bots know no agent and no orchestrator",
            HOUSE.botsKnowNoAgentAndNoOrchestrator(),
            FIXTURE.botsKnowNoAgentAndNoOrchestrator()),
        rule(
            "the orchestrator knows only the vocabulary",
            HOUSE.orchestratorKnowsOnlyTheVocabulary(),
            FIXTURE.orchestratorKnowsOnlyTheVocabulary()),
        rule("no room for oddments", HOUSE.noRoomForOddments(), FIXTURE.noRoomForOddments()));
  }

  private static Arguments rule(String name, ArchRule house, ArchRule fixture) {
    return Arguments.of(Named.of(name, house), fixture);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theHouseKeepsIt(ArchRule house, ArchRule fixture) {
    house.check(HOUSE_CLASSES);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theFixtureBreaksIt(ArchRule house, ArchRule fixture) {
    assertThatThrownBy(() -> fixture.check(FIXTURE_CLASSES)).isInstanceOf(AssertionError.class);
  }

  @Test
  void theWholeHouseWasLookedAt() {
    for (String place :
        new String[] {
          "bots.api",
          "bots.agent",
          "bots.expertise",
          "bots.ouverture",
          "connectors.documents",
          "connectors.mail",
          "connectors.ocr",
          "connectors.pass",
          "connectors.registre",
          "orchestrator.work"
        }) {
      assertThat(
              HOUSE_CLASSES.stream()
                  .anyMatch(c -> c.getPackageName().startsWith("tn.flotte." + place)))
          .as("classes of %s are on the test's class path", place)
          .isTrue();
    }
  }
}
