package tn.flotte.bots.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.api.Claims;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Contact;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Evidence;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.StepWork;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.api.WorkItem;

class ConsignationTest {
  private final List<Contact> log = new ArrayList<>();
  private boolean open;

  private final Consignation.Journal journal =
      new Consignation.Journal() {
        @Override
        public boolean contient(String cle) {
          if (open) {
            throw new ConnectorException(FailureKind.UNAVAILABLE, "Somebody has it open.");
          }
          return log.stream().anyMatch(contact -> contact.cle().equals(cle));
        }

        @Override
        public void inscrire(Contact contact) {
          log.add(contact);
        }
      };

  @Test
  void writesTheContactAsItWasDeposited() throws Exception {
    Contact sent = sent("envoye/<1@cellule.example>");

    Outcome end = run(sent);

    assertThat(log).containsExactly(sent);
    assertThat(end.motif())
        .isEqualTo("Courriel envoyé à agence027@agents.example consigné au journal des contacts.");
  }

  @Test
  void neverWritesALineThatIsThereAlready() throws Exception {
    Contact sent = sent("envoye/<1@cellule.example>");
    run(sent);
    run(sent);

    assertThat(log).hasSize(1);
  }

  @Test
  void writesNothingWhileSomebodyHasTheLogOpen() {
    open = true;

    assertThatExceptionOfType(CamelExecutionException.class)
        .isThrownBy(() -> run(sent("envoye/<1@cellule.example>")))
        .havingCause()
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    assertThat(log).isEmpty();
  }

  private static Contact sent(String cle) {
    return new Contact(
        cle,
        Contact.Sens.ENVOYE,
        Instant.parse("2026-06-01T08:00:00Z"),
        "agence027@agents.example",
        "Dossier S26-027-00045 ouvert",
        "D26-027-00123",
        "S26-027-00045",
        "ouverture");
  }

  private Outcome run(Contact contact) throws Exception {
    OneAttempt work =
        new OneAttempt(
            new WorkItem(
                1, Contact.BOT, contact.cle(), 1, false, null, Instant.EPOCH, contact.payload()));
    try (CamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(new Consignation(journal));
      camel.start();
      camel.createProducerTemplate().sendBody("direct:bot-contact", work);
    }
    return work.ended().orElseThrow();
  }

  /** An attempt with a journal that knows nothing yet. */
  private static final class OneAttempt implements Work {
    private final WorkItem item;
    private @Nullable Outcome outcome;

    OneAttempt(WorkItem item) {
      this.item = item;
    }

    Optional<Outcome> ended() {
      return Optional.ofNullable(outcome);
    }

    @Override
    public WorkItem item() {
      return item;
    }

    @Override
    public <R> Effect.Result<R> effect(String name, Class<R> type, Effect<R> effect) {
      return new Effect.Result.Done<>(effect.lookup().orElseGet(effect::perform));
    }

    @Override
    public void finish(Outcome end) {
      outcome = end;
    }

    @Override
    public <R> R get(Class<R> type) {
      throw new UnsupportedOperationException("get");
    }

    @Override
    public <R> Optional<R> find(Class<R> type) {
      return Optional.empty();
    }

    @Override
    public List<Decision> decisions() {
      return List.of();
    }

    @Override
    public <R> Optional<R> recorded(String name, Class<R> type) {
      return Optional.empty();
    }

    @Override
    public <R> R step(String name, Class<R> type, StepWork<R> work) {
      return work.run(this);
    }

    @Override
    public Claims claims() {
      throw new UnsupportedOperationException("claims");
    }

    @Override
    public boolean deposit(
        String bot, String reference, Map<String, String> payload, Instant notBefore) {
      throw new UnsupportedOperationException("deposit");
    }

    @Override
    public void keep(Evidence evidence) {
      throw new UnsupportedOperationException("keep");
    }

    @Override
    public Clock clock() {
      return Clock.systemUTC();
    }
  }
}
