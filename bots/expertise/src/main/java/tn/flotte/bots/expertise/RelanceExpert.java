package tn.flotte.bots.expertise;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Claims.ClaimState;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.expertise.Envois.Envoye;
import tn.flotte.connectors.pass.DossierConsulte;
import tn.flotte.connectors.pass.Expert;
import tn.flotte.connectors.pass.MissionSuivie;
import tn.flotte.connectors.pass.NumeroDossier;
import tn.flotte.connectors.pass.PassSession;
import tn.flotte.connectors.pass.Preouverture;
import tn.flotte.connectors.pass.SessionsPass;

/**
 * Reminds an expert of a report that is late, unless it has come meanwhile: into PASS, or into the
 * mailbox, where it may wait for a person. After the last reminder a person is told.
 */
public final class RelanceExpert extends Bot {
  private static final String VERIFIER = "direct:relance-expert-verifier";
  private static final String RAPPELER = "direct:relance-expert-rappeler";

  private final ExpertiseSettings settings;
  private final SessionsPass sessions;
  private final Courriers courriers;
  private final Envois envois;

  RelanceExpert(
      ExpertiseSettings settings, SessionsPass sessions, Courriers courriers, Envois envois) {
    super(RappelExpert.BOT);
    this.settings = settings;
    this.sessions = sessions;
    this.courriers = courriers;
    this.envois = envois;
  }

  /**
   * What PASS knows of the mission.
   *
   * @param preouverture null when PASS shows the dossier no more
   * @param email the expert's address; empty when the directory has none
   */
  record Attendu(@Nullable Preouverture preouverture, String nom, String email) {}

  /**
   * Whether the report is still awaited.
   *
   * @param sansObjet the reason when it isn't
   * @param fini whether nobody is to be reminded any more, or can be
   */
  record Attente(@Nullable String sansObjet, boolean fini) {}

  @Override
  public boolean needsPassAccount() {
    return true;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    from(work())
        .routeId("relance-expert")
        .process(step("consulter", Attendu.class, this::consulter))
        .choice()
        .when(when(Attendu.class, a -> a.preouverture() == null))
        .process(finish(work -> sansObjet(work, "PASS ne montre plus le dossier.")))
        .otherwise()
        .process(step("rejoindre", ClaimState.class, this::rejoindre))
        .to(VERIFIER);

    from(VERIFIER)
        .routeId("relance-expert-verifier")
        .process(step("verifier", Attente.class, this::verifier))
        .choice()
        .when(when(Attente.class, a -> a.sansObjet() != null))
        .process(
            finish(work -> sansObjet(work, String.valueOf(work.get(Attente.class).sansObjet()))))
        .when(when(Attente.class, Attente::fini))
        .process(finish(this::silence))
        .otherwise()
        .to(RAPPELER);

    from(RAPPELER)
        .routeId("relance-expert-rappeler")
        .process(effect("rappeler", Envoye.class, this::rappeler, RelanceExpert::sansObjet))
        .process(finish(this::rappele));
  }

  private Attendu consulter(Work work) {
    RappelExpert reminder = RappelExpert.de(work.item());
    PassSession pass = sessions.de(work);
    Optional<Preouverture> claim =
        pass.dossier(new NumeroDossier(reminder.dossier()))
            .map(DossierConsulte::dossier)
            .flatMap(d -> pass.preouverture(d.declaration()));
    Optional<Expert> expert =
        pass.annuaire().experts().stream()
            .filter(e -> e.code().equals(reminder.expert()))
            .findFirst();
    return new Attendu(
        claim.orElse(null),
        expert.map(Expert::nom).orElse(reminder.expert()),
        expert.map(Expert::email).orElse(""));
  }

  private ClaimState rejoindre(Work work) {
    return work.claims().join(declaration(work));
  }

  private static String declaration(Work work) {
    Preouverture claim = work.get(Attendu.class).preouverture();
    return claim == null ? "" : claim.numero().valeur();
  }

  /** Why nobody needs to be reminded any more. */
  private Optional<String> arrive(Work work) {
    RappelExpert reminder = RappelExpert.de(work.item());
    Instant since = reminder.priseLe().atStartOfDay(settings.zone()).toInstant();
    return work.get(ClaimState.class).items().stream()
        .filter(i -> Issue.COURRIEL_RAPPORT.equals(i.issue()) && i.createdAt().isAfter(since))
        .findFirst()
        .map(i -> "Le courriel de l'élément n° %d a apporté un rapport.".formatted(i.itemId()))
        .or(() -> dansPass(work, reminder));
  }

  private Optional<String> dansPass(Work work, RappelExpert reminder) {
    Optional<MissionSuivie> mission =
        sessions.de(work).missions(new NumeroDossier(reminder.dossier())).stream()
            .filter(m -> m.rang() == reminder.rang() && m.numeroOm().equals(reminder.numeroOm()))
            .findFirst();
    if (mission.isEmpty()) {
      return Optional.of("PASS ne montre plus la mission.");
    }
    return mission.get().rapports().stream()
        .findFirst()
        .map(r -> "Le rapport du %s est saisi dans PASS.".formatted(Texte.jour(r.date())));
  }

  private Attente verifier(Work work) {
    return new Attente(
        arrive(work).orElse(null),
        RappelExpert.de(work.item()).numero() > settings.rappels()
            || work.get(Attendu.class).email().isEmpty());
  }

  private Effect<Envoye> rappeler(Work work) {
    RappelExpert reminder = RappelExpert.de(work.item());
    Attendu known = work.get(Attendu.class);
    Preouverture claim = java.util.Objects.requireNonNull(known.preouverture());
    return envois.courriel(
        "rappeler",
        work.item().reference(),
        new Envois.Lettre(
            known.email(),
            () ->
                courriers.rappel(
                    reminder, known.nom(), claim.immatriculationAssure(), claim.dateAccident())),
        () -> dansPass(work, reminder));
  }

  private Outcome rappele(Work work) {
    RappelExpert reminder = RappelExpert.de(work.item());
    Envoye mail = work.get(Envoye.class);
    Envois.consigner(work, mail, declaration(work), reminder.dossier());
    reminder
        .suivant()
        .deposer(work, work.clock().instant().plus(Duration.ofDays(settings.rappelEntre())));
    return new Outcome.Done(
        Issue.RAPPEL_ENVOYE,
        "Rappel n° %d envoyé à %s pour l'ordre de mission %s."
            .formatted(reminder.numero(), mail.destinataire(), reminder.numeroOm()),
        details(work));
  }

  /** The expert has been reminded often enough, or can't be. */
  private Outcome silence(Work work) {
    RappelExpert reminder = RappelExpert.de(work.item());
    Attendu known = work.get(Attendu.class);
    LocalDate today = LocalDate.ofInstant(work.clock().instant(), settings.zone());
    long days = java.time.temporal.ChronoUnit.DAYS.between(reminder.priseLe(), today);
    String motif =
        known.email().isEmpty()
            ? "Pas de rapport de la mission %s, %d jours après la prise de l'ordre ; l'annuaire de PASS n'a pas d'adresse pour l'expert %s."
                .formatted(reminder.numeroOm(), days, reminder.expert())
            : "%s n'a pas envoyé le rapport de la mission %s, %d jours après la prise de l'ordre, malgré %d rappel(s)."
                .formatted(known.nom(), reminder.numeroOm(), days, reminder.numero() - 1);
    return new Outcome.Review(
        Issue.EXPERT_SILENCIEUX, motif, details(work), aPrendre("expert", motif));
  }

  /** Something that a person takes note of and closes. */
  static Question aPrendre(String cause, String motif) {
    return new Question(
        cause, Questions.CONSULTER, false, List.of(motif), "", List.of(), List.of(), null);
  }

  private static Outcome sansObjet(Work work, String motif) {
    return new Outcome.Done(Issue.RAPPEL_SANS_OBJET, "Rappel sans objet. " + motif, details(work));
  }

  private static Outcome.Details details(Work work) {
    String claim = declaration(work);
    return claim.isEmpty()
        ? Outcome.Details.NONE
        : Details.de(claim, RappelExpert.de(work.item()).dossier());
  }
}
