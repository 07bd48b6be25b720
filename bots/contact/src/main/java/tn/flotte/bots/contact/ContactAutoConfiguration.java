package tn.flotte.bots.contact;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import tn.flotte.bots.api.Contact;
import tn.flotte.connectors.access.AccessSettings;
import tn.flotte.connectors.access.JournalContacts;

/** Puts the bot together in a process that hosts bots and knows where the contact log is. */
@AutoConfiguration
@EnableConfigurationProperties(AccessSettings.class)
@Conditional(ContactAutoConfiguration.Hosted.class)
public class ContactAutoConfiguration {
  @Bean
  Consignation contactBot(AccessSettings settings) {
    return new Consignation(new Real(new JournalContacts(settings)));
  }

  private record Real(JournalContacts contacts) implements Consignation.Journal {
    @Override
    public boolean contient(String cle) {
      return contacts.contient(cle);
    }

    @Override
    public void inscrire(Contact contact) {
      contacts.inscrire(contact);
    }
  }

  /** Whether this process hosts bots and has the contact log's place. */
  static final class Hosted extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      Binder binder = Binder.get(context.getEnvironment());
      ConditionMessage.Builder message = ConditionMessage.forCondition("contact bot");
      if (!binder.bind("flotte.agent.actif", Boolean.class).orElse(true)) {
        return ConditionOutcome.noMatch(message.because("this process hosts no bot"));
      }
      boolean placed =
          binder.bind("flotte.access.fichier", String.class).isBound()
              || binder.bind("flotte.access.dossier", String.class).isBound();
      return placed
          ? ConditionOutcome.match(message.because("flotte.access says where the log is"))
          : ConditionOutcome.noMatch(message.because("flotte.access.fichier is not set"));
    }
  }
}
