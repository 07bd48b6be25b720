package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Crossed circumstances of a constat without known layout: a known text between two boxes. */
final class FreeTicks {
  /** The circumstances in their usual order; a text counts, not its place. */
  private static final List<List<String>> TEXTES =
      List.of(
          List.of("se trouvait en stationnement ou a l'arret", "en stationnement a l'arret"),
          List.of("quittait une place ou ouvrait une portiere", "quittait un stationnement"),
          List.of("allait se garer", "prenait un stationnement"),
          List.of("debouchait d'un parking ou d'un acces prive", "sortait d'un parking"),
          List.of("s'engageait dans un parking ou acces prive"),
          List.of("s'inserait dans un rond-point", "s'engageait dans un rond-point"),
          List.of("circulait dans un rond-point", "roulait sur un rond-point"),
          List.of("a touche l'arriere du vehicule de devant", "heurtait a l'arriere"),
          List.of("allait dans le meme sens sur une autre file", "roulait dans le meme sens"),
          List.of("passait d'une file a l'autre", "changeait de file"),
          List.of("effectuait un depassement", "doublait"),
          List.of("tournait vers la droite", "virait a droite"),
          List.of("tournait vers la gauche", "virait a gauche"),
          List.of("faisait marche arriere", "reculait"),
          List.of("debordait sur la voie d'en face", "empietait sur la voie"),
          List.of("arrivait de la droite a un croisement", "venait de droite"),
          List.of("n'a pas cede le passage stop feu priorite", "n'a pas cede le passage"));

  /** All texts must be found, or crosses might be missed unseen. */
  private static final int ALL = TEXTES.size();

  private static final double CROSSED = 0.08;

  private FreeTicks() {}

  /** From where to where, on the page, the circumstances' texts reach; empty if few are found. */
  static Optional<Rect> column(FreePage page) {
    List<Rect> textes = new ArrayList<>();
    for (Line ligne : page.lignes()) {
      for (List<String> libelles : TEXTES) {
        List<Labels.Hit> hits = Labels.find(ligne, libelles);
        if (!hits.isEmpty()) {
          Mot premier = ligne.mots().get(hits.getFirst().de());
          Mot dernier = ligne.mots().get(hits.getFirst().a() - 1);
          int x = premier.boite().x;
          textes.add(new Rect(x, premier.boite().y, dernier.droite() - x, premier.boite().height));
        }
      }
    }
    if (textes.size() < ALL / 2) {
      return Optional.empty();
    }
    int x0 = textes.stream().mapToInt(r -> r.x).min().orElse(0);
    int x1 = textes.stream().mapToInt(r -> r.x + r.width).max().orElse(0);
    int y0 = textes.stream().mapToInt(r -> r.y).min().orElse(0);
    int y1 = textes.stream().mapToInt(r -> r.y + r.height).max().orElse(0);
    return Optional.of(new Rect(x0, y0, x1 - x0, y1 - y0));
  }

  static void read(FreePage page, int haut, Map<String, Champ> champs) {
    double mm = page.millimetre();
    Mat encre = page.inkOf(new Rect(0, 0, page.plat().cols(), page.plat().rows()));
    List<Rect> boites =
        Marks.components(encre).stream()
            .filter(r -> r.y > haut)
            .filter(r -> r.width > 2.4 * mm && r.width < 7 * mm)
            .filter(r -> r.height > 2.4 * mm && r.height < 7 * mm)
            .toList();
    List<Integer> a = new ArrayList<>();
    List<Integer> b = new ArrayList<>();
    int lues = 0;
    for (int n = 1; n <= ALL; n++) {
      lues += row(page, encre, boites, n, a, b) ? 1 : 0;
    }
    encre.release();
    double confiance = lues == ALL ? 0.9 : 0;
    champs.put(
        "circonstances_a", lues == ALL ? Champ.cases(a, confiance) : Champ.illisible(null, 0));
    champs.put(
        "circonstances_b", lues == ALL ? Champ.cases(b, confiance) : Champ.illisible(null, 0));
  }

  /** One circumstance; false if its text or one of its boxes was not found. */
  private static boolean row(
      FreePage page, Mat encre, List<Rect> boites, int n, List<Integer> a, List<Integer> b) {
    for (Line ligne : page.lignes()) {
      List<Labels.Hit> hits = Labels.find(ligne, TEXTES.get(n - 1));
      if (hits.isEmpty()) {
        continue;
      }
      Mot premier = ligne.mots().get(hits.getFirst().de());
      Mot dernier = ligne.mots().get(hits.getFirst().a() - 1);
      double portee = 3.5 * page.millimetre();
      List<Rect> surLaLigne =
          boites.stream()
              .filter(r -> Math.abs(r.y + r.height / 2.0 - premier.centreY()) < portee)
              .sorted(Comparator.comparingInt(r -> r.x))
              .toList();
      List<Rect> gauche =
          surLaLigne.stream().filter(r -> r.x + r.width <= premier.boite().x + 6).toList();
      List<Rect> droite = surLaLigne.stream().filter(r -> r.x >= dernier.droite() - 6).toList();
      if (gauche.isEmpty() || droite.isEmpty()) {
        return false;
      }
      if (FreeMarks.inside(encre, gauche.getLast()) >= CROSSED) {
        a.add(n);
      }
      if (FreeMarks.inside(encre, droite.getFirst()) >= CROSSED) {
        b.add(n);
      }
      return true;
    }
    return false;
  }
}
