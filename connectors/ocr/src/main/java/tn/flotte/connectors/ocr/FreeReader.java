package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Reads the fields of a paper without known layout: a label, and what stands behind or below it.
 */
final class FreeReader {
  /** A gap of so many line heights ends what belongs together. */
  private static final double PARAGRAPH = 1.3;

  /** Tesseract's confidence below which French letters are none. */
  private static final double WORD = 0.6;

  /** Two dates with at most a misread word between them. */
  private static final Pattern PERIOD =
      Pattern.compile("(\\d[\\d/.-]{5,9}) (?:\\S{1,3} )?(\\d[\\d/.-]{5,9})");

  private final Panel panel;

  FreeReader(Readers readers) {
    this.panel = new Panel(readers.tesseract(), readers.chiffres());
  }

  /** A label found on a line of the page. */
  private record Anchor(String champ, int ligne, int de, int a) {}

  FormReader.Result read(FreePage page, Papier papier) {
    Map<String, Reading> lectures = readings(page, papier);
    Ecriture ecriture = Script.of(lectures);
    Map<String, Champ> champs = fields(papier.champs().keySet(), lectures, ecriture);
    FreeMarks.read(page, papier, champs);
    return new FormReader.Result(ecriture, champs);
  }

  /** What stands behind or below each label that is found. */
  Map<String, Reading> readings(FreePage page, Papier papier) {
    List<Anchor> ancres = anchors(page, papier);
    boolean tableau = papier.piece() == TypePiece.CONSTAT;
    Map<String, Reading> derriere = new LinkedHashMap<>();
    Map<String, Reading> dessous = new LinkedHashMap<>();
    for (int i = 0; i < ancres.size(); i++) {
      Anchor ancre = ancres.get(i);
      if (!papier.champs().containsKey(ancre.champ())) {
        continue;
      }
      Anchor suivante = i + 1 < ancres.size() ? ancres.get(i + 1) : null;
      int finX =
          suivante != null && suivante.ligne() == ancre.ligne()
              ? page.lignes().get(ancre.ligne()).mots().get(suivante.de()).boite().x
              : Integer.MAX_VALUE;
      int finLigne =
          ancres.stream()
              .mapToInt(Anchor::ligne)
              .filter(l -> l > ancre.ligne())
              .min()
              .orElse(page.lignes().size());
      Reading ici = behind(page, ancre, finX, finLigne);
      derriere.put(ancre.champ(), ici);
      if (tableau || !ici.encre()) {
        dessous.put(ancre.champ(), below(page, ancre, finX, finLigne));
      }
    }
    boolean sous = tableau && wellFormed(dessous) > wellFormed(derriere);
    Map<String, Reading> lectures = new LinkedHashMap<>();
    derriere.forEach(
        (champ, lu) -> {
          Reading autre = dessous.getOrDefault(champ, Reading.EMPTY);
          boolean ailleurs = sous || !lu.encre() || (isProof(champ, autre) && !isProof(champ, lu));
          lectures.put(champ, ailleurs ? autre : lu);
        });
    partPeriods(lectures, papier);
    return lectures;
  }

  /**
   * The small “au” between two dates is easily lost: then both were read behind the first label.
   */
  private static void partPeriods(Map<String, Reading> lectures, Papier papier) {
    for (String du : papier.champs().keySet()) {
      String au = du.replaceFirst("_du$", "_au");
      Reading lu = lectures.getOrDefault(du, Reading.EMPTY);
      Matcher m = PERIOD.matcher(lu.texte());
      boolean alone = !du.equals(au) && !lectures.getOrDefault(au, Reading.EMPTY).encre();
      if (alone && m.matches()) {
        lectures.put(du, lu.saying(m.group(1)));
        lectures.put(au, lu.saying(m.group(2)));
      }
    }
  }

  /** How many readings fit their fields' grammar: shows where this form has its values. */
  private static long wellFormed(Map<String, Reading> lectures) {
    return lectures.entrySet().stream().filter(e -> isProof(e.getKey(), e.getValue())).count();
  }

  private static boolean isProof(String champ, Reading lu) {
    Nature nature = Nature.of(champ);
    return nature.isStrict() && nature.canonical(lu.texte()).isPresent();
  }

  /** Fields of the readings; a label that was not found gives an unreadable field. */
  static Map<String, Champ> fields(
      Collection<String> noms, Map<String, Reading> lectures, Ecriture ecriture) {
    Map<String, Champ> champs = new LinkedHashMap<>();
    for (String champ : noms) {
      Reading lu = lectures.get(champ);
      champs.put(
          champ,
          lu == null ? Champ.illisible(null, 0) : Confidence.champ(Nature.of(champ), lu, ecriture));
    }
    return champs;
  }

  /** Labels from top to bottom; fields that share a label take it in the order of the paper. */
  private static List<Anchor> anchors(FreePage page, Papier papier) {
    List<Anchor> ancres = new ArrayList<>();
    List<String> restants = new ArrayList<>(papier.champs().keySet());
    restants.addAll(papier.cases().keySet());
    for (int l = firstLine(page, papier); l < page.lignes().size(); l++) {
      int debut = 0;
      Anchor ancre;
      while ((ancre = best(page.lignes().get(l), l, debut, restants, papier)) != null) {
        ancres.add(ancre);
        restants.remove(ancre.champ());
        debut = ancre.a();
      }
    }
    return ancres;
  }

  /** What stands above the title is a letterhead. */
  private static int firstLine(FreePage page, Papier papier) {
    for (int l = page.lignes().size() / 2; l >= 0; l--) {
      if (!Labels.find(page.lignes().get(l), papier.titres()).isEmpty()) {
        // A section of one field bears its label as its heading.
        return papier.section() != null && papier.champs().size() == 1 ? l : l + 1;
      }
    }
    return 0;
  }

  private static @Nullable Anchor best(
      Line ligne, int l, int debut, List<String> restants, Papier papier) {
    Anchor best = null;
    int poids = 0; // A label further right belongs to the next field.
    for (String champ : restants) {
      for (Labels.Hit hit : Labels.find(ligne, papier.labels(champ))) {
        int avant = words(ligne, debut, hit.de());
        int ici = hit.weight() - 12 * avant;
        // Behind a value, not behind another label, only a long one or one with a colon is
        // believed.
        boolean croyable =
            avant == 0
                || hit.longueur() >= 8
                || ligne.mots().get(hit.a() - 1).texte().endsWith(":")
                || champ.endsWith("_au")
                || champ.endsWith("permis_date");
        if (hit.de() >= debut && croyable && (best == null || ici > poids)) {
          best = new Anchor(champ, l, hit.de(), hit.a());
          poids = ici;
        }
      }
    }
    return best;
  }

  /** Words between two places; what is surely none is the same label in Arabic, or a rule. */
  private static int words(Line ligne, int de, int a) {
    return (int)
        ligne.mots().subList(Math.min(de, a), a).stream()
            .filter(m -> m.confiance() >= WORD && !Texts.normal(m.texte()).isEmpty())
            .count();
  }

  private Reading behind(FreePage page, Anchor ancre, int finX, int finLigne) {
    Nature nature = Nature.of(ancre.champ());
    int debutX = afterColon(page.lignes().get(ancre.ligne()), ancre.a());
    Reading lu = read(page, ancre.ligne(), debutX, finX, nature);
    boolean suite = ancre.champ().endsWith("adresse") && finLigne > ancre.ligne() + 1;
    return suite && lu.encre() ? lu.then(read(page, ancre.ligne() + 1, 0, finX, nature)) : lu;
  }

  private Reading below(FreePage page, Anchor ancre, int finX, int finLigne) {
    Nature nature = Nature.of(ancre.champ());
    int gauche =
        page.lignes().get(ancre.ligne()).mots().get(ancre.de()).boite().x
            - (int) (2 * page.millimetre());
    int max = nature == Nature.TEXTE ? finLigne : ancre.ligne() + 2;
    Reading lu = Reading.EMPTY;
    for (int l = ancre.ligne() + 1; l < Math.min(max, finLigne); l++) {
      Line avant = page.lignes().get(l - 1);
      int saut = page.lignes().get(l).haut() - avant.bas();
      if (lu.encre() && saut > PARAGRAPH * (avant.bas() - avant.haut())) {
        return lu;
      }
      lu = lu.then(read(page, l, gauche, finX, nature));
    }
    return lu;
  }

  /** Where the value begins: behind the label's last word and a colon that follows it. */
  private static int afterColon(Line ligne, int a) {
    int n = a;
    while (n < ligne.mots().size() && ligne.mots().get(n).texte().matches("[:.;]+")) {
      n++;
    }
    return ligne.mots().get(n - 1).droite() + 4;
  }

  /** What stands on a line between two places. */
  private Reading read(FreePage page, int l, int debutX, int finX, Nature nature) {
    Line ligne = page.lignes().get(l);
    int avant = l == 0 ? 0 : page.lignes().get(l - 1).bas();
    int apres = l + 1 < page.lignes().size() ? page.lignes().get(l + 1).haut() : page.plat().rows();
    int marge = (int) (2.2 * page.millimetre());
    int haut = Math.max(Math.min(avant, ligne.haut() - 4), ligne.haut() - marge);
    int bas = Math.min(Math.max(apres, ligne.bas() + 4), ligne.bas() + marge);
    int droite = Math.min(finX - 4, page.plat().cols() - (int) (8 * page.millimetre()));
    Mat image = page.cut(new Rect(debutX, haut, droite - debutX, bas - haut));
    Reading lu = image.empty() ? Reading.EMPTY : panel.read(image, nature);
    image.release();
    return lu;
  }
}
