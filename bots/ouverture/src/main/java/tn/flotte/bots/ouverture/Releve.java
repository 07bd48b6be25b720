package tn.flotte.bots.ouverture;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Contact;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.ouverture.Connecteurs.Ouvreur;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.mail.Courriel;

/**
 * Collects the mailbox: each mail is stored byte for byte, put before the opening bot, and only
 * then moved out of the inbox. A mail that is collected twice gives the same reference, hence one
 * item.
 */
public final class Releve extends Bot {
  /** The bot's name. */
  public static final String NOM = "releve";

  /** Names in the payload of an opening item. */
  static final String DOCUMENT = "document";

  static final String MESSAGE_ID = "message_id";
  static final String EXPEDITEUR = "expediteur";
  static final String SUJET = "sujet";
  static final String DATE = "date";

  private static final int SUJET_LONGUEUR = 500;

  private final Boite boite;
  private final Documents documents;
  private final Ouvreur ouvreur;

  Releve(Boite boite, Documents documents, Ouvreur ouvreur) {
    super(NOM);
    this.boite = boite;
    this.documents = documents;
    this.ouvreur = ouvreur;
  }

  /** The mailbox, collected once. */
  @FunctionalInterface
  interface Boite {
    tn.flotte.connectors.mail.Releve relever(tn.flotte.connectors.mail.Registrar registrar);
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    // Not journaled: doing it again is safe, and half of it must be done again.
    from(work()).routeId("releve").process(finish(this::relever));
  }

  private Outcome relever(Work work) {
    tn.flotte.connectors.mail.Releve found = boite.relever(raw -> deposer(work, raw));
    String motif =
        found.echecs().isEmpty()
            ? "%d courriel(s) relevé(s).".formatted(found.releves())
            : "%d courriel(s) relevé(s), %d laissé(s) dans la boîte : %s"
                .formatted(
                    found.releves(), found.echecs().size(), found.echecs().getFirst().motif());
    return new Outcome.Done("boite_relevee", motif, Outcome.Details.NONE);
  }

  private void deposer(Work work, byte[] raw) {
    DocumentId document = documents.put(raw);
    Courriel courriel = ouvreur.ouvrir(raw);
    Map<String, String> payload = new LinkedHashMap<>();
    payload.put(DOCUMENT, document.sha256());
    String messageId = courriel.messageId();
    payload.put(MESSAGE_ID, messageId == null ? "" : messageId);
    payload.put(EXPEDITEUR, courriel.expediteur());
    payload.put(SUJET, cut(courriel.sujet()));
    Instant date = courriel.date();
    payload.put(DATE, date == null ? "" : date.toString());
    work.deposit(Ouverture.NOM, document.sha256(), payload);
    Contact received =
        new Contact(
            "recu/" + document.sha256(),
            Contact.Sens.RECU,
            work.clock().instant(),
            courriel.expediteur(),
            cut(courriel.sujet()),
            null,
            null,
            NOM);
    work.deposit(Contact.BOT, received.cle(), received.payload());
  }

  private static String cut(String text) {
    return text.length() <= SUJET_LONGUEUR ? text : text.substring(0, SUJET_LONGUEUR);
  }
}
