package tn.flotte.connectors.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail to send. Nothing in it can start a header of its own: line breaks and other control
 * characters are refused, addresses must be plain.
 *
 * @param messageId with angle brackets, from {@link Mail#messageId}
 * @param to bare addresses
 * @param html the same text for readers that show HTML; none when null
 * @param inReplyTo Message-ID of the mail that is answered, with angle brackets
 * @param references the thread so far, oldest first
 */
public record OutgoingMail(
    String messageId,
    List<String> to,
    String subject,
    String text,
    @Nullable String html,
    @Nullable String inReplyTo,
    List<String> references,
    List<Attachment> attachments) {
  private static final Pattern MESSAGE_ID =
      Pattern.compile("<[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,250}>");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250})");
  private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]+/[a-z0-9.+-]+");

  public OutgoingMail {
    to = List.copyOf(to);
    references = references.stream().filter(OutgoingMail::isMessageId).toList();
    attachments = List.copyOf(attachments);
    if (!isMessageId(messageId)) {
      throw new IllegalArgumentException("Not a Message-ID: '" + printable(messageId) + "'");
    }
    if (to.isEmpty()) {
      throw new IllegalArgumentException("The mail " + messageId + " has no addressee");
    }
    for (String address : to) {
      if (!ADDRESS.matcher(address).matches()) {
        throw new IllegalArgumentException(
            "The mail %s can't go to '%s': not a plain address"
                .formatted(messageId, printable(address)));
      }
    }
    if (hasControl(subject)) {
      throw new IllegalArgumentException(
          "The subject of the mail " + messageId + " holds a line break or control character");
    }
    // A stranger's Message-ID may be anything: a thread is a courtesy, not worth failing for.
    inReplyTo = inReplyTo != null && isMessageId(inReplyTo) ? inReplyTo : null;
  }

  /** An answer without attachment. */
  public OutgoingMail(
      String messageId,
      List<String> to,
      String subject,
      String text,
      @Nullable String html,
      @Nullable String inReplyTo,
      List<String> references) {
    this(messageId, to, subject, text, html, inReplyTo, references, List.of());
  }

  /** A file that goes with the mail; {@code type} is its media type. */
  @SuppressWarnings("ArrayRecordComponent") // handed on as it is; nobody compares attachments
  public record Attachment(String name, String type, byte[] content) {
    public Attachment {
      if (name.isBlank() || hasControl(name)) {
        throw new IllegalArgumentException("Not a file name: '" + printable(name) + "'");
      }
      if (!MEDIA_TYPE.matcher(type).matches()) {
        throw new IllegalArgumentException("Not a media type: '" + printable(type) + "'");
      }
    }

    public static Attachment ofText(String name, String type, String text) {
      return new Attachment(name, type, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  static boolean isMessageId(String value) {
    return MESSAGE_ID.matcher(value).matches();
  }

  private static boolean hasControl(String value) {
    return value
        .chars()
        .anyMatch(c -> c < 0x20 || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029);
  }

  private static String printable(String value) {
    return value.replaceAll("\\p{Cntrl}", "?");
  }
}
