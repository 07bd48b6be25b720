package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.demo.BalanceTest.json;
import static tn.flotte.demo.BalanceTest.mail;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void hasALineAMailInTheOrderOfDelivery() {
    List<String> lines =
        Table.lines(
            List.of(mail("01.eml", "<a@x>", ""), mail("02.eml", "<b@x>", "")),
            List.of(
                new Resultat(
                    json(
                        "{\"message_id\":\"<b@x>\",\"issue\":\"dossier_ouvert\","
                            + "\"numero_declaration\":\"D26-411-00031\","
                            + "\"numero_dossier\":\"S26-411-00001\",\"duree_ms\":4321}"))));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).startsWith("01.eml").endsWith("aucune issue connue");
    assertThat(lines.get(2))
        .containsSubsequence("02.eml", "dossier_ouvert", "D26-411-00031", "S26-411-00001", "4,3");
  }

  @Test
  void showsOutcomesThatBelongToNoMail() {
    List<String> lines = Table.lines(List.of(), List.of(BalanceTest.result("<z@x>", "ignore")));

    assertThat(lines.get(1)).startsWith("? <z@x>");
  }
}
