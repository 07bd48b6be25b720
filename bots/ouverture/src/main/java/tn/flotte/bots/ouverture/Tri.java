package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import java.util.Set;
import tn.flotte.connectors.pass.Annuaire;

/**
 * Sorts a mail by who sent it and what it carries, before anything is read (annex A step 6;
 * quarantine rules of the house).
 */
final class Tri {
  private final Set<String> nosAdresses;

  /**
   * {@code nosAdresses}: our own mailboxes; what comes from them is an echo, never a declaration.
   */
  Tri(Set<String> nosAdresses) {
    this.nosAdresses =
        nosAdresses.stream()
            .map(a -> a.toLowerCase(Locale.ROOT))
            .collect(java.util.stream.Collectors.toSet());
  }

  /** What is done with a mail. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "tri")
  sealed interface Resultat {
    /** Nobody waits for an answer. */
    record Ignore(String motif) implements Resultat {}

    /** Kept out of the way of the people; one of them is told. */
    record Quarantaine(String motif) implements Resultat {}

    /** From an intermediary that PASS knows. */
    record Agence(String code, String nom) implements Resultat {}

    /** From an expert that PASS knows. */
    record Expert(String code, String nom) implements Resultat {}
  }

  Resultat trier(Courrier courrier, Annuaire annuaire) {
    // A threat comes first: a bounce or a newsletter that carries one is no less dangerous to
    // whoever opens it.
    if (!courrier.menaces().isEmpty()) {
      return new Resultat.Quarantaine(String.join(" ", courrier.menaces()));
    }
    switch (courrier.genre()) {
      case REPONSE_AUTOMATIQUE -> {
        return new Resultat.Ignore("Réponse automatique : aucune suite à donner.");
      }
      case REBOND -> {
        return new Resultat.Ignore("Avis de non-remise d'un courriel : aucune suite à donner.");
      }
      case LETTRE_INFORMATION -> {
        return new Resultat.Ignore("Lettre d'information : aucune suite à donner.");
      }
      case PERSONNEL -> {}
    }
    if (nosAdresses.contains(courrier.expediteur())) {
      return new Resultat.Ignore("Courriel venu de notre propre adresse : aucune suite à donner.");
    }
    return annuaire
        .agenceByEmail(courrier.expediteur())
        .<Resultat>map(a -> new Resultat.Agence(a.code(), a.nom()))
        .or(
            () ->
                annuaire
                    .expertByEmail(courrier.expediteur())
                    .map(e -> new Resultat.Expert(e.code(), e.nom())))
        .orElseGet(
            () -> new Resultat.Quarantaine("L'expéditeur n'est pas dans l'annuaire de PASS."));
  }
}
