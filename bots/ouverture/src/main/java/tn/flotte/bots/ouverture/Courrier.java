package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * A mail as the procedure looks at it: small enough for the journal, its attachments by their
 * documents. All text is hostile.
 *
 * @param messageId as in the header; empty when there is none
 * @param expediteur the outer sender's address, in lower case
 * @param texte what the sender wrote himself
 * @param fil what he quoted of older mails
 * @param references the thread's Message-IDs, oldest first
 * @param recuLe when it was collected
 * @param menaces why it is dangerous, in French; empty when it is not
 */
record Courrier(
    String messageId,
    String expediteur,
    String sujet,
    String texte,
    String fil,
    List<String> references,
    Instant recuLe,
    Genre genre,
    List<Jointe> jointes,
    List<String> menaces) {
  Courrier {
    references = List.copyOf(references);
    jointes = List.copyOf(jointes);
    menaces = List.copyOf(menaces);
  }

  /** What sort of mail it is, by its headers. */
  enum Genre {
    PERSONNEL,
    REPONSE_AUTOMATIQUE,
    REBOND,
    LETTRE_INFORMATION
  }

  /**
   * An attachment.
   *
   * @param octets its size in bytes; 0 for an empty file
   * @param decor no paper of the claim: a logo in the text, a signature file, a visiting card
   */
  record Jointe(String nom, String sha256, long octets, boolean decor) {}

  /** The attachments that may be pieces of a claim. */
  @JsonIgnore
  List<Jointe> utiles() {
    return jointes.stream().filter(j -> !j.decor()).toList();
  }
}
