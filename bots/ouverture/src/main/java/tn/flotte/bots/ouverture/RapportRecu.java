package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tn.flotte.connectors.pass.Dossier;
import tn.flotte.connectors.pass.NumeroDeclaration;
import tn.flotte.connectors.pass.PassSession;
import tn.flotte.connectors.pass.Preouverture;
import tn.flotte.connectors.pass.Recherche;

/**
 * Finds the claim that an expert's report belongs to (annex A steps 18–19), by its number, else by
 * plate and mission.
 */
final class RapportRecu {
  private final Formats formats;
  private final double seuil;

  RapportRecu(Formats formats, double seuil) {
    this.formats = formats;
    this.seuil = seuil;
  }

  /** Which claim it is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "rapport")
  sealed interface Resultat {
    /** One claim. */
    record Rattache(Preouverture preouverture) implements Resultat {}

    /** A person must say. */
    record AVerifier(String motif) implements Resultat {}
  }

  /** Whether a mail is about a report: it brings one, and none of the papers of a declaration. */
  static boolean estRapport(List<Piece> pieces) {
    return pieces.stream().anyMatch(p -> p.lisible() && p.type().equals(Piece.RAPPORT))
        && pieces.stream()
            .noneMatch(p -> p.type().equals(Piece.CONSTAT) || p.type().equals(Piece.OM));
  }

  Resultat rattacher(Courrier courrier, List<Piece> pieces, PassSession pass) {
    if (!estRapport(pieces)) {
      return new Resultat.AVerifier("Courriel d'un expert sans rapport d'expertise lisible.");
    }
    Set<String> numbers =
        NumeroLu.chercher(courrier, pieces, formats, seuil).stream()
            .filter(n -> n.sur() && n.source() != NumeroLu.Source.FIL)
            .map(NumeroLu::numero)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, Preouverture> found = new LinkedHashMap<>();
    numbers.forEach(
        n -> pass.preouverture(new NumeroDeclaration(n)).ifPresent(p -> found.put(n, p)));
    if (numbers.isEmpty()) {
      for (String plate : plates(courrier, pieces)) {
        pass.rechercher(new Recherche(plate, null, null, null)).stream()
            .filter(p -> p.immatriculationAssure().equals(plate))
            .forEach(p -> found.put(p.numero().valeur(), p));
      }
    }
    if (found.size() > 1) {
      Optional<Preouverture> byMission = byMission(found, pieces, pass);
      if (byMission.isPresent()) {
        return new Resultat.Rattache(byMission.get());
      }
    }
    if (found.size() == 1) {
      return new Resultat.Rattache(found.values().iterator().next());
    }
    return new Resultat.AVerifier(
        found.isEmpty()
            ? "Rapport d'expertise reçu, mais aucune déclaration ne lui correspond."
            : "Rapport d'expertise reçu, mais plusieurs déclarations lui correspondent : %s."
                .formatted(String.join(", ", found.keySet())));
  }

  private Optional<Preouverture> byMission(
      Map<String, Preouverture> found, List<Piece> pieces, PassSession pass) {
    Set<String> orders =
        pieces.stream()
            .flatMap(p -> p.sur("numero_om", seuil).stream())
            .collect(Collectors.toSet());
    List<Preouverture> fitting =
        found.values().stream()
            .filter(
                p ->
                    pass.dossiers(p.numero()).stream()
                        .map(Dossier::numero)
                        .flatMap(d -> pass.dossier(d).stream())
                        .flatMap(d -> d.missions().stream())
                        .anyMatch(m -> orders.contains(m.numeroOm())))
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private Set<String> plates(Courrier courrier, List<Piece> pieces) {
    Set<String> plates =
        new LinkedHashSet<>(Indices.chercher(courrier, formats).immatriculations());
    pieces.forEach(p -> p.sur("vehicule_immatriculation", seuil).ifPresent(plates::add));
    return plates;
  }
}
