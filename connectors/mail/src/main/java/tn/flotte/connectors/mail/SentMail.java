package tn.flotte.connectors.mail;

import java.time.Instant;
import java.util.List;

/** A mail of ours that was found in the sent-mailbox: proof that it left. */
public record SentMail(String messageId, String subject, List<String> to, Instant receivedAt) {
  public SentMail {
    to = List.copyOf(to);
  }
}
