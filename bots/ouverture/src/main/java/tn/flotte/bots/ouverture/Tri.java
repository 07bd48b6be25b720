package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.connectors.pass.Annuaire;

/**
 * Sorts a mail by who sent it and what it carries, before anything is read (annex A step 6;
 * quarantine rules of the house).
 */
final class Tri {
  private final Set<String> nosAdresses;
  private final String adresseCellule;
  private final String adresseGa;

  /**
   * @param nosAdresses our own mailboxes; what comes from them is an echo, never a declaration
   * @param adresseCellule where we send notices; a notice about what comes back from there could go
   *     round for ever
   * @param adresseGa Générale Assistance's; empty when it isn't known
   */
  Tri(Set<String> nosAdresses, String adresseCellule, String adresseGa) {
    this.adresseGa = adresseGa.toLowerCase(Locale.ROOT);
    this.adresseCellule = adresseCellule.toLowerCase(Locale.ROOT);
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

    /**
     * A machine wrote it, yet it brings papers from somebody that PASS knows; or it comes from
     * where our notices go: a person decides.
     */
    record AVerifier(String motif) implements Resultat {}

    /** From an intermediary that PASS knows. */
    record Agence(String code, String nom) implements Resultat {}

    /** From an expert that PASS knows. */
    record Expert(String code, String nom) implements Resultat {}

    /** From Générale Assistance. */
    record Assistance() implements Resultat {}
  }

  /** Whether it matters who sent it, so that PASS's directory must be asked. */
  boolean selonExpediteur(Courrier courrier) {
    return courrier.menaces().isEmpty()
        && (courrier.genre() == Courrier.Genre.PERSONNEL || courrier.avecPieces());
  }

  Resultat trier(Courrier courrier, Annuaire annuaire) {
    // A threat comes first: a bounce or a newsletter that carries one is no less dangerous to
    // whoever opens it.
    if (!courrier.menaces().isEmpty()) {
      return new Resultat.Quarantaine(String.join(" ", courrier.menaces()));
    }
    if (!selonExpediteur(courrier)) {
      return ignorer(courrier.genre());
    }
    if (nosAdresses.contains(courrier.expediteur())) {
      return new Resultat.Ignore("Courriel venu de notre propre adresse : aucune suite à donner.");
    }
    if (adresseCellule.equals(courrier.expediteur())) {
      return new Resultat.AVerifier(
          "Courriel venu de l'adresse de la cellule, où le robot envoie ses avis : une personne doit dire s'il s'agit d'une déclaration.");
    }
    Optional<Resultat> connu = connu(courrier.expediteur(), annuaire);
    return switch (courrier.genre()) {
      // A list changes nothing of who wrote and what came with it.
      case PERSONNEL, LISTE -> connu.orElseGet(Tri::inconnu);
      case REPONSE_AUTOMATIQUE ->
          connu
              .<Resultat>map(
                  _ ->
                      new Resultat.AVerifier(
                          "Réponse automatique d'un expéditeur connu, mais avec des pièces jointes : une personne doit dire s'il s'agit d'une déclaration."))
              .orElseGet(Tri::inconnu);
      case REBOND ->
          connu
              .<Resultat>map(
                  _ ->
                      new Resultat.AVerifier(
                          "Avis de non-remise envoyé par un expéditeur connu, mais avec des pièces jointes : une personne doit dire s'il s'agit d'une déclaration."))
              // What a mail system sends back is what was sent before: nobody's declaration.
              .orElseGet(() -> ignorer(Courrier.Genre.REBOND));
    };
  }

  /** The cell has said that a machine's mail is a declaration: who sent it is all that matters. */
  Resultat declaration(Courrier courrier, Annuaire annuaire) {
    return connu(courrier.expediteur(), annuaire).orElseGet(Tri::inconnu);
  }

  private static Resultat ignorer(Courrier.Genre genre) {
    return new Resultat.Ignore(
        switch (genre) {
          case REPONSE_AUTOMATIQUE -> "Réponse automatique : aucune suite à donner.";
          case REBOND -> "Avis de non-remise d'un courriel : aucune suite à donner.";
          case LISTE -> "Lettre d'information : aucune suite à donner.";
          case PERSONNEL ->
              throw new ConnectorException(FailureKind.BUG, "A person's mail is never ignored.");
        });
  }

  private Optional<Resultat> connu(String expediteur, Annuaire annuaire) {
    if (!adresseGa.isEmpty() && adresseGa.equals(expediteur)) {
      return Optional.of(new Resultat.Assistance());
    }
    return annuaire
        .agenceByEmail(expediteur)
        .<Resultat>map(a -> new Resultat.Agence(a.code(), a.nom()))
        .or(
            () ->
                annuaire
                    .expertByEmail(expediteur)
                    .map(e -> new Resultat.Expert(e.code(), e.nom())));
  }

  private static Resultat inconnu() {
    return new Resultat.Quarantaine("L'expéditeur n'est pas dans l'annuaire de PASS.");
  }
}
