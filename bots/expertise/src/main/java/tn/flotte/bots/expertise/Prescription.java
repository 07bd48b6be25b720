package tn.flotte.bots.expertise;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Claims.ClaimState;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.expertise.Envois.Envoye;
import tn.flotte.connectors.pass.GenreRapport;
import tn.flotte.connectors.pass.NumeroDossier;
import tn.flotte.connectors.pass.SessionsPass;

/**
 * Tells the cell, by mail and in its basket, that a claim without a report is about to be
 * time-barred (annex A step 19).
 */
public final class Prescription extends Bot {
  private static final String ALERTER = "direct:prescription-alerter";

  private final ExpertiseSettings settings;
  private final String adresseCompagnie;
  private final SessionsPass sessions;
  private final Courriers courriers;
  private final Envois envois;

  Prescription(
      ExpertiseSettings settings,
      String adresseCompagnie,
      SessionsPass sessions,
      Courriers courriers,
      Envois envois) {
    super(Echeance.BOT);
    this.settings = settings;
    this.adresseCompagnie = adresseCompagnie;
    this.sessions = sessions;
    this.courriers = courriers;
    this.envois = envois;
  }

  /** Whether the report is still awaited; the reason when it isn't. */
  record Attente(@Nullable String sansObjet) {}

  @Override
  public boolean needsPassAccount() {
    return true;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    from(work())
        .routeId("prescription")
        .process(
            step(
                "rejoindre",
                ClaimState.class,
                work -> work.claims().join(Echeance.de(work.item()).declaration())))
        .process(step("verifier", Attente.class, work -> new Attente(arrive(work).orElse(null))))
        .choice()
        .when(when(Attente.class, a -> a.sansObjet() != null))
        .process(
            finish(work -> sansObjet(work, String.valueOf(work.get(Attente.class).sansObjet()))))
        .otherwise()
        .to(ALERTER);

    from(ALERTER)
        .routeId("prescription-alerter")
        .process(effect("alerter", Envoye.class, this::alerter, Prescription::sansObjet))
        .process(finish(this::alerte));
  }

  private Optional<String> arrive(Work work) {
    return sessions
        .de(work)
        .missions(new NumeroDossier(Echeance.de(work.item()).dossier()))
        .stream()
        .flatMap(m -> m.rapport(GenreRapport.DEFINITIF).stream())
        .findFirst()
        .map(r -> "Le rapport du %s est saisi dans PASS.".formatted(Texte.jour(r.date())));
  }

  private Effect<Envoye> alerter(Work work) {
    Echeance due = Echeance.de(work.item());
    return envois.courriel(
        "alerter",
        work.item().reference(),
        new Envois.Lettre(adresseCompagnie, () -> courriers.prescription(due)),
        () -> arrive(work));
  }

  private Outcome alerte(Work work) {
    Echeance due = Echeance.de(work.item());
    Envois.consigner(work, work.get(Envoye.class), due.declaration(), due.dossier());
    LocalDate today = LocalDate.ofInstant(work.clock().instant(), settings.zone());
    String motif =
        due.limite().isAfter(today)
            ? "Le dossier %s sera prescrit le %s et n'a pas de rapport d'expertise définitif."
                .formatted(due.dossier(), Texte.jour(due.limite()))
            : "Le dossier %s est prescrit depuis le %s : aucun rapport d'expertise définitif n'est dans PASS."
                .formatted(due.dossier(), Texte.jour(due.limite()));
    return new Outcome.Review(
        Issue.PRESCRIPTION,
        motif,
        Details.de(due.declaration(), due.dossier()),
        RelanceExpert.aPrendre("prescription", motif));
  }

  private static Outcome sansObjet(Work work, String motif) {
    Echeance due = Echeance.de(work.item());
    return new Outcome.Done(
        Issue.RAPPEL_SANS_OBJET,
        "Alerte sans objet. " + motif,
        Details.de(due.declaration(), due.dossier()));
  }
}
