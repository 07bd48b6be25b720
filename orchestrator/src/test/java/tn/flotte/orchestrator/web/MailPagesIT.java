package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;

class MailPagesIT extends RunningHouse {
  private static final ZoneId TUNIS = ZoneId.of("Africa/Tunis");

  private TestRows rows;

  @BeforeEach
  void emptyHouse() {
    rows = new TestRows(jdbc);
    rows.empty();
  }

  @Test
  void showsTodaysMailsAndWhatBecameOfThem() {
    rows.claim("D26-027-00123", "");
    rows.aMail("Constat et OM")
        .claim("D26-027-00123")
        .ended("DONE", "dossier_ouvert", "Dossier ouvert.")
        .details("{\"numeroDossier\":\"S26-027-00045\"}")
        .add();
    rows.aMail("Courriel d’hier").createdAt(Instant.now().minusSeconds(2 * 86_400)).add();

    String page = loggedIn("olfa").get("/courrier").body();

    assertThat(page)
        .contains(
            "Constat et OM",
            "agence027@</span><wbr><span>exemple.tn",
            "Dossier ouvert",
            "S26-027-00045")
        .contains("1 min 35 s", "Le compte y est")
        .doesNotContain("Courriel d’hier");
  }

  @Test
  void anotherDayAndEveryDayCanBeAskedFor() {
    Instant longAgo = LocalDate.of(2026, 3, 2).atTime(0, 30).atZone(TUNIS).toInstant();
    rows.aMail("Courriel de mars").createdAt(longAgo).add();
    Visitor visitor = loggedIn("olfa");

    assertThat(visitor.get("/courrier?jour=2026-03-02").body())
        .contains("Courriel de mars", "02/03/2026");
    assertThat(visitor.get("/courrier?jour=2026-03-01").body()).contains("Aucun courriel reçu");
    assertThat(visitor.get("/courrier?jour=tous").body()).contains("Courriel de mars");
    assertThat(visitor.get("/courrier?q=mars").body()).contains("Courriel de mars");
    assertThat(visitor.get("/courrier?jour=hier&q=").statusCode()).isEqualTo(200);
  }

  @Test
  void aFigureOfTheBalanceLeadsToItsMails() {
    rows.aMail("Pour une personne").ended("REVIEW", "", "À voir.").add();
    rows.aMail("Infecté").ended("REVIEW", "quarantaine", "Programme joint.").add();

    assertThat(loggedIn("olfa").get("/courrier?issue=a_verifier").body())
        .contains("Pour une personne")
        .doesNotContain("Infecté");
  }

  @Test
  void theDaysMailsCanBeExported() {
    rows.aMail("=1+1").ended("DONE", "ignore", "Réponse automatique.").add();

    assertThat(loggedIn("olfa").get("/courrier.csv").body())
        .contains("'=1+1;Ignoré;Réponse automatique.;")
        .contains(";95;");
  }
}
