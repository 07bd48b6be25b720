package tn.flotte.bots.expertise;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.connectors.pass.Expert;
import tn.flotte.connectors.pass.MissionSuivie;
import tn.flotte.connectors.pass.Preouverture;

/**
 * What PASS holds of the claim.
 *
 * @param missions of all its dossiers
 * @param expediteur the expert who sent the report; null when the sender is none
 * @param experts those who hold its missions
 */
record Situation(
    Preouverture preouverture,
    List<MissionSuivie> missions,
    @Nullable Expert expediteur,
    List<Expert> experts) {
  Situation {
    missions = List.copyOf(missions);
    experts = List.copyOf(experts);
  }

  Optional<Expert> expert(String code) {
    return experts.stream().filter(e -> e.code().equals(code)).findFirst();
  }
}
