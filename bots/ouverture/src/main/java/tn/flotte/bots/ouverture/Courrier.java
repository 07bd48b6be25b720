package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /** How it came to be, by its headers. */
  enum Genre {
    PERSONNEL,
    REPONSE_AUTOMATIQUE,
    REBOND,
    LISTE
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

  /** What the file should say of how the mail came, in French. */
  @JsonIgnore
  Optional<String> remarque() {
    return genre == Genre.LISTE
        ? Optional.of("Courriel reçu par une liste de diffusion.")
        : Optional.empty();
  }

  /** Whether it brings anything that may be a piece, be it an empty file. */
  @JsonIgnore
  boolean avecPieces() {
    return !utiles().isEmpty();
  }
}
