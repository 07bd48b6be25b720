package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.demo.BalanceTest.json;
import static tn.flotte.demo.BalanceTest.mail;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvoisTest {
  private final RawMail first = mail("01.eml", "", "one");
  private final RawMail second = mail("02.eml", "", "two");

  @Test
  void tellsMailsWithoutAMessageIdApartByTheirContent() {
    Resultat ofSecond = result("", second.sha256());
    Resultat ofFirst = result("", first.sha256());

    Envois envois = new Envois(List.of(first, second), List.of(ofSecond, ofFirst));

    assertThat(envois.file(ofSecond)).contains("02.eml");
    assertThat(envois.file(ofFirst)).contains("01.eml");
    assertThat(envois.of(second)).containsSame(ofSecond);
    assertThat(envois.strangers()).isEmpty();
  }

  @Test
  void goesByMessageIdAndOrderWhereTheContentIsNotTheSame() {
    RawMail one = mail("01.eml", "<a@x>", "one");
    RawMail other = mail("02.eml", "<a@x>", "two");
    Resultat changed = result("<a@x>", "0".repeat(64));
    Resultat same = result("<a@x>", one.sha256());

    Envois envois = new Envois(List.of(one, other), List.of(changed, same));

    assertThat(envois.name(same)).isEqualTo("01.eml");
    assertThat(envois.name(changed)).isEqualTo("02.eml");
  }

  @Test
  void namesAMailThatNobodyDeliveredByItsMessageIdIfItHasOne() {
    Resultat named = result("<z@x>", "a".repeat(64));
    Resultat nameless = result("", "b".repeat(64));
    RawMail delivered = mail("01.eml", "<a@x>", "one");

    Envois envois = new Envois(List.of(delivered), List.of(named, nameless));

    assertThat(envois.of(delivered)).isEmpty();
    assertThat(envois.strangers()).containsExactly(named, nameless);
    assertThat(envois.name(named)).isEqualTo("<z@x>");
    assertThat(envois.name(nameless)).isEqualTo("courriel sans Message-ID");
    assertThat(envois.file(named)).isEmpty();
  }

  private static Resultat result(String messageId, String reference) {
    return new Resultat(
        json(
            "{\"message_id\":\"%s\",\"issue\":\"ignore\",\"reference\":\"%s\"}"
                .formatted(messageId, reference)));
  }
}
