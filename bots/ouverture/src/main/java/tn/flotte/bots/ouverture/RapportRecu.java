package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tn.flotte.bots.api.Claims.KnownDocument;
import tn.flotte.bots.api.RapportExpertise;
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

  /** What follows; {@code dejaVenu}: an earlier mail brought the very same. */
  record Suite(boolean dejaVenu) {}

  /** The reports that a mail brings for a claim, as the bot that works on them is given them. */
  static List<RapportExpertise> rapports(Courrier mail, List<Piece> pieces, String declaration) {
    List<RapportExpertise> reports = new ArrayList<>();
    for (Piece piece : pieces) {
      if (estRapport(piece)) {
        List<Piece> sameFile =
            pieces.stream().filter(p -> p.sha256().equals(piece.sha256())).distinct().toList();
        reports.add(
            new RapportExpertise(
                piece.sha256(),
                nom(mail, piece),
                sameFile.indexOf(piece) + 1,
                declaration,
                mail.expediteur(),
                mail.sujet(),
                mail.texte(),
                mail.recuLe()));
      }
    }
    return List.copyOf(reports);
  }

  private static String nom(Courrier mail, Piece piece) {
    return mail.jointes().stream()
        .filter(j -> j.sha256().equals(piece.sha256()))
        .map(Courrier.Jointe::nom)
        .findFirst()
        .orElse(piece.fichier());
  }

  /** Whether each was followed, for the same claim, when an earlier mail brought it. */
  static boolean dejaVenus(List<RapportExpertise> reports, List<KnownDocument> known) {
    return !reports.isEmpty()
        && reports.stream()
            .allMatch(
                r ->
                    known.stream()
                        .anyMatch(
                            k ->
                                k.sha256().equals(r.sha256())
                                    && r.declaration().equals(k.numeroDeclaration())
                                    && (Issue.RAPPORT.equals(k.issue())
                                        || Issue.DOUBLON.equals(k.issue()))));
  }

  private static boolean estRapport(Piece piece) {
    return piece.lisible() && piece.type().equals(Piece.RAPPORT);
  }

  /** Whether a mail is about a report: it brings one, and none of the papers of a declaration. */
  static boolean estRapport(List<Piece> pieces) {
    return pieces.stream().anyMatch(RapportRecu::estRapport)
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
