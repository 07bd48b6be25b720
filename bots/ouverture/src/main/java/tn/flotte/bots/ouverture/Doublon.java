package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Claims.KnownDocument;
import tn.flotte.connectors.pass.Dossier;

/**
 * Says whether a claim still needs a dossier. The same papers again are a doublon, answered and
 * never opened twice. A dossier that a person or a centre d'expertise opened is never doubled
 * either: the pieces are filed and the sender gets its number. New papers for a dossier that the
 * fleet opened are for a person, who knows what they change.
 */
final class Doublon {
  /**
   * Outcomes of the mail that brought the papers first, after which the same papers say nothing
   * new.
   */
  private static final Set<String> SUIVIES =
      Set.of(Issue.DOSSIER_OUVERT, Issue.REGULARISATION, Issue.DOUBLON, Issue.A_VERIFIER);

  /** What the claim's past means for this mail. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "doublon")
  sealed interface Resultat {
    /** Go on. */
    record Nouveau() implements Resultat {}

    /**
     * The same papers again.
     *
     * @param numeroDossier the claim's dossier, if it has one
     * @param issue what became of the first mail
     */
    record MemesPieces(@Nullable String numeroDossier, String issue) implements Resultat {}

    /**
     * The dossier is open.
     *
     * @param admis whether the cell has said that these papers belong there; else somebody else
     *     opened it
     */
    record DejaOuvert(String numeroDossier, String noeud, boolean admis) implements Resultat {}

    /** A doublon, were its sender not answered too often already; {@code motif} says so. */
    record EnBoucle(String motif) implements Resultat {}

    /**
     * A person decides.
     *
     * @param continuer whether the robot may go on when a person says so
     */
    record AVerifier(@Nullable String numeroDossier, String motif, boolean continuer)
        implements Resultat {}
  }

  /** Whether the sender is told that nothing new was opened. */
  static boolean repondu(Resultat resultat) {
    return resultat instanceof Resultat.MemesPieces || resultat instanceof Resultat.DejaOuvert;
  }

  /**
   * @param probantes the documents that tell papers apart
   * @param connus what earlier mails brought of the mail's documents, oldest first
   * @param dossierFlotte the dossier that the fleet opened for the claim
   * @param dossiers what PASS holds for the claim
   * @param choix what the cell has settled
   */
  Resultat examiner(
      String numeroDeclaration,
      Set<String> probantes,
      List<KnownDocument> connus,
      @Nullable String dossierFlotte,
      List<Dossier> dossiers,
      Choix choix) {
    if (dossiers.size() > 1) {
      return new Resultat.AVerifier(
          null,
          "PASS tient plusieurs dossiers pour cette déclaration : %s."
              .formatted(
                  dossiers.stream()
                      .map(d -> d.numero().valeur())
                      .collect(Collectors.joining(", "))),
          false);
    }
    List<KnownDocument> telling =
        connus.stream().filter(k -> probantes.contains(k.sha256())).toList();
    Optional<String> elsewhere =
        telling.stream()
            .map(KnownDocument::numeroDeclaration)
            .filter(n -> n != null && !n.equals(numeroDeclaration))
            .map("Une pièce de ce courriel a déjà été reçue pour la déclaration %s."::formatted)
            .filter(doubt -> !choix.admet(doubt))
            .findFirst();
    if (elsewhere.isPresent()) {
      return new Resultat.AVerifier(null, elsewhere.get(), true);
    }
    Optional<Dossier> dossier = dossiers.stream().findFirst();
    List<KnownDocument> before =
        telling.stream()
            .filter(
                k ->
                    numeroDeclaration.equals(k.numeroDeclaration())
                        && k.issue() != null
                        && SUIVIES.contains(k.issue()))
            .toList();
    Set<String> seen = before.stream().map(KnownDocument::sha256).collect(Collectors.toSet());
    if (!probantes.isEmpty() && seen.containsAll(probantes)) {
      String issue =
          before.stream()
              .map(KnownDocument::issue)
              .filter(i -> i != null && !i.equals(Issue.DOUBLON))
              .map(String::valueOf)
              .reduce((a, b) -> b)
              .orElse(Issue.DOUBLON);
      return new Resultat.MemesPieces(
          dossier.map(d -> d.numero().valeur()).orElse(dossierFlotte), issue);
    }
    if (dossier.isEmpty()) {
      return new Resultat.Nouveau();
    }
    String numero = dossier.get().numero().valeur();
    Optional<String> late =
        probantes.isEmpty()
            ? Optional.of(
                "Courriel sans pièce jointe pour un sinistre déjà ouvert (dossier %s)."
                    .formatted(numero))
            : numero.equals(dossierFlotte)
                ? Optional.of(
                    "Pièces complémentaires pour un dossier déjà ouvert (%s).".formatted(numero))
                : Optional.empty();
    if (late.filter(doubt -> !choix.admet(doubt)).isPresent()) {
      return new Resultat.AVerifier(numero, late.get(), true);
    }
    return new Resultat.DejaOuvert(numero, dossier.get().noeud(), late.isPresent());
  }
}
