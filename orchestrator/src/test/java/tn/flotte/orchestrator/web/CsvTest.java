package tn.flotte.orchestrator.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+216 71", "-1", "@SUM(A1)", "\t=1", "  =1", "|cmd", "%0"})
  void whatLooksLikeAFormulaIsMadeText(String cell) {
    assertThat(Csv.safe(cell)).startsWith("'");
  }

  @Test
  void quotesAndSeparatorsAreKept() {
    assertThat(Csv.safe("a;b")).isEqualTo("\"a;b\"");
    assertThat(Csv.safe("dit \"non\"")).isEqualTo("\"dit \"\"non\"\"\"");
    assertThat(Csv.safe("=a;b")).isEqualTo("\"'=a;b\"");
    assertThat(Csv.safe("rien de spécial")).isEqualTo("rien de spécial");
    assertThat(Csv.safe("")).isEmpty();
  }
}
