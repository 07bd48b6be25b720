package tn.flotte.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawMailTest {
  @Test
  void givesTheMessageIdAsItStandsInItsFoldedHeader() {
    assertThat(mail("message-id:\r\n <a@x>\r\nSubject: b\r\n\r\n").messageId()).isEqualTo("<a@x>");
  }

  @Test
  void doesNotLookForHeadersInTheBody() {
    assertThat(mail("Subject: b\r\n\r\nMessage-ID: <a@x>\r\n").messageId()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Agence 411 <agence411@agents.example>    | agence411@agents.example
          agence411@agents.example                 | agence411@agents.example
          "x@y.example" <agence411@agents.example> | agence411@agents.example
          sans adresse                             | expediteur-illisible@demo.example
          <a b@c>                                  | expediteur-illisible@demo.example
          """,
      quoteCharacter = '`')
  void takesTheEnvelopeFromTheFromHeader(String from, String expected) {
    assertThat(mail("From: " + from + "\r\n\r\n").envelopeSender()).isEqualTo(expected);
  }

  @Test
  void hasAnEnvelopeEvenWithoutHeaders() {
    assertThat(mail("").envelopeSender()).isEqualTo(RawMail.UNKNOWN_SENDER);
  }

  @Test
  void doublesADotOnlyAtTheStartOfALine() {
    assertThat(stuffed(".a\r\n..b\r\nc.\r\n\n.d\r\n")).isEqualTo("..a\r\n...b\r\nc.\r\n\n.d\r\n");
  }

  @Test
  void endsTheLastLine() {
    assertThat(stuffed("a")).isEqualTo("a\r\n");
  }

  private static String stuffed(String text) {
    return new String(
        Smtp.stuffed(text.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
  }

  private static RawMail mail(String text) {
    return new RawMail("1.eml", text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
