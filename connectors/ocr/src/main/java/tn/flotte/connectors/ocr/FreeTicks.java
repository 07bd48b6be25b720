package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * The circumstances of a constat without known layout: seventeen texts, a column of boxes on each
 * side. Forms word them differently but keep their order, so the texts that are recognised say
 * which row is which, and the rows between them follow.
 */
final class FreeTicks {
  /** The circumstances in their usual order, in the wordings of several forms. */
  private static final List<List<String>> TEXTES =
      List.of(
          List.of("se trouvait en stationnement ou a l'arret", "en stationnement a l'arret"),
          List.of(
              "quittait une place ou ouvrait une portiere",
              "quittait un stationnement ouvrait une portiere",
              "quittait un stationnement"),
          List.of("allait se garer", "prenait un stationnement"),
          List.of(
              "debouchait d'un parking ou d'un acces prive",
              "sortait d'un parking d'un lieu prive",
              "sortait d'un parking"),
          List.of(
              "s'engageait dans un parking ou acces prive",
              "s'engageait dans un parking un lieu prive",
              "s'engageait dans un parking"),
          List.of(
              "s'inserait dans un rond-point",
              "s'engageait dans un rond-point",
              "s'engageait sur un rond-point",
              "s'engageait sur une place a sens giratoire"),
          List.of(
              "circulait dans un rond-point",
              "roulait sur un rond-point",
              "roulait sur une place a sens giratoire"),
          List.of("a touche l'arriere du vehicule de devant", "heurtait a l'arriere"),
          List.of(
              "allait dans le meme sens sur une autre file",
              "roulait dans le meme sens et sur une file differente",
              "roulait dans le meme sens"),
          List.of("passait d'une file a l'autre", "changeait de file"),
          List.of("effectuait un depassement", "doublait"),
          List.of("tournait vers la droite", "tournait a droite", "virait a droite"),
          List.of("tournait vers la gauche", "tournait a gauche", "virait a gauche"),
          List.of("faisait marche arriere", "reculait"),
          List.of(
              "debordait sur la voie d'en face",
              "empietait sur une voie reservee a la circulation en sens inverse",
              "empietait sur la voie"),
          List.of("arrivait de la droite a un croisement", "venait de droite"),
          List.of(
              "n'a pas cede le passage stop feu priorite",
              "n'a pas cede le passage",
              "n'avait pas observe un signal de priorite",
              "n'avait pas observe"));

  private static final int ALL = TEXTES.size();

  /** So many texts, and so many boxes on each side, must be found: more than half. */
  private static final int ENOUGH = ALL / 2 + 1;

  private static final double CROSSED = 0.08;

  private FreeTicks() {}

  /**
   * Where the circumstances stand on the page.
   *
   * @param textes the texts that were recognised, by their number from 1
   * @param cadre around all of them, in pixels
   * @param a the boxes found on the left, {@code b} on the right; empty if they are too few
   */
  record Grid(Map<Integer, Rect> textes, Rect cadre, List<Rect> a, List<Rect> b) {
    boolean hasBoxes() {
      return !a.isEmpty() && !b.isEmpty();
    }

    private boolean isFull() {
      return a.size() == ALL && b.size() == ALL;
    }
  }

  /** Looks for the circumstances; empty if too few of their texts are found. */
  static Optional<Grid> find(FreePage page) {
    Map<Integer, Rect> textes = new TreeMap<>();
    for (int n = 1; n <= ALL; n++) {
      Optional<Rect> texte = text(page, TEXTES.get(n - 1));
      if (texte.isPresent()) {
        textes.put(n, texte.get());
      }
    }
    if (textes.size() < ENOUGH) {
      return Optional.empty();
    }
    double mm = page.millimetre();
    int x0 = outer(textes, r -> r.x);
    int y0 = outer(textes, r -> r.y);
    int x1 = -outer(textes, r -> -r.x - r.width);
    int y1 = -outer(textes, r -> -r.y - r.height);
    Rect cadre = new Rect(x0, y0, x1 - x0, y1 - y0);
    Mat encre = page.inkOf(new Rect(0, 0, page.plat().cols(), page.plat().rows()));
    List<Rect> boites =
        Boxes.find(encre, mm).stream()
            .filter(r -> middle(r) > y0 - 6 * mm && middle(r) < y1 + 6 * mm)
            .toList();
    encre.release();
    int milieu = x0 + (x1 - x0) / 2;
    List<Rect> a =
        column(boites.stream().filter(r -> r.x < milieu && r.x > x0 - 25 * mm).toList(), mm);
    List<Rect> b =
        column(boites.stream().filter(r -> r.x > milieu && r.x < x1 + 25 * mm).toList(), mm);
    return Optional.of(new Grid(textes, cadre, a, b));
  }

  /** The place where a line says one of these most clearly. */
  private static Optional<Rect> text(FreePage page, List<String> libelles) {
    Rect best = null;
    int most = Integer.MIN_VALUE;
    for (Line ligne : page.lignes()) {
      for (Labels.Hit hit : Labels.find(ligne, libelles)) {
        if (hit.weight() > most) {
          Rect premier = ligne.mots().get(hit.de()).boite();
          Mot dernier = ligne.mots().get(hit.a() - 1);
          best =
              new Rect(premier.x, premier.y, dernier.droite() - premier.x, dernier.boite().height);
          most = hit.weight();
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** The smallest but one: a single text may have been taken for another. */
  private static int outer(Map<Integer, Rect> textes, ToIntFunction<Rect> bord) {
    return textes.values().stream().mapToInt(bord).sorted().skip(1).findFirst().orElse(0);
  }

  /** The boxes that stand one below the other, from top to bottom; empty if they are too few. */
  private static List<Rect> column(List<Rect> boites, double mm) {
    List<Rect> best = List.of();
    for (Rect pivot : boites) {
      List<Rect> dessous =
          boites.stream()
              .filter(r -> Math.abs(r.x - pivot.x) < 1.2 * mm)
              .filter(r -> Math.abs(r.width - pivot.width) < 0.8 * mm)
              .sorted(Comparator.comparingInt(r -> r.y))
              .toList();
      if (dessous.size() > best.size()) {
        best = dessous;
      }
    }
    return best.size() >= ENOUGH ? best : List.of();
  }

  static void read(FreePage page, Optional<Grid> grid, Map<String, Champ> champs) {
    Optional<double[]> rangs = grid.filter(Grid::hasBoxes).flatMap(FreeTicks::rows);
    if (rangs.isEmpty()) {
      champs.put("circonstances_a", Champ.illisible(null, 0));
      champs.put("circonstances_b", Champ.illisible(null, 0));
      return;
    }
    Grid g = grid.orElseThrow();
    Mat encre = page.inkOf(new Rect(0, 0, page.plat().cols(), page.plat().rows()));
    // Where a frame was not seen its place follows from the others; that is a little less sure.
    double confiance = g.isFull() ? 0.9 : 0.8;
    champs.put("circonstances_a", Champ.cases(crossed(encre, rangs.get(), g.a(), page), confiance));
    champs.put("circonstances_b", Champ.cases(crossed(encre, rangs.get(), g.b(), page), confiance));
    encre.release();
  }

  /** The height of each row's middle; empty if texts and boxes do not agree on them. */
  private static Optional<double[]> rows(Grid g) {
    double pente =
        median(
            g.textes(),
            e ->
                median(
                    g.textes(),
                    f ->
                        e.getKey().equals(f.getKey())
                            ? Double.NaN
                            : (middle(f.getValue()) - middle(e.getValue()))
                                / (f.getKey() - e.getKey())));
    double pied = median(g.textes(), e -> middle(e.getValue()) - pente * e.getKey());
    List<Integer> droits =
        g.textes().entrySet().stream()
            .filter(e -> Math.abs(middle(e.getValue()) - pied - pente * e.getKey()) < 0.6 * pente)
            .map(Map.Entry::getKey)
            .toList();
    if (pente <= 0 || droits.size() < ENOUGH) {
      return Optional.empty();
    }
    double[] rangs = new double[ALL];
    for (int n = 1; n <= ALL; n++) {
      Rect texte = droits.contains(n) ? g.textes().get(n) : null;
      double y = texte == null ? pied + pente * n : middle(texte);
      rangs[n - 1] =
          g.isFull()
              ? (middle(g.a().get(n - 1)) + middle(g.b().get(n - 1))) / 2
              : nearest(g, y, pente);
    }
    // A full set of boxes must be numbered as the texts say.
    boolean agreed =
        droits.stream()
                .filter(n -> Math.abs(rangs[n - 1] - pied - pente * n) < 0.75 * pente)
                .count()
            >= 0.8 * droits.size();
    return agreed ? Optional.of(rangs) : Optional.empty();
  }

  /** The middle of the box beside that height, if one was seen there. */
  private static double nearest(Grid g, double y, double pente) {
    return IntStream.range(0, 2)
        .boxed()
        .flatMap(i -> (i == 0 ? g.a() : g.b()).stream())
        .map(FreeTicks::middle)
        .filter(m -> Math.abs(m - y) < 0.45 * pente)
        .min(Comparator.comparingDouble(m -> Math.abs(m - y)))
        .orElse(y);
  }

  private static double median(
      Map<Integer, Rect> textes, ToDoubleFunction<Map.Entry<Integer, Rect>> valeur) {
    double[] v =
        textes.entrySet().stream()
            .mapToDouble(valeur)
            .filter(x -> !Double.isNaN(x))
            .sorted()
            .toArray();
    return v.length == 0 ? 0 : v[v.length / 2];
  }

  private static double middle(Rect r) {
    return r.y + r.height / 2.0;
  }

  private static List<Integer> crossed(
      Mat encre, double[] rangs, List<Rect> boites, FreePage page) {
    int[] x = boites.stream().mapToInt(r -> r.x).sorted().toArray();
    int[] cotes = boites.stream().mapToInt(r -> r.width).sorted().toArray();
    int cote = cotes[cotes.length / 2];
    List<Integer> croix = new ArrayList<>();
    for (int n = 1; n <= ALL; n++) {
      double y = rangs[n - 1];
      Rect vue =
          boites.stream()
              .filter(r -> Math.abs(middle(r) - y) < 0.5 * cote)
              .findFirst()
              .orElse(new Rect(x[x.length / 2], (int) (y - cote / 2.0), cote, cote));
      if (Boxes.inside(encre, page.inside(vue)) >= CROSSED) {
        croix.add(n);
      }
    }
    return croix;
  }
}
