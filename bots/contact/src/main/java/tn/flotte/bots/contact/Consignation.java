package tn.flotte.bots.contact;

import java.time.Duration;
import java.util.Optional;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Contact;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.api.WorkItem;

/**
 * Writes one contact into the log, once. While somebody has the log open its item waits, and
 * nothing else does.
 */
public final class Consignation extends Bot {
  private static final String ISSUE = "contact_consigne";
  // A write ends with one move of a file by the process itself: none comes after its death.
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Journal journal;

  Consignation(Journal journal) {
    super(Contact.BOT);
    this.journal = journal;
  }

  /** The contact log. */
  interface Journal {
    boolean contient(String cle);

    void inscrire(Contact contact);
  }

  /** The log has the contact. */
  record Inscription(String cle) {}

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    from(work())
        .routeId("contact")
        .process(effect("inscrire", Inscription.class, this::inscrire, Consignation::plusInscrit))
        .process(finish(Consignation::inscrit));
  }

  private Effect<Inscription> inscrire(Work work) {
    Contact contact = contact(work.item());
    return new Effect<>() {
      @Override
      public String naturalKey() {
        return contact.cle();
      }

      @Override
      public Optional<Inscription> lookup() {
        return journal.contient(contact.cle())
            ? Optional.of(new Inscription(contact.cle()))
            : Optional.empty();
      }

      @Override
      public Inscription perform() {
        journal.inscrire(contact);
        return new Inscription(contact.cle());
      }

      @Override
      public Duration longestRequest() {
        return LONGEST;
      }
    };
  }

  private static Contact contact(WorkItem item) {
    return Contact.of(item.reference(), item.payload());
  }

  private static Outcome inscrit(Work work) {
    Contact contact = contact(work.item());
    String what =
        switch (contact.sens()) {
          case RECU -> "Courriel reçu de %s";
          case ENVOYE -> "Courriel envoyé à %s";
          case APPEL_RECU -> "Appel de %s";
          case APPEL_EMIS -> "Appel à %s";
        };
    return new Outcome.Done(
        ISSUE,
        (what + " consigné au journal des contacts.").formatted(contact.correspondant()),
        Outcome.Details.NONE);
  }

  /** Somebody has taken a line out of the log: a machine doesn't write it again. */
  private static Outcome plusInscrit(Work work, String motif) {
    return new Outcome.Review(ISSUE, motif, Outcome.Details.NONE);
  }
}
