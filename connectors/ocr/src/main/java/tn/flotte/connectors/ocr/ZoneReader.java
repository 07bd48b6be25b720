package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Reads one text zone or comb of a sheet. */
final class ZoneReader {
  private static final double MARGIN = 0.6;
  private static final int PAD = 14;
  private static final int DPI = 300;
  private static final double MISCOUNTED = 0.3;

  /** Most that a reading is worth when a page's own text layer says something else. */
  private static final double DENIED = 0.6;

  /** Ink smaller than this, in pixels at 300 dpi, is dirt. */
  private static final int SPECK = 24;

  private final Tesseract tesseract;
  private final HandFigures chiffres;
  private final Panel panel;
  private final Map<String, Panel> panels = new HashMap<>();

  ZoneReader(Readers readers) {
    this.tesseract = readers.tesseract();
    this.chiffres = readers.chiffres();
    this.panel = new Panel(tesseract, chiffres);
    readers.langues().keySet().stream()
        .forEach(l -> panels.put(l, new Panel(readers.tesseract(l), chiffres)));
  }

  private Panel panel(Zone zone) {
    return zone.langue() == null ? panel : panels.getOrDefault(zone.langue(), panel);
  }

  /**
   * A text zone or comb, read once; its pictures are kept, for it may have to be read again.
   *
   * @param lignes its lines, freed from the form's print
   * @param lues a reading a line
   */
  record Strip(Zone zone, Nature nature, List<Mat> lignes, List<Reading> lues)
      implements AutoCloseable {
    Reading lecture() {
      return lues.stream().reduce(Reading.EMPTY, Reading::then);
    }

    boolean isDoubtful() {
      return lues.stream().anyMatch(lu -> Panel.isDoubtful(nature, lu));
    }

    @Override
    public void close() {
      lignes.forEach(Mat::release);
    }
  }

  /** Reads a zone once. */
  Strip first(Sheet sheet, Zone zone) {
    Nature nature = Nature.of(zone.cle());
    if (zone.genre() == Zone.Genre.PEIGNE) {
      return comb(sheet, zone, nature);
    }
    List<Mat> lignes = new ArrayList<>();
    List<Reading> lues = new ArrayList<>();
    double hauteur = zone.h() / zone.lignes();
    for (int i = 0; i < zone.lignes(); i++) {
      Zone ligne =
          new Zone(
              zone.cle(),
              zone.genre(),
              1,
              zone.x(),
              zone.y() + i * hauteur,
              zone.l(),
              hauteur,
              zone.imprime(),
              zone.langue());
      Mat plat = cleaned(sheet, ligne, Sheet.window(ligne, MARGIN));
      lignes.add(plat);
      lues.add(panel(zone).first(plat, nature));
    }
    return new Strip(zone, nature, lignes, lues);
  }

  /** Reads the doubtful lines of a zone again. */
  Reading settle(Strip strip) {
    Reading tout = Reading.EMPTY;
    for (int i = 0; i < strip.lues().size(); i++) {
      Reading lu = strip.lues().get(i);
      if (Panel.isDoubtful(strip.nature(), lu)) {
        Mat image = strip.lignes().get(i);
        lu =
            strip.zone().genre() == Zone.Genre.PEIGNE
                ? digitsAgain(image, lu)
                : panel(strip.zone()).settle(image, strip.nature(), lu);
      }
      tout = tout.then(lu);
    }
    return tout;
  }

  /**
   * A text layer says what its maker wants: it is believed where the pixels say the same. Where
   * they don't, neither is sure.
   */
  static Reading confirmed(Sheet sheet, Strip strip, Reading lu) {
    Reading couche = sheet.page().isNatif() ? layer(sheet, strip.zone()) : Reading.EMPTY;
    if (!couche.encre() || !lu.encre()) {
      return lu;
    }
    if (Panel.isSame(strip.nature(), couche, lu)) {
      return couche;
    }
    Reading montre = strip.nature().isStrict() ? lu : lu.saying(couche.texte());
    return montre.doubted(DENIED).contested();
  }

  /** What the reader of written figures makes of a zone of one line. */
  Optional<HandFigures.Guess> figures(Strip strip) {
    if (!strip.nature().isFigures() || strip.lignes().size() != 1) {
      return Optional.empty();
    }
    Mat ligne = strip.lignes().getFirst();
    return chiffres.read(ligne, TextLine.letters(ligne), strip.nature());
  }

  private static Reading layer(Sheet sheet, Zone zone) {
    List<Mot> mots = new ArrayList<>();
    for (Mot mot : sheet.page().mots()) {
      Point p = sheet.onForm(mot.centreX(), mot.centreY());
      if (p.x >= zone.x()
          && p.x <= zone.x() + zone.l()
          && p.y >= zone.y() - 0.5
          && p.y <= zone.y() + zone.h() + 0.5) {
        mots.add(mot);
      }
    }
    mots.sort(
        Comparator.<Mot>comparingInt(m -> m.centreY() / Math.max(1, m.boite().height))
            .thenComparingInt(Mot::centreX));
    if (mots.isEmpty()) {
      return Reading.EMPTY;
    }
    Reading r = Reading.natif(mots);
    return zone.genre() == Zone.Genre.PEIGNE ? r.saying(r.texte().replace(" ", "")) : r;
  }

  /** The window without paper colour, shade and the form's print. */
  private static Mat cleaned(Sheet sheet, Zone zone, Rect cadre) {
    Mat vue = sheet.cut(cadre);
    Mat plat = Ink.flatten(vue, 41);
    vue.release();
    Ink.erase(plat, sheet.formulaire().print(zone, cadre));
    return plat;
  }

  /** One character a cell: the cells' ink is set side by side on one line. */
  private Strip comb(Sheet sheet, Zone zone, Nature nature) {
    Rect cadre = Sheet.window(zone, 0);
    Mat plat = cleaned(sheet, zone, cadre);
    Mat encre = Ink.binary(plat, 170);
    Ink.despeckle(encre, SPECK);
    int pas = cadre.width / zone.lignes();
    Mat ligne =
        new Mat(plat.rows() + 2 * PAD, cadre.width + 2 * PAD, CvType.CV_8UC1, new Scalar(255));
    int x = PAD;
    int pleines = 0;
    for (int i = 0; i < zone.lignes(); i++) {
      Rect cellule = new Rect((int) ((long) cadre.width * i / zone.lignes()), 0, pas, plat.rows());
      Mat morceau = encre.submat(cellule);
      Rect boite = Imgproc.boundingRect(morceau);
      morceau.release();
      if (boite.width < 3 || boite.height < 12) {
        continue;
      }
      pleines++;
      Mat signe = plat.submat(new Rect(cellule.x + boite.x, 0, boite.width, plat.rows()));
      Mat cible = ligne.submat(new Rect(x, PAD, boite.width, plat.rows()));
      signe.copyTo(cible);
      signe.release();
      cible.release();
      x += boite.width + 8;
    }
    encre.release();
    plat.release();
    if (pleines == 0) {
      ligne.release();
      return new Strip(zone, nature, List.of(), List.of(Reading.EMPTY));
    }
    Mat utile = ligne.submat(0, ligne.rows(), 0, Math.min(ligne.cols(), x + PAD));
    Mat image = utile.clone();
    utile.release();
    ligne.release();
    Reading lu = digits(image, Tesseract.LINE);
    // Another count of figures than of filled cells is a misreading.
    return new Strip(
        zone,
        nature,
        List.of(image),
        List.of(lu.texte().length() == pleines ? lu : lu.doubted(MISCOUNTED)));
  }

  private Reading digitsAgain(Mat image, Reading a) {
    Mat doux = new Mat();
    Imgproc.GaussianBlur(image, doux, new Size(3, 3), 0);
    Reading b = digits(doux, Tesseract.RAW_LINE);
    doux.release();
    if (a.texte().equals(b.texte())) {
      return a.agreed(b.confiance());
    }
    return (a.confiance() >= b.confiance() ? a : b).contested();
  }

  private Reading digits(Mat image, int mode) {
    Reading lu = Reading.of(tesseract.read(image, mode, "0123456789", DPI));
    return lu.saying(lu.texte().replace(" ", ""));
  }
}
