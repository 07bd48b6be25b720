package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Words that stand on one line of a page, from left to right. */
record Line(List<Mot> mots) {
  /**
   * Most that the middles of two words of a line lie apart, as a part of their height: a value is
   * often written a little below its label.
   */
  private static final double LEVEL = 0.7;

  int haut() {
    return mots.stream().mapToInt(m -> m.boite().y).min().orElse(0);
  }

  int bas() {
    return mots.stream().mapToInt(m -> m.boite().y + m.boite().height).max().orElse(0);
  }

  String normal() {
    return Texts.normal(mots.stream().map(Mot::texte).collect(Collectors.joining(" ")));
  }

  /** Groups words whose middles are on about the same height. */
  static List<Line> of(List<Mot> mots) {
    List<List<Mot>> lignes = new ArrayList<>();
    for (Mot mot : mots.stream().sorted(Comparator.comparingInt(Mot::centreY)).toList()) {
      List<Mot> derniere = lignes.isEmpty() ? null : lignes.getLast();
      if (derniere != null && isLevel(derniere, mot)) {
        derniere.add(mot);
      } else {
        lignes.add(new ArrayList<>(List.of(mot)));
      }
    }
    return lignes.stream()
        .map(l -> new Line(l.stream().sorted(Comparator.comparingInt(m -> m.boite().x)).toList()))
        .toList();
  }

  private static boolean isLevel(List<Mot> ligne, Mot mot) {
    double milieu = ligne.stream().mapToInt(Mot::centreY).average().orElse(0);
    double hauteur =
        Math.max(
            mot.boite().height, ligne.stream().mapToInt(m -> m.boite().height).average().orElse(0));
    return Math.abs(mot.centreY() - milieu) < LEVEL * hauteur;
  }
}
