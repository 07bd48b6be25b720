package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdreTest {
  private final List<RawMail> mails = new ArrayList<>();

  @Test
  void isAnotherOrderOfTheSameMailsAndTheSameForTheSameSeed() {
    IntStream.range(0, 20).forEach(i -> mail("m" + i, ""));

    List<RawMail> drawn = Ordre.drawn(mails, 1);

    assertThat(drawn).containsExactlyInAnyOrderElementsOf(mails).isNotEqualTo(mails);
    assertThat(Ordre.drawn(mails, 1)).isEqualTo(drawn);
    assertThat(Ordre.drawn(mails, 2)).isNotEqualTo(drawn);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void putsAnAnswerAfterWhatItAnswers(long seed) {
    mail("c", "References: <a@x> <b@x>\r\n");
    mail("b", "In-Reply-To: <a@x>\r\n");
    IntStream.range(0, 10).forEach(i -> mail("m" + i, ""));
    mail("a", "");

    List<String> order = Ordre.drawn(mails, seed).stream().map(RawMail::name).toList();

    assertThat(order).containsSubsequence("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void putsAnAnswerToOursAfterWhatItsSenderHadSentBefore(long seed) {
    mail("before", "From: a@agence.example\r\n");
    mail("other", "From: b@agence.example\r\n");
    mail("answer", "From: a@agence.example\r\nIn-Reply-To: <ours@cellule>\r\n");
    IntStream.range(0, 10).forEach(i -> mail("m" + i, "From: a@agence.example\r\n"));

    List<String> order = Ordre.drawn(mails, seed).stream().map(RawMail::name).toList();

    assertThat(order).containsSubsequence("before", "answer");
  }

  @Test
  void losesNoneOfThoseThatNameEachOtherOrThemselvesOrStrangers() {
    mail("a", "In-Reply-To: <b@x>\r\n");
    mail("b", "In-Reply-To: <a@x>\r\n");
    mail("c", "In-Reply-To: <c@x>\r\n");
    mail("d", "References: <gone@x>\r\n");
    mail("d", "");

    assertThat(Ordre.drawn(mails, 1)).containsExactlyInAnyOrderElementsOf(mails);
  }

  private void mail(String id, String headers) {
    String raw = "Message-ID: <" + id + "@x>\r\n" + headers + "Subject: s\r\n\r\nt";
    mails.add(new RawMail(id, raw.getBytes(StandardCharsets.US_ASCII)));
  }
}
