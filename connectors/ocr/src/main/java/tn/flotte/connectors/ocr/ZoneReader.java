package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** Ink smaller than this, in pixels at 300 dpi, is dirt. */
  private static final int SPECK = 24;

  private final Tesseract tesseract;
  private final Panel panel;

  ZoneReader(Tesseract tesseract) {
    this.tesseract = tesseract;
    this.panel = new Panel(tesseract);
  }

  Reading read(Sheet sheet, Zone zone) {
    Nature nature = Nature.of(zone.cle());
    if (sheet.page().isNatif()) {
      return nativeWords(sheet, zone);
    }
    if (zone.genre() == Zone.Genre.PEIGNE) {
      return comb(sheet, zone);
    }
    Reading tout = Reading.EMPTY;
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
              zone.imprime());
      Mat plat = cleaned(sheet, Sheet.window(ligne, MARGIN));
      tout = tout.then(panel.read(plat, nature));
      plat.release();
    }
    return tout;
  }

  private static Reading nativeWords(Sheet sheet, Zone zone) {
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
    return zone.genre() == Zone.Genre.PEIGNE
        ? new Reading(r.texte().replace(" ", ""), r.confiance(), true, true, true, Double.NaN)
        : r;
  }

  /** The window without paper colour, shade and the form's print. */
  static Mat cleaned(Sheet sheet, Rect cadre) {
    Mat vue = sheet.cut(cadre);
    Mat plat = Ink.flatten(vue, 41);
    vue.release();
    Mat vierge = sheet.formulaire().vierge(cadre);
    Mat print = Ink.print(vierge, 2);
    vierge.release();
    Ink.erase(plat, print);
    print.release();
    return plat;
  }

  /** One character a cell: the cells' ink is set side by side on one line. */
  private Reading comb(Sheet sheet, Zone zone) {
    Rect cadre = Sheet.window(zone, 0);
    Mat plat = cleaned(sheet, cadre);
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
      return Reading.EMPTY;
    }
    Mat utile = ligne.submat(0, ligne.rows(), 0, Math.min(ligne.cols(), x + PAD));
    Mat image = utile.clone();
    utile.release();
    ligne.release();
    Reading a = digits(image, Tesseract.LINE, pleines);
    Imgproc.GaussianBlur(image, image, new Size(3, 3), 0);
    Reading b = digits(image, Tesseract.RAW_LINE, pleines);
    image.release();
    if (a.texte().equals(b.texte())) {
      return a.agreed(b.confiance());
    }
    return a.confiance() >= b.confiance() ? a : b;
  }

  private Reading digits(Mat image, int mode, int pleines) {
    Reading lu = Reading.of(tesseract.read(image, mode, "0123456789", DPI));
    String chiffres = lu.texte().replace(" ", "");
    double confiance =
        chiffres.length() == pleines ? lu.confiance() : Math.min(0.3, lu.confiance());
    return new Reading(chiffres, confiance, true, false, false, Double.NaN);
  }
}
