package tn.flotte.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/**
 * The house's rules, said for a root package so that each can be shown to break on a fixture of its
 * own.
 *
 * @param root the package that holds {@code bots}, {@code connectors} and {@code orchestrator}
 */
record HouseRules(String root) {
  private String in(String place) {
    return root + "." + place;
  }

  /**
   * The vocabulary stands on Camel's API, JSpecify and annotations that say the wire format, and on
   * nothing else.
   */
  ArchRule vocabularyStandsAlone() {
    return classes()
        .that()
        .resideInAPackage(in("bots.api.."))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            in("bots.api.."),
            "java..",
            "org.apache.camel..",
            "org.jspecify..",
            "com.fasterxml.jackson.annotation..");
  }

  ArchRule connectorsKnowNoOtherConnector() {
    return slices()
        .matching(in("connectors.(*).."))
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true);
  }

  ArchRule connectorsKnowNoBotAndNoOrchestrator() {
    return noClasses()
        .that()
        .resideInAPackage(in("connectors.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(in("bots.."), in("orchestrator.."))
                .and(not(resideInAPackage(in("bots.api..")))));
  }

  /** A bot is the procedure: the systems are reached through connectors' façades only. */
  ArchRule botsTouchNoDriver() {
    return noClasses()
        .that(
            resideInAPackage(in("bots.."))
                .and(not(resideInAnyPackage(in("bots.api.."), in("bots.agent..")))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.openqa.selenium..",
            "jakarta.mail..",
            "net.sourceforge.tess4j..",
            "org.opencv..",
            "org.apache.pdfbox..",
            "org.apache.poi..",
            "java.sql..",
            "javax.sql..",
            "org.springframework.jdbc..");
  }

  ArchRule botsKnowNoAgentAndNoOrchestrator() {
    return noClasses()
        .that(resideInAPackage(in("bots..")).and(not(resideInAPackage(in("bots.agent..")))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(in("bots.agent.."), in("orchestrator.."));
  }

  /**
   * The orchestrator calls no bot and no agent; of the connectors it knows the document store,
   * which is its own (ADR 0002).
   */
  ArchRule orchestratorKnowsOnlyTheVocabulary() {
    return noClasses()
        .that()
        .resideInAPackage(in("orchestrator.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(in("bots.."), in("connectors.."))
                .and(not(resideInAnyPackage(in("bots.api.."), in("connectors.documents..")))));
  }

  /** A helper lives with its only user. */
  ArchRule noRoomForOddments() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            root + "..common..",
            root + "..util..",
            root + "..utils..",
            root + "..core..",
            root + "..impl..");
  }
}
