package tn.flotte.demo.samples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a MIME message as an agency's mail program would; the same input gives the same bytes. */
final class MailWriter {
  private static final String END = "\r\n";
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(76, END.getBytes(StandardCharsets.US_ASCII));

  private record Attachment(String type, String name, byte[] content) {
    private Attachment {
      content = content.clone();
    }
  }

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private String text = "";

  MailWriter header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  MailWriter subject(String subject) {
    return header("Subject", encoded(subject));
  }

  MailWriter text(String plain) {
    this.text = plain;
    return this;
  }

  MailWriter attach(String type, String name, byte[] content) {
    attachments.add(new Attachment(type, name, content));
    return this;
  }

  byte[] bytes() {
    StringBuilder mail = new StringBuilder();
    headers.forEach((name, value) -> mail.append(name).append(": ").append(value).append(END));
    mail.append("MIME-Version: 1.0").append(END);
    if (attachments.isEmpty()) {
      appendText(mail);
    } else {
      String boundary = "=-=flotte-demonstration=-=";
      mail.append("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"" + END + END);
      mail.append("--" + boundary + END);
      appendText(mail);
      for (Attachment attachment : attachments) {
        mail.append("--" + boundary + END);
        mail.append("Content-Type: " + attachment.type + END);
        mail.append("Content-Transfer-Encoding: base64" + END);
        mail.append(
            "Content-Disposition: attachment; filename=\"" + attachment.name + "\"" + END + END);
        mail.append(LINES.encodeToString(attachment.content)).append(END);
      }
      mail.append("--" + boundary + "--" + END);
    }
    return mail.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void appendText(StringBuilder mail) {
    mail.append("Content-Type: text/plain; charset=UTF-8" + END);
    mail.append("Content-Transfer-Encoding: base64" + END + END);
    mail.append(LINES.encodeToString(text.replace("\n", END).getBytes(StandardCharsets.UTF_8)));
    mail.append(END);
  }

  private static String encoded(String value) {
    boolean plain = value.chars().allMatch(c -> c < 127);
    return plain
        ? value
        : "=?UTF-8?B?"
            + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }
}
