package tn.flotte.connectors.ocr;

import java.util.List;
import java.util.Optional;

/** Tells by its title and labels what kind of paper a page is. */
final class Classifier {
  /** Fewer characters surely read prove nothing: in a texture any label is found by chance. */
  private static final int SOME = 25;

  private final List<Papier> papiers;

  Classifier(List<Papier> papiers) {
    this.papiers = papiers;
  }

  List<Papier> papiers() {
    return papiers;
  }

  /** A kind of paper and how sure that is. */
  record Guess(Papier papier, double confiance) {}

  Optional<Guess> guess(FreePage page) {
    if (page.sure() < SOME) {
      return Optional.empty();
    }
    Guess best = null;
    for (Papier papier : papiers) {
      if (papier.section() != null) {
        continue;
      }
      boolean titre = hasTitle(page, papier);
      double part = labels(page, papier);
      if (!titre && part < 0.75) {
        continue;
      }
      double confiance = (titre ? 0.6 : 0.2) + 0.39 * Math.min(1, part * 1.25);
      if (part >= 0.4 && (best == null || confiance > best.confiance())) {
        best = new Guess(papier, confiance);
      }
    }
    return Optional.ofNullable(best);
  }

  /** A line in the upper half that begins with the title or says little else. */
  private static boolean hasTitle(FreePage page, Papier papier) {
    for (Line ligne : page.lignes()) {
      if (ligne.haut() > page.plat().rows() / 2) {
        break;
      }
      for (Labels.Hit hit : Labels.find(ligne, papier.titres())) {
        int autres = ligne.mots().size() - (hit.a() - hit.de());
        if (autres <= 5 || hit.de() == 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Share of the paper's labels that are found. */
  private static double labels(FreePage page, Papier papier) {
    long trouves =
        papier.champs().values().stream()
            .filter(
                libelles ->
                    page.lignes().stream().anyMatch(l -> !Labels.find(l, libelles).isEmpty()))
            .count();
    return (double) trouves / papier.champs().size();
  }
}
