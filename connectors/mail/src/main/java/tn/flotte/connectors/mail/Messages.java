package tn.flotte.connectors.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** Turns an {@link OutgoingMail} into the message that goes over the wire. */
final class Messages {
  private static final String UTF_8 = "UTF-8";

  private Messages() {}

  static MimeMessage build(
      Session session, OutgoingMail mail, String from, String name, Instant now)
      throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    InternetAddress sender = new InternetAddress(from, true);
    personal(sender, name);
    message.setFrom(sender);
    for (String address : mail.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
    }
    message.setSubject(mail.subject(), UTF_8);
    message.setSentDate(Date.from(now));
    // RFC 3834: other robots must not answer this one.
    message.setHeader(
        "Auto-Submitted", mail.inReplyTo() == null ? "auto-generated" : "auto-replied");
    message.setHeader("X-Auto-Response-Suppress", "All");
    thread(message, mail);
    setContent(message, mail);
    message.saveChanges();
    // saveChanges makes a Message-ID of its own; from here on the message goes out as it is.
    message.setHeader("Message-ID", mail.messageId());
    return message;
  }

  private static void personal(InternetAddress sender, String name) {
    try {
      sender.setPersonal(name, UTF_8);
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError("Every Java platform has UTF-8", e);
    }
  }

  /** The blind copy is in the envelope only: no header tells of it. */
  static InternetAddress[] envelope(OutgoingMail mail, String blindCopy) throws MessagingException {
    List<InternetAddress> addresses = new ArrayList<>();
    for (String address : mail.to()) {
      addresses.add(new InternetAddress(address, true));
    }
    addresses.add(new InternetAddress(blindCopy, true));
    return addresses.toArray(InternetAddress[]::new);
  }

  private static void thread(MimeMessage message, OutgoingMail mail) throws MessagingException {
    String answered = mail.inReplyTo();
    List<String> references = new ArrayList<>(mail.references());
    if (answered != null) {
      message.setHeader("In-Reply-To", answered);
      references.remove(answered);
      references.add(answered);
    }
    if (!references.isEmpty()) {
      // One a line: a long thread must not make a line longer than SMTP allows.
      message.setHeader("References", String.join("\r\n ", references));
    }
  }

  private static void setContent(MimeMessage message, OutgoingMail mail) throws MessagingException {
    MimeMultipart body = new MimeMultipart("alternative");
    body.addBodyPart(text(mail.text(), "plain"));
    String html = mail.html();
    if (html != null) {
      body.addBodyPart(text(html, "html"));
    }
    if (mail.attachments().isEmpty()) {
      message.setContent(body);
      return;
    }
    MimeMultipart mixed = new MimeMultipart("mixed");
    MimeBodyPart first = new MimeBodyPart();
    first.setContent(body);
    mixed.addBodyPart(first);
    for (OutgoingMail.Attachment attachment : mail.attachments()) {
      MimeBodyPart part = new MimeBodyPart();
      part.setDataHandler(
          new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.type())));
      part.setFileName(attachment.name());
      mixed.addBodyPart(part);
    }
    message.setContent(mixed);
  }

  private static MimeBodyPart text(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }
}
