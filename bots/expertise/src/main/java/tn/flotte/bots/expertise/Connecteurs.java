package tn.flotte.bots.expertise;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tn.flotte.connectors.mail.OutgoingMail;
import tn.flotte.connectors.mail.SentMail;
import tn.flotte.connectors.ocr.Apercu;
import tn.flotte.connectors.ocr.PieceLue;

/** What the bots need of their connectors, no more: so a test can stand in for each. */
final class Connecteurs {
  private Connecteurs() {}

  /** Reads a file into typed pieces; an unreadable file gives one illegible piece. */
  @FunctionalInterface
  interface Lecteur {
    List<PieceLue> lire(String fichier, byte[] contenu);
  }

  /** Draws the pages of a file for people to look at; none of one that can't be opened. */
  @FunctionalInterface
  interface Dessinateur {
    List<Apercu> dessiner(String fichier, byte[] contenu);
  }

  /** Sends mails once. */
  interface Poste {
    /** The Message-ID of the mail that an effect sends for a key. */
    String messageId(String effet, String cle);

    Optional<SentMail> envoye(String messageId);

    void envoyer(OutgoingMail mail);

    /** How long a mail that was handed over may still turn up in the sent-mailbox. */
    Duration delaiDoute();
  }
}
