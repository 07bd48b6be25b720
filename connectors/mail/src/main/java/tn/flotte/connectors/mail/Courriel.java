package tn.flotte.connectors.mail;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail taken apart. Everything in it was written by a stranger: data to judge and to show inert.
 *
 * @param messageId exactly as in the header, angle brackets included; null when there is none
 * @param empreinte SHA-256 of the mail's bytes, 64 hexadecimal digits
 * @param expediteur bare address in lower case; empty when it can't be read or is ambiguous
 * @param nomExpediteur display name, free text; may be empty
 * @param destinataires bare addresses in lower case, To then Cc
 * @param sujet decoded, on one line
 * @param texte what the sender wrote: quoted parts, signatures and hidden HTML taken out
 * @param texteCite the rest: quotes, signatures, the texts of forwarded mails
 * @param inReplyTo a Message-ID with its angle brackets
 * @param references Message-IDs with their angle brackets, oldest first
 * @param menaces one is enough for the quarantine
 * @param remarques in French: what was odd or had to be guessed
 */
public record Courriel(
    @Nullable String messageId,
    String empreinte,
    String expediteur,
    String nomExpediteur,
    List<String> destinataires,
    String sujet,
    @Nullable Instant date,
    String texte,
    String texteCite,
    @Nullable String inReplyTo,
    List<String> references,
    Genre genre,
    List<PieceJointe> piecesJointes,
    List<Menace> menaces,
    List<String> remarques) {

  public Courriel {
    destinataires = List.copyOf(destinataires);
    references = List.copyOf(references);
    piecesJointes = List.copyOf(piecesJointes);
    menaces = List.copyOf(menaces);
    remarques = List.copyOf(remarques);
  }

  /** The files that may be papers: logos in the text don't count. */
  @JsonIgnore
  public List<PieceJointe> papiers() {
    return piecesJointes.stream().filter(piece -> !piece.enLigne()).toList();
  }
}
