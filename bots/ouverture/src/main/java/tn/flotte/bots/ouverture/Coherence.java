package tn.flotte.bots.ouverture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tn.flotte.connectors.pass.Preouverture;

/**
 * Says where the papers surely tell of another kind of claim than PASS (annex A steps 8 and 10),
 * and where PASS has Générale Assistance manage what it never takes (annex A, table 6 step 6). Only
 * typed text read surely and the kind of a legible paper count; handwriting contradicts nothing
 * here.
 */
final class Coherence {
  /** Where papers say in their own words what happened. */
  private static final List<String> RECITS =
      List.of("objet", "nature_intervention", "recit", "a_degats_apparents", "b_degats_apparents");

  private final Regles regles;

  Coherence(Regles regles) {
    this.regles = regles;
  }

  /** A typed sentence of a paper; {@code mots} as {@link Indices#mots} makes them. */
  private record Recit(String fichier, String texte, String mots) {
    boolean dit(Set<String> words) {
      return words.stream().anyMatch(mots::contains);
    }
  }

  /**
   * Sentences in French that name what PASS holds and what the paper says; empty when they agree.
   */
  List<String> contradictions(Preouverture claim, List<Piece> pieces) {
    Regles.Nature nature = regles.natures().get(claim.nature());
    if (nature == null) {
      return List.of();
    }
    List<Piece> legible = pieces.stream().filter(Piece::lisible).toList();
    List<Recit> recits = recits(legible);
    List<String> found = new ArrayList<>();
    legible.stream()
        .filter(p -> !nature.admet(p.type()))
        .forEach(p -> autreNature(claim, p, found));
    recits.forEach(r -> autreNature(claim, r, found));
    if (!nature.deuxParties()) {
      legible.forEach(p -> secondVehicule(claim, p, found));
    }
    found.addAll(exclusionsGa(claim, pieces));
    return found.stream().distinct().toList();
  }

  /** Why GA never takes the claim although PASS has it manage it; empty when GA may. */
  List<String> exclusionsGa(Preouverture claim, List<Piece> pieces) {
    Regles.Nature nature = regles.natures().get(claim.nature());
    if (nature == null || !claim.gestionGa()) {
      return List.of();
    }
    List<Piece> legible = pieces.stream().filter(Piece::lisible).toList();
    List<String> found = new ArrayList<>();
    ga(claim, nature, legible, recits(legible), found);
    return found.stream().distinct().toList();
  }

  private List<Recit> recits(List<Piece> legible) {
    List<Recit> recits = new ArrayList<>();
    for (Piece piece : legible) {
      for (String champ : RECITS) {
        piece
            .sur(champ, regles.faits().confiance())
            .ifPresent(t -> recits.add(new Recit(piece.fichier(), t, Indices.mots(t))));
      }
    }
    return recits;
  }

  private void autreNature(Preouverture claim, Piece piece, List<String> found) {
    String natures =
        regles.natures().entrySet().stream()
            .filter(e -> e.getValue().exige(piece.type()))
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!natures.isEmpty()) {
      found.add(
          "Nature : PASS « %s » ; pièce « %s » : %s, pièce de la nature %s."
              .formatted(claim.nature(), piece.fichier(), piece.type(), natures));
    }
  }

  private void autreNature(Preouverture claim, Recit recit, List<String> found) {
    Set<String> told =
        regles.faits().natures().entrySet().stream()
            .filter(e -> recit.dit(e.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (!told.isEmpty() && !told.contains(claim.nature())) {
      found.add(
          "Nature : PASS « %s » ; pièce « %s » : « %s »."
              .formatted(claim.nature(), recit.fichier(), recit.texte()));
    }
  }

  private void secondVehicule(Preouverture claim, Piece piece, List<String> found) {
    if (!piece.type().equals(Piece.CONSTAT)) {
      return;
    }
    piece
        .sur("b_vehicule_immatriculation", regles.faits().confiance())
        .filter(plate -> !plate.isBlank() && !plate.equals(claim.immatriculationAssure()))
        .ifPresent(
            plate ->
                found.add(
                    "Nature : PASS « %s », sans adversaire ; le constat « %s » porte un véhicule B, « %s »."
                        .formatted(claim.nature(), piece.fichier(), plate)));
  }

  private void ga(
      Preouverture claim,
      Regles.Nature nature,
      List<Piece> legible,
      List<Recit> recits,
      List<String> found) {
    Regles.Ga ga = regles.ga();
    Set<String> needed = ga.seulementSi().getOrDefault(claim.nature(), Set.of());
    if (!needed.isEmpty() && recits.stream().noneMatch(r -> r.dit(needed))) {
      found.add(
          "Gestion GA dans PASS pour la nature %s, et aucune pièce ne dit sûrement « %s »."
              .formatted(
                  claim.nature(),
                  needed.stream()
                      .map(w -> w.strip().toLowerCase(java.util.Locale.ROOT))
                      .sorted()
                      .collect(Collectors.joining(" », « "))));
    }
    recits.stream()
        .filter(r -> r.dit(ga.motsExclus()))
        .forEach(
            r ->
                found.add(
                    "Gestion GA dans PASS, que GA ne prend pas : pièce « %s », « %s »."
                        .formatted(r.fichier(), r.texte())));
    legible.stream()
        .filter(p -> ga.piecesExclues().contains(p.type()) && !nature.exige(p.type()))
        .forEach(
            p ->
                found.add(
                    "Gestion GA dans PASS, que GA ne prend pas avec une pièce de police : « %s » (%s)."
                        .formatted(p.fichier(), p.type())));
  }
}
