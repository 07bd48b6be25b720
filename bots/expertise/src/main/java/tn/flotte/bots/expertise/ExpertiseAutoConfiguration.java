package tn.flotte.bots.expertise;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.RapportExpertise;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.mail.Mail;
import tn.flotte.connectors.mail.MailSettings;
import tn.flotte.connectors.mail.OutgoingMail;
import tn.flotte.connectors.mail.SentMail;
import tn.flotte.connectors.ocr.Ocr;
import tn.flotte.connectors.ocr.OcrSettings;
import tn.flotte.connectors.pass.Pass;
import tn.flotte.connectors.pass.SessionsPass;
import tn.flotte.connectors.registre.LigneRapport;
import tn.flotte.connectors.registre.Registre;
import tn.flotte.connectors.registre.RegistreSettings;

/** Puts the bots together in a process that hosts them. */
@AutoConfiguration(afterName = "tn.flotte.bots.ouverture.OuvertureAutoConfiguration")
public class ExpertiseAutoConfiguration {
  /** The bots that write and look things up in PASS. */
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties({ExpertiseSettings.class, MailSettings.class, OcrSettings.class})
  @Conditional(WithMailbox.class)
  static class Suivi {
    @Bean
    @ConditionalOnMissingBean
    Mail mail(MailSettings settings) {
      return new Mail(settings);
    }

    @Bean
    @ConditionalOnMissingBean
    Ocr ocr(OcrSettings settings) {
      return new Ocr(settings);
    }

    @Bean
    Equipe expertiseEquipe(
        ExpertiseSettings settings,
        Environment environment,
        Mail mail,
        Documents documents,
        Pass pass,
        Ocr ocr,
        Clock clock) {
      String cell =
          settings.adresseCompagnie().isEmpty()
              ? environment.getProperty("flotte.ouverture.adresse-cellule", "")
              : settings.adresseCompagnie();
      if (cell.isEmpty()) {
        throw new ConnectorException(
            FailureKind.CONFIGURATION,
            "flotte.expertise.adresse-compagnie must say who gets a report above the ceiling; flotte.ouverture.adresse-cellule isn't set either.");
      }
      return equipe(
          settings,
          cell,
          pass,
          new Lecture(documents, ocr::read, ocr::look),
          new PosteReelle(mail),
          clock);
    }

    @Bean
    Expertise expertiseBot(Equipe equipe) {
      return equipe.expertise();
    }

    @Bean
    Veille veilleBot(Equipe equipe) {
      return equipe.veille();
    }

    @Bean
    RelanceExpert relanceExpertBot(Equipe equipe) {
      return equipe.relance();
    }

    @Bean
    Prescription prescriptionBot(Equipe equipe) {
      return equipe.prescription();
    }
  }

  /** The bot that keeps the register. */
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(RegistreSettings.class)
  @Conditional(WithRegister.class)
  static class Tenue {
    @Bean
    TenueRegistre registreBot(RegistreSettings settings) {
      return new TenueRegistre(new LignesReelles(new Registre(settings)));
    }
  }

  /** Four bots that write with the same words, over the same PASS accounts. */
  record Equipe(
      Expertise expertise, Veille veille, RelanceExpert relance, Prescription prescription) {}

  static Equipe equipe(
      ExpertiseSettings settings,
      String adresseCompagnie,
      Pass pass,
      Lecture lecture,
      Connecteurs.Poste poste,
      Clock clock) {
    SessionsPass sessions = new SessionsPass(pass, clock, settings.annuaireValable());
    Courriers courriers = new Courriers();
    Envois envois = new Envois(poste);
    return new Equipe(
        new Expertise(
            settings,
            adresseCompagnie,
            sessions,
            pass.longestRequest(),
            lecture,
            courriers,
            envois),
        new Veille(settings, sessions),
        new RelanceExpert(settings, sessions, courriers, envois),
        new Prescription(settings, adresseCompagnie, sessions, courriers, envois));
  }

  private record LignesReelles(Registre registre) implements TenueRegistre.Lignes {
    @Override
    public boolean contient(String cle) {
      return registre.contient(cle);
    }

    @Override
    public void inscrire(LigneRapport ligne) {
      registre.inscrire(ligne);
    }
  }

  /** The real mailbox. */
  private record PosteReelle(Mail mail) implements Connecteurs.Poste {
    @Override
    public String messageId(String effet, String cle) {
      String address = mail.settings().adresse();
      return Mail.messageId(effet, cle, address.substring(address.indexOf('@') + 1));
    }

    @Override
    public Optional<SentMail> envoye(String messageId) {
      return mail.findSent(messageId);
    }

    @Override
    public void envoyer(OutgoingMail outgoing) {
      mail.send(outgoing);
    }

    @Override
    public Duration delaiDoute() {
      return mail.settings().delaiDoute();
    }
  }

  /** Whether this process hosts some of these bots; a process that names none hosts all. */
  abstract static class Hosted extends SpringBootCondition {
    private final Set<String> bots;
    private final Set<String> needed;

    Hosted(Set<String> bots, Set<String> needed) {
      this.bots = bots;
      this.needed = needed;
    }

    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      Binder binder = Binder.get(context.getEnvironment());
      ConditionMessage.Builder message = ConditionMessage.forCondition("expertise bots");
      if (!binder.bind("flotte.agent.actif", Boolean.class).orElse(true)) {
        return ConditionOutcome.noMatch(message.because("this process hosts no bot"));
      }
      List<String> named =
          binder.bind("flotte.agent.bots", Bindable.listOf(String.class)).orElse(List.of());
      if (bots.stream().anyMatch(named::contains)) {
        return ConditionOutcome.match(message.because("flotte.agent.bots names them"));
      }
      if (!named.isEmpty()) {
        return ConditionOutcome.noMatch(message.because("flotte.agent.bots names others"));
      }
      return needed.stream().anyMatch(key -> binder.bind(key, String.class).isBound())
          ? ConditionOutcome.match(message.because("one of " + needed + " is set"))
          : ConditionOutcome.noMatch(message.because("none of " + needed + " is set"));
    }
  }

  /** Whoever names the bots without a mailbox is refused the start by the missing setting. */
  static final class WithMailbox extends Hosted {
    WithMailbox() {
      super(
          Set.of(RapportExpertise.BOT, Veille.NOM, RappelExpert.BOT, Echeance.BOT),
          Set.of("flotte.mail.imap-host"));
    }
  }

  /** The register's place is known. */
  static final class WithRegister extends Hosted {
    WithRegister() {
      super(
          Set.of(TenueRegistre.NOM), Set.of("flotte.registre.fichier", "flotte.registre.dossier"));
    }
  }
}
