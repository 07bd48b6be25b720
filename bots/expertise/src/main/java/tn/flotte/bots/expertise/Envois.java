package tn.flotte.bots.expertise;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Contact;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.expertise.Connecteurs.Poste;
import tn.flotte.connectors.mail.Message;
import tn.flotte.connectors.mail.OutgoingMail;
import tn.flotte.connectors.mail.OutgoingMail.Attachment;

/** Mails that leave once: each is found again in the sent-mailbox under its own Message-ID. */
final class Envois {
  private final Poste poste;

  Envois(Poste poste) {
    this.poste = poste;
  }

  /** A mail that left. */
  record Envoye(String messageId, String destinataire, String sujet) {}

  /** A mail to be made when it is sent. */
  record Lettre(
      String destinataire, Supplier<Message> message, Supplier<List<Attachment>> jointes) {
    Lettre(String destinataire, Supplier<Message> message) {
      this(destinataire, message, List::of);
    }
  }

  /** {@code obstacle}: why it must not be sent any more, looked up when it is asked. */
  Effect<Envoye> courriel(
      String effet, String cle, Lettre lettre, Supplier<Optional<String>> obstacle) {
    String messageId = poste.messageId(effet, cle);
    return new Effect<>() {
      @Override
      public String naturalKey() {
        return cle;
      }

      @Override
      public Optional<Envoye> lookup() {
        return poste
            .envoye(messageId)
            .map(sent -> new Envoye(messageId, lettre.destinataire(), sent.subject()));
      }

      @Override
      public Optional<String> obstacle() {
        return obstacle.get();
      }

      @Override
      public Envoye perform() {
        Message text = lettre.message().get();
        poste.envoyer(
            new OutgoingMail(
                messageId,
                List.of(lettre.destinataire()),
                text.sujet(),
                text.texte(),
                text.html(),
                null,
                List.of(),
                lettre.jointes().get()));
        return new Envoye(messageId, lettre.destinataire(), text.sujet());
      }

      @Override
      public Duration longestRequest() {
        return poste.delaiDoute();
      }
    };
  }

  /** Puts a mail that was sent before the bot that keeps the contact log. */
  static void consigner(Work work, Envoye mail, String declaration, @Nullable String dossier) {
    Contact sent =
        new Contact(
            "envoye/" + mail.messageId(),
            Contact.Sens.ENVOYE,
            work.clock().instant(),
            mail.destinataire(),
            mail.sujet(),
            declaration,
            dossier,
            work.item().bot());
    work.deposit(Contact.BOT, sent.cle(), sent.payload());
  }
}
