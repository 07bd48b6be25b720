package tn.flotte.bots.expertise;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Work;
import tn.flotte.connectors.pass.DossierSansRapport;
import tn.flotte.connectors.pass.MissionEnCours;
import tn.flotte.connectors.pass.PassSession;
import tn.flotte.connectors.pass.SessionsPass;

/**
 * Goes once a day through what PASS still waits for: missions whose report is late (annex A step
 * 15, D+10) and claims that will be time-barred without one (step 19, two or three years). Each
 * finds its way to the bot that writes, once.
 */
public final class Veille extends Bot {
  /** The bot's name. */
  static final String NOM = "veille";

  private final ExpertiseSettings settings;
  private final SessionsPass sessions;

  Veille(ExpertiseSettings settings, SessionsPass sessions) {
    super(NOM);
    this.settings = settings;
    this.sessions = sessions;
  }

  /** What was found anew. */
  record Bilan(int rappels, int alertes) {}

  @Override
  public boolean needsPassAccount() {
    return true;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    from(work())
        .routeId(NOM)
        .process(step("veiller", Bilan.class, this::veiller))
        .process(finish(Veille::fin));
  }

  private Bilan veiller(Work work) {
    LocalDate today = LocalDate.ofInstant(work.clock().instant(), settings.zone());
    PassSession pass = sessions.de(work);
    return new Bilan(rappels(work, pass, today), alertes(work, pass, today));
  }

  private int rappels(Work work, PassSession pass, LocalDate today) {
    if (settings.rappels() == 0) {
      return 0;
    }
    int fresh = 0;
    for (MissionEnCours mission : pass.missionsEnCours()) {
      if (fresh == settings.parPassage()) {
        break;
      }
      boolean late = !mission.priseLe().plusDays(settings.rappelApres()).isAfter(today);
      if (late && RappelExpert.premier(mission).deposer(work, work.clock().instant())) {
        fresh++;
      }
    }
    return fresh;
  }

  private int alertes(Work work, PassSession pass, LocalDate today) {
    int first = settings.alertes().getFirst();
    int years = Collections.min(settings.delais().values());
    int fresh = 0;
    for (DossierSansRapport one :
        pass.dossiersSansRapport(today.plusDays(first).minusYears(years))) {
      if (fresh == settings.parPassage()) {
        break;
      }
      if (echeance(one, today).filter(e -> e.deposer(work)).isPresent()) {
        fresh++;
      }
    }
    return fresh;
  }

  /** The nearest alert that is due; a mode without a delay has none. */
  private Optional<Echeance> echeance(DossierSansRapport one, LocalDate today) {
    Integer years = settings.delais().get(one.mode());
    if (years == null) {
      return Optional.empty();
    }
    LocalDate limit = one.accident().plusYears(years);
    return settings.alertes().stream()
        .filter(days -> !today.isBefore(limit.minusDays(days)))
        .reduce((far, near) -> near)
        .map(days -> Echeance.de(one, limit, days));
  }

  private static Outcome fin(Work work) {
    Bilan found = work.get(Bilan.class);
    return new Outcome.Done(
        Issue.VEILLE_FAITE,
        "%d rappel(s) à des experts et %d alerte(s) de prescription."
            .formatted(found.rappels(), found.alertes()),
        Outcome.Details.NONE);
  }
}
