package tn.flotte.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tn.flotte.pass.Mask.MaskException;

class MaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATE|09/05/2026|2026-05-09",
        "HEURE|07:05|07:05",
        "PLAQUE|123 tu 4567|123 TU 4567",
        "PLAQUE|RS 123456|RS 123456",
        "TEXTE| GP1 sortie sud |GP1 sortie sud"
      })
  void readsWhatIsTyped(Mask mask, String typed, String canonical) throws MaskException {
    assertThat(mask.canonical(typed)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATE|31/02/2026",
        "DATE|2026-05-09",
        "DATE|9/5/2026",
        "HEURE|24:00",
        "HEURE|7h05",
        "PLAQUE|123TU4567",
        "PLAQUE|<script>",
        "MONTANT|1250.500",
        "MONTANT|12 50,000",
        "MONTANT|-5",
        "POURCENT|101",
        "CASES|18"
      })
  void refusesWhatBreaksTheMask(Mask mask, String typed) {
    assertThatThrownBy(() -> mask.canonical(typed)).isInstanceOf(MaskException.class);
  }

  @Test
  void amountsHaveThreeDecimalsOnTheScreenAndNoneTooManyInTheRecords() throws MaskException {
    assertThat(Mask.MONTANT.canonical("1 250,500")).isEqualTo(new BigDecimal("1250.5"));
    assertThat(Mask.MONTANT.canonical("13187")).isEqualTo(new BigDecimal("13187"));
    assertThat(Mask.MONTANT.canonical("5 000,000")).isEqualTo(new BigDecimal("5000"));
    assertThat(Mask.MONTANT.shown(new BigDecimal("1234567.5"))).isEqualTo("1 234 567,500");
    assertThat(Mask.MONTANT.shown(150)).isEqualTo("150,000");
  }

  @Test
  void crossesAreSortedNumbers() throws MaskException {
    assertThat(Mask.CASES.canonical("12, 5")).isEqualTo(List.of(5, 12));
    assertThat(Mask.CASES.shown(List.of(5, 12))).isEqualTo("5, 12");
  }
}
