package tn.flotte.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingMailTest {
  private static final String ID = "<abc@lloyd.example>";
  private static final List<String> TO = List.of("agence027@lloyd-agents.example");

  @ParameterizedTest
  @ValueSource(strings = {"x\r\nBcc: a@b.example", "x\ny", "x\ry", "x\u0000", "x\u2028y"})
  void refusesASubjectThatWouldStartAHeader(String subject) {
    assertThatThrownBy(() -> new OutgoingMail(ID, TO, subject, "t", null, null, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Bcc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a@b.example\r\nBcc: c@d", "a@b, c@d", "A <a@b>", "a b@c", "@b", "a@-b"})
  void refusesWhatIsNoPlainAddress(String address) {
    assertThatThrownBy(
            () -> new OutgoingMail(ID, List.of(address), "s", "t", null, null, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a@b", "<a@b>\r\nX: y", "<a b@c>", "<<a@b>>"})
  void refusesWhatIsNoMessageId(String id) {
    assertThatThrownBy(() -> new OutgoingMail(id, TO, "s", "t", null, null, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dropsAThreadThatCannotBeWritten() {
    OutgoingMail mail =
        new OutgoingMail(
            ID, TO, "s", "t", null, "<x>\r\nBcc: a@b", List.of("<ok@b>", "<\r\nBcc: a@b>"));

    assertThat(mail.inReplyTo()).isNull();
    assertThat(mail.references()).containsExactly("<ok@b>");
  }

  @Test
  void theSameEffectAndKeyGiveTheSameMessageId() {
    String id = Mail.messageId("reclamer", "D26-027-00123", "lloyd.example");

    assertThat(id)
        .matches("<[0-9a-f]{40}@lloyd\\.example>")
        .isEqualTo(Mail.messageId("reclamer", "D26-027-00123", "lloyd.example"))
        .isNotEqualTo(Mail.messageId("reclame", "rD26-027-00123", "lloyd.example"));
  }

  @Test
  void writesAMailThatEveryServerTakes() throws Exception {
    List<String> references =
        IntStream.range(0, 60).mapToObj(i -> "<reference-" + i + "@agence.example>").toList();
    OutgoingMail mail =
        new OutgoingMail(
            ID,
            TO,
            "Pièces manquantes",
            "é".repeat(5_000),
            "<p>" + "é".repeat(5_000) + "</p>",
            "<b@agence.example>",
            references,
            List.of(OutgoingMail.Attachment.ofText("état.csv", "text/csv", "a;b")));

    MimeMessage message =
        Messages.build(
            Session.getInstance(new Properties()),
            mail,
            "cellule@lloyd.example",
            "Cellule",
            Instant.EPOCH);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    Courriel read = Courriels.parse(bytes.toByteArray(), Limits.DEFAULT);

    assertThat(bytes.toString(StandardCharsets.ISO_8859_1).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThan(998))
        .allSatisfy(line -> assertThat(line).matches("\\p{ASCII}*"));
    assertThat(read.messageId()).isEqualTo(ID);
    assertThat(read.sujet()).isEqualTo("Pièces manquantes");
    assertThat(read.references()).hasSize(61).endsWith("<b@agence.example>");
    assertThat(read.inReplyTo()).isEqualTo("<b@agence.example>");
    assertThat(read.genre()).isEqualTo(Genre.REPONSE_AUTOMATIQUE);
    assertThat(read.piecesJointes()).extracting(PieceJointe::nom).containsExactly("état.csv");
  }
}
