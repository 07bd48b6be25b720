package tn.flotte.bots.ouverture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tn.flotte.bots.api.Claims.ClaimItem;

/**
 * Ends a conversation of two machines. An automatic answer that doesn't call itself one looks like
 * a person's mail; whoever answers it is answered again. After so many answers of ours to one
 * sender about one claim within a day, the next is a person's to write.
 */
final class Echange {
  private static final Duration JOUR = Duration.ofDays(1);

  /** Outcomes with which a mail's sender was answered. */
  private static final Set<String> REPONDUES =
      Set.of(Issue.REGULARISATION, Issue.DOUBLON, Issue.DOSSIER_OUVERT, Issue.REJETE);

  private final int reponsesParJour;

  Echange(int reponsesParJour) {
    this.reponsesParJour = reponsesParJour;
  }

  /**
   * Why this mail is not answered by the robot, in the same words however often it is asked; empty
   * when it may be.
   *
   * @param autres the claim's other items
   */
  Optional<String> suppose(Courrier mail, List<ClaimItem> autres, Choix choix) {
    Instant since = mail.recuLe().minus(JOUR);
    long answered =
        autres.stream()
            .filter(i -> mail.expediteur().equals(i.expediteur()))
            .filter(i -> i.issue() != null && REPONDUES.contains(i.issue()))
            .filter(i -> i.createdAt().isAfter(since))
            .count();
    String doubt =
        "Échange automatique supposé : déjà %d réponses en un jour à %s pour cette déclaration, et chacune a été suivie d'un nouveau courriel. Le robot ne répond plus."
            .formatted(reponsesParJour, mail.expediteur());
    return answered < reponsesParJour || choix.admet(doubt) ? Optional.empty() : Optional.of(doubt);
  }
}
