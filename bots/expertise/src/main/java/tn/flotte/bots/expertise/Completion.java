package tn.flotte.bots.expertise;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Work;
import tn.flotte.connectors.pass.MissionSuivie;
import tn.flotte.connectors.pass.RapportSaisi;
import tn.flotte.connectors.pass.SessionsPass;

/**
 * Enters a report on its mission in PASS: found when PASS shows the very same, withheld when the
 * mission is no longer what was decided on.
 */
final class Completion implements Effect<Completion.Faite> {
  private final SessionsPass sessions;
  private final Duration longest;
  private final Work work;
  private final MissionSuivie mission;
  private final RapportSaisi rapport;
  private @Nullable MissionSuivie derniere;

  Completion(
      SessionsPass sessions,
      Duration longest,
      Work work,
      MissionSuivie mission,
      RapportSaisi rapport) {
    this.sessions = sessions;
    this.longest = longest;
    this.work = work;
    this.mission = mission;
    this.rapport = rapport;
  }

  /** PASS holds the report. */
  record Faite(RapportSaisi rapport, String statut) {}

  @Override
  public String naturalKey() {
    return cle(mission, rapport);
  }

  /** What names a report: the same mission's of the same kind is the same one. */
  static String cle(MissionSuivie mission, RapportSaisi rapport) {
    return "%s/%s/%s".formatted(mission.dossier(), mission.numeroOm(), rapport.genre());
  }

  @Override
  public Optional<Faite> lookup() {
    MissionSuivie now = regarder();
    return now == null
        ? Optional.empty()
        : now.rapport(rapport.genre())
            .filter(held -> Controle.memeContenu(held, rapport))
            .map(held -> new Faite(held, now.statut()));
  }

  @Override
  public Optional<String> obstacle() {
    MissionSuivie last = derniere;
    MissionSuivie now = last == null ? regarder() : last;
    String not = " Rapport non saisi.";
    if (now == null) {
      return Optional.of(
          "PASS ne montre plus la mission %s du dossier %s."
                  .formatted(mission.numeroOm(), mission.dossier())
              + not);
    }
    if (!now.expertCode().equals(mission.expertCode())
        || !now.rapports().equals(mission.rapports())) {
      return Optional.of(
          "PASS a changé depuis l'examen : mission %s de l'expert « %s », %d rapport(s) ; maintenant « %s », %d."
                  .formatted(
                      mission.numeroOm(),
                      mission.expertCode(),
                      mission.rapports().size(),
                      now.expertCode(),
                      now.rapports().size())
              + not);
    }
    return Optional.empty();
  }

  @Override
  public Faite perform() {
    return new Faite(rapport, sessions.de(work).completer(mission, rapport).statut());
  }

  private @Nullable MissionSuivie regarder() {
    MissionSuivie now =
        sessions.de(work).missions(mission.dossier()).stream()
            .filter(m -> m.rang() == mission.rang() && m.numeroOm().equals(mission.numeroOm()))
            .findFirst()
            .orElse(null);
    derniere = now;
    return now;
  }

  @Override
  public Duration longestRequest() {
    return longest;
  }

  @Override
  public void fence() {
    sessions.ecarter(work);
  }
}
