package tn.flotte.bots.expertise;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Claims.ClaimState;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.RapportExpertise;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.expertise.Envois.Envoye;
import tn.flotte.connectors.mail.Message;
import tn.flotte.connectors.pass.Annuaire;
import tn.flotte.connectors.pass.GenreRapport;
import tn.flotte.connectors.pass.MissionSuivie;
import tn.flotte.connectors.pass.NumeroDeclaration;
import tn.flotte.connectors.pass.PassSession;
import tn.flotte.connectors.pass.Preouverture;
import tn.flotte.connectors.pass.RapportSaisi;
import tn.flotte.connectors.pass.SessionsPass;
import tn.flotte.connectors.registre.LigneRapport;

/**
 * What follows from an expert's report (annex A, steps 15 and 20–21): a row in the register, the
 * mission completed in PASS, and above the ceiling the company and the adverse insurer told.
 */
public final class Expertise extends Bot {
  private static final String ECRIRE = "direct:expertise-ecrire";
  private static final String EXAMINER = "direct:expertise-examiner";
  private static final String COMPLETER = "direct:expertise-completer";
  private static final String TRANSMETTRE = "direct:expertise-transmettre";

  private final ExpertiseSettings settings;
  private final String adresseCompagnie;
  private final SessionsPass sessions;
  private final Duration longest;
  private final Lecture lecture;
  private final Controle controle;
  private final Questions questions;
  private final Courriers courriers;
  private final Envois envois;

  /** {@code adresseCompagnie}: who in the company gets a report above the ceiling. */
  Expertise(
      ExpertiseSettings settings,
      String adresseCompagnie,
      SessionsPass sessions,
      Duration longest,
      Lecture lecture,
      Courriers courriers,
      Envois envois) {
    super(RapportExpertise.BOT);
    this.settings = settings;
    this.adresseCompagnie = adresseCompagnie;
    this.sessions = sessions;
    this.longest = longest;
    this.lecture = lecture;
    this.controle =
        new Controle(settings.lectureSure(), settings.zone(), settings.motsPreliminaire());
    this.questions = new Questions(lecture, controle, courriers, settings.lectureSure());
    this.courriers = courriers;
    this.envois = envois;
  }

  /** The report's row is before the bot that keeps the register. */
  record Confie(String cle) {}

  /** The company has the report. */
  record Transmis(Envoye courriel) {}

  /** The adverse insurer has the report. */
  record Informe(Envoye courriel) {}

  /**
   * Who is to be told of a report above the ceiling.
   *
   * @param assureur the adverse insurer's address; empty when it can't be mailed
   * @param aRemettre what is left to a person, or empty
   */
  record Destinataires(boolean compagnie, String assureur, String aRemettre) {}

  @Override
  public boolean needsPassAccount() {
    return true;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());

    from(work())
        .routeId("expertise-lire")
        .process(step("lire", Rapport.class, work -> lecture.lire(depose(work))))
        .process(
            step(
                "rejoindre",
                ClaimState.class,
                work -> work.claims().join(depose(work).declaration())))
        .choice()
        .when(decided(Decision::ecrit))
        .to(ECRIRE)
        .otherwise()
        .to(EXAMINER);

    from(ECRIRE)
        .routeId("expertise-ecrire")
        .process(effect("écrire", Envoye.class, this::ecrire, Expertise::empeche))
        .process(conclure(Expertise::ecrit));

    from(EXAMINER)
        .routeId("expertise-examiner")
        .process(step(Questions.CONSULTER, Situation.class, this::consulter))
        .process(step("comparer", Controle.Resultat.class, this::comparer))
        .choice()
        .when(when(Controle.Resultat.class, Controle.Resultat.AVerifier.class::isInstance))
        .process(conclure(this::aVerifier))
        .otherwise()
        .to(COMPLETER);

    from(COMPLETER)
        .routeId("expertise-completer")
        .process(step("confier", Confie.class, this::confier))
        .process(effect("completer", Completion.Faite.class, this::completer, this::change))
        .process(step("choisir", Destinataires.class, this::choisir))
        .to(TRANSMETTRE);

    from(TRANSMETTRE)
        .routeId("expertise-transmettre")
        .choice()
        .when(when(Destinataires.class, Destinataires::compagnie))
        .process(effect("transmettre", Transmis.class, this::transmettre, Expertise::empeche))
        .end()
        .choice()
        .when(when(Destinataires.class, d -> !d.assureur().isEmpty()))
        .process(effect("informer", Informe.class, this::informer, Expertise::empeche))
        .end()
        .process(conclure(this::traite));
  }

  private static RapportExpertise depose(Work work) {
    return RapportExpertise.of(work.item().payload());
  }

  private Situation consulter(Work work) {
    RapportExpertise report = depose(work);
    PassSession pass = sessions.de(work);
    Preouverture claim =
        pass.preouverture(new NumeroDeclaration(report.declaration()))
            .orElseThrow(
                () ->
                    new ConnectorException(
                        FailureKind.CHANGED,
                        "PASS no longer shows the préouverture %s that the report was attached to."
                            .formatted(report.declaration())));
    List<MissionSuivie> missions =
        claim.dossiers().stream().flatMap(d -> pass.missions(d).stream()).toList();
    Annuaire directory = sessions.annuaire(work, report.expediteur());
    Set<String> codes =
        Set.copyOf(missions.stream().map(MissionSuivie::expertCode).distinct().toList());
    return new Situation(
        claim,
        missions,
        directory.expertByEmail(report.expediteur()).orElse(null),
        directory.experts().stream().filter(e -> codes.contains(e.code())).toList());
  }

  private Controle.Resultat comparer(Work work) {
    return controle.comparer(
        depose(work),
        work.get(Rapport.class),
        work.get(Situation.class),
        new Choix(work.decisions()));
  }

  /** Nobody waits for the register, which people have open all day. */
  private Confie confier(Work work) {
    RapportExpertise report = depose(work);
    Rapport read = work.get(Rapport.class);
    Controle.Resultat.Conforme found = conforme(work);
    MissionSuivie mission = found.mission();
    RapportSaisi values = found.rapport();
    LigneRapport row =
        new LigneRapport(
            Completion.cle(mission, values),
            LocalDate.ofInstant(report.recuLe(), settings.zone()),
            report.declaration(),
            mission.dossier().valeur(),
            mission.numeroOm(),
            expert(work, mission),
            work.get(Situation.class).preouverture().immatriculationAssure(),
            read.champ(Rapport.VEHICULE).map(Valeur::texte).orElse(""),
            values.genre().name(),
            values.date(),
            values.montant(),
            values.honoraires(),
            values.epave(),
            report.fichier());
    TenueRegistre.deposer(work, row);
    return new Confie(row.cle());
  }

  private Effect<Completion.Faite> completer(Work work) {
    Controle.Resultat.Conforme found = conforme(work);
    return new Completion(sessions, longest, work, found.mission(), found.rapport());
  }

  private Destinataires choisir(Work work) {
    RapportSaisi report = conforme(work).rapport();
    if (report.montant().compareTo(settings.plafond()) <= 0) {
      return new Destinataires(false, "", "");
    }
    String company = work.get(Situation.class).preouverture().compagnieAdverse().strip();
    String address = settings.assureur(company);
    return new Destinataires(
        true,
        address == null ? "" : address,
        address == null && !company.isEmpty()
            ? "Rapport au-dessus du plafond à remettre à %s : aucune adresse connue (flotte.expertise.adresses-assureurs)."
                .formatted(company)
            : "");
  }

  private Effect<Transmis> transmettre(Work work) {
    return Recu.par(
        envois.courriel(
            "transmettre",
            cleMission(work) + "/compagnie",
            transmission(work, adresseCompagnie, false),
            Optional::empty),
        Transmis::new);
  }

  private Effect<Informe> informer(Work work) {
    return Recu.par(
        envois.courriel(
            "informer",
            cleMission(work) + "/assureur",
            transmission(work, work.get(Destinataires.class).assureur(), true),
            Optional::empty),
        Informe::new);
  }

  /** A mission's report above the ceiling is sent once, be it the preliminary or the final one. */
  private static String cleMission(Work work) {
    MissionSuivie mission = conforme(work).mission();
    return "%s/%s".formatted(mission.dossier(), mission.numeroOm());
  }

  private Envois.Lettre transmission(Work work, String to, boolean insurer) {
    Controle.Resultat.Conforme found = conforme(work);
    MissionSuivie mission = found.mission();
    return new Envois.Lettre(
        to,
        () ->
            courriers.transmission(
                work.get(Situation.class).preouverture(),
                mission.dossier().valeur(),
                mission.numeroOm(),
                expert(work, mission),
                found.rapport(),
                insurer),
        () ->
            lecture.jointes(
                depose(work), work.get(Rapport.class), "rapport-" + mission.numeroOm()));
  }

  private static String expert(Work work, MissionSuivie mission) {
    return work.get(Situation.class)
        .expert(mission.expertCode())
        .map(e -> e.code() + " " + e.nom())
        .orElse(mission.expertCode());
  }

  private Effect<Envoye> ecrire(Work work) {
    RapportExpertise report = depose(work);
    Decision decision = work.decisions().getLast();
    return envois.courriel(
        "ecrire-expert",
        work.item().reference() + "/" + decision.numero(),
        new Envois.Lettre(report.expediteur(), () -> lettre(report, decision)),
        Optional::empty);
  }

  private Message lettre(RapportExpertise report, Decision decision) {
    String motif = decision.motif();
    Question.Lettre letter = decision.lettre();
    if (decision.genre() == Decision.Genre.REJETER && motif != null) {
      return courriers.refus(report.declaration(), motif);
    }
    if (decision.genre() == Decision.Genre.DEMANDER && letter != null) {
      return Courriers.libre(letter.sujet(), letter.texte());
    }
    throw new ConnectorException(
        FailureKind.BUG, "Decision %d has nothing to write.".formatted(decision.numero()));
  }

  private static Processor conclure(Function<Work, Outcome> fin) {
    return finish(
        work -> {
          Outcome end = fin.apply(work);
          String dossier = end.details().reperes().get(Details.DOSSIER);
          Stream.of(
                  work.find(Envoye.class),
                  work.find(Transmis.class).map(Transmis::courriel),
                  work.find(Informe.class).map(Informe::courriel))
              .flatMap(Optional::stream)
              .forEach(mail -> Envois.consigner(work, mail, depose(work).declaration(), dossier));
          return end;
        });
  }

  private Outcome aVerifier(Work work) {
    Controle.Resultat.AVerifier why =
        (Controle.Resultat.AVerifier) work.get(Controle.Resultat.class);
    return new Outcome.Review(
        Issue.A_VERIFIER,
        why.doutes().size() == 1
            ? why.doutes().getFirst()
            : "%d doutes sur le rapport d'expertise : %s"
                .formatted(why.doutes().size(), String.join(" ", why.doutes())),
        details(work, List.of()),
        questions.question(
            depose(work),
            work.get(Rapport.class),
            work.get(Situation.class),
            why,
            work.decisions()));
  }

  private static Outcome ecrit(Work work) {
    Decision decision = work.decisions().getLast();
    return decision.genre() == Decision.Genre.REJETER
        ? new Outcome.Rejected(
            Issue.REJETE,
            "Rejeté par %s : %s".formatted(decision.par(), decision.motif()),
            details(work, List.of()))
        : new Outcome.Rejected(
            Issue.DEMANDE,
            "Rapport demandé à nouveau à l'expéditeur par %s.".formatted(decision.par()),
            details(work, List.of()));
  }

  private Outcome traite(Work work) {
    Controle.Resultat.Conforme found = conforme(work);
    RapportSaisi report = found.rapport();
    MissionSuivie mission = found.mission();
    Destinataires told = work.get(Destinataires.class);
    List<Outcome.Tache> left = new ArrayList<>();
    if (!told.aRemettre().isEmpty()) {
      left.add(new Outcome.Tache("rapport", told.aRemettre()));
    }
    if (found.dejaSaisi() && dejaTraite(work)) {
      return new Outcome.Done(
          Issue.DOUBLON,
          "Même rapport que celui qui est déjà au registre et dans PASS pour la mission %s du dossier %s."
              .formatted(mission.numeroOm(), mission.dossier()),
          details(work, left));
    }
    boolean last = report.genre() == GenreRapport.DEFINITIF;
    StringBuilder motif =
        new StringBuilder(
            last
                ? "Mission %s du dossier %s complétée : honoraires %s, dommages %s, épave : %s."
                    .formatted(
                        mission.numeroOm(),
                        mission.dossier(),
                        Texte.montant(report.honoraires()),
                        Texte.montant(report.montant()),
                        report.epave() ? "oui" : "non")
                : "Rapport préliminaire de la mission %s du dossier %s saisi : dommages %s ; le rapport définitif est attendu."
                    .formatted(
                        mission.numeroOm(), mission.dossier(), Texte.montant(report.montant())));
    if (told.compagnie()) {
      motif.append(" Au-dessus du plafond : transmis.");
    }
    return new Outcome.Done(
        last ? Issue.MISSION_COMPLETEE : Issue.RAPPORT_PRELIMINAIRE,
        motif.toString(),
        details(work, left));
  }

  /** Whether an earlier item has followed the same report to its end. */
  private static boolean dejaTraite(Work work) {
    return work.get(ClaimState.class).items().stream()
        .anyMatch(
            i ->
                i.itemId() < work.item().id()
                    && (Issue.MISSION_COMPLETEE.equals(i.issue())
                        || Issue.RAPPORT_PRELIMINAIRE.equals(i.issue())));
  }

  /** PASS is no longer what was decided on: a person looks, and lets the robot look again. */
  private Outcome change(Work work, String motif) {
    Controle.Resultat.AVerifier why =
        new Controle.Resultat.AVerifier(conforme(work).mission(), List.of(motif), Set.of());
    return new Outcome.Review(
        Issue.A_VERIFIER,
        motif,
        details(work, List.of()),
        questions.question(
            depose(work),
            work.get(Rapport.class),
            work.get(Situation.class),
            why,
            work.decisions()));
  }

  private static Outcome empeche(Work work, String motif) {
    return new Outcome.Review(Issue.A_VERIFIER, motif, details(work, List.of()));
  }

  private static Outcome.Details details(Work work, List<Outcome.Tache> left) {
    Optional<Preouverture> claim = work.find(Situation.class).map(Situation::preouverture);
    Optional<MissionSuivie> mission =
        work.find(Controle.Resultat.class)
            .map(
                r ->
                    switch (r) {
                      case Controle.Resultat.Conforme c -> c.mission();
                      case Controle.Resultat.AVerifier v -> v.mission();
                    });
    return Details.de(
        depose(work).declaration(),
        mission
            .map(m -> m.dossier().valeur())
            .or(() -> claim.flatMap(c -> c.dossiers().stream().findFirst()).map(d -> d.valeur()))
            .orElse(null),
        claim.map(Preouverture::nature).orElse(null),
        claim.map(Preouverture::agence).orElse(null),
        left);
  }

  private static Controle.Resultat.Conforme conforme(Work work) {
    return (Controle.Resultat.Conforme) work.get(Controle.Resultat.class);
  }

  /** An effect whose result is kept under another type: two mails of one item are told apart. */
  private record Recu<A, R>(Effect<A> effet, Function<A, R> comme) implements Effect<R> {
    static <A, R> Effect<R> par(Effect<A> effet, Function<A, R> comme) {
      return new Recu<>(effet, comme);
    }

    @Override
    public String naturalKey() {
      return effet.naturalKey();
    }

    @Override
    public Optional<R> lookup() {
      return effet.lookup().map(comme);
    }

    @Override
    public Optional<String> obstacle() {
      return effet.obstacle();
    }

    @Override
    public R perform() {
      return comme.apply(effet.perform());
    }

    @Override
    public Duration longestRequest() {
      return effet.longestRequest();
    }
  }
}
