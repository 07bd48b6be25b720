package tn.flotte.bots.ouverture;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.mail.Courriels;
import tn.flotte.connectors.mail.Mail;
import tn.flotte.connectors.mail.MailSettings;
import tn.flotte.connectors.mail.OutgoingMail;
import tn.flotte.connectors.mail.SentMail;
import tn.flotte.connectors.ocr.Ocr;
import tn.flotte.connectors.ocr.OcrSettings;
import tn.flotte.connectors.pass.Pass;
import tn.flotte.connectors.pass.SessionsPass;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the opening bot and the collecting bot together with their connectors, in a process that
 * hosts them.
 */
@AutoConfiguration
@EnableConfigurationProperties({OuvertureSettings.class, MailSettings.class, OcrSettings.class})
@Conditional(Heberge.class)
public class OuvertureAutoConfiguration {
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
  Releve releveBot(Mail mail, Documents documents) {
    return new Releve(
        mail::collect, documents, raw -> Courriels.parse(raw, mail.settings().limits()));
  }

  @Bean
  Assemblage ouvertureAssemblage(
      OuvertureSettings settings,
      Mail mail,
      Documents documents,
      Pass pass,
      Ocr ocr,
      JsonMapper json,
      Clock clock) {
    return assemble(
        settings,
        new Reception(documents, raw -> Courriels.parse(raw, mail.settings().limits()), ocr::read),
        ocr::look,
        LectureOcr::juge,
        new PosteReelle(mail),
        Set.of(mail.settings().adresse(), mail.settings().envoyes().adresse()),
        documents,
        pass,
        json,
        clock);
  }

  @Bean
  Ouverture ouvertureBot(Assemblage bots) {
    return bots.ouverture();
  }

  @Bean
  Relance relanceBot(Assemblage bots) {
    return bots.relance();
  }

  /**
   * Two bots that answer with the same words, by the same rule book, over the same PASS accounts.
   */
  record Assemblage(Ouverture ouverture, Relance relance) {}

  /** {@code juges}: who compares readings with PASS, by the confidence that is sure. */
  static Assemblage assemble(
      OuvertureSettings settings,
      Reception reception,
      Connecteurs.Dessinateur dessinateur,
      DoubleFunction<Juge> juges,
      Connecteurs.Poste poste,
      Set<String> nosAdresses,
      Documents documents,
      Pass pass,
      JsonMapper json,
      Clock clock) {
    Pieces pieces = new Pieces(json);
    Reponse reponse = new Reponse(settings.tableauDeBord());
    SessionsPass sessions = new SessionsPass(pass, clock, settings.annuaireValable());
    Vues vues = new Vues(documents, dessinateur);
    Effets effets =
        new Effets(
            sessions,
            pass.longestRequest(),
            settings.zone(),
            documents,
            poste,
            reponse,
            settings.adresseCellule());
    Ouverture ouverture =
        new Ouverture(
            new SelonRegles<>(
                regles ->
                    jugements(
                        regles,
                        juges.apply(regles.lectureSure()),
                        settings.lieuInconnu(),
                        settings.zone(),
                        pieces,
                        reponse,
                        vues)),
            settings.zone(),
            sessions,
            reception,
            new Tri(nosAdresses, settings.adresseCellule(), settings.adresseGa()),
            pieces,
            new Echange(settings.reponsesParJour()),
            effets,
            reponse,
            settings.adresseGa());
    return new Assemblage(
        ouverture, new Relance(new SelonRegles<>(Regles::relances), sessions, effets));
  }

  private static Jugements jugements(
      Regles regles,
      Juge juge,
      String lieuInconnu,
      ZoneId zone,
      Pieces pieces,
      Reponse reponse,
      Vues vues) {
    Comparateur comparateur = new Comparateur(juge, regles);
    double seuil = regles.lectureSure();
    return new Jugements(
        regles,
        new Identification(comparateur, regles),
        new RapportRecu(regles.formats(), seuil),
        new ReglementGa(regles.formats(), seuil),
        new Controle(regles),
        new Coherence(regles),
        new Rapprochement(comparateur, regles),
        new Vigilance(regles),
        new OrdreDeMission(regles.formats(), seuil, lieuInconnu),
        new Fin(
            regles,
            pieces,
            reponse,
            new Questions(comparateur, regles, pieces, reponse, vues),
            zone));
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
}
