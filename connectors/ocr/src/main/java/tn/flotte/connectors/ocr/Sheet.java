package tn.flotte.connectors.ocr;

import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** A page laid flat over its form: any place of the form can be cut out of the picture. */
final class Sheet implements AutoCloseable {
  /** Pixels of the picture by which a corner may lie beside its place. */
  private static final double UNSEEN = 0.3;

  private final Page page;
  private final Registration.Fit fit;
  private final Mat plat;

  Sheet(Page page, Registration.Fit fit) {
    this.page = page;
    this.fit = fit;
    this.plat =
        warp(
            fit.h(),
            fit.formulaire().grossier().size(),
            Imgproc.INTER_LINEAR,
            Core.BORDER_CONSTANT,
            new Scalar(0));
  }

  Formulaire formulaire() {
    return fit.formulaire();
  }

  Page page() {
    return page;
  }

  int inliers() {
    return fit.inliers();
  }

  /** The whole sheet at {@link Formulaire#COARSE}; not to be released by the caller. */
  Mat plat() {
    return plat;
  }

  /**
   * The whole sheet at {@link Formulaire#COARSE}, white where the picture does not reach; released
   * by the caller.
   */
  Mat onPaper() {
    return warp(
        fit.h(),
        fit.formulaire().grossier().size(),
        Imgproc.INTER_LINEAR,
        Core.BORDER_CONSTANT,
        new Scalar(255));
  }

  /** The window at {@link Formulaire#FINE} around a zone, with a margin in millimetres. */
  static Rect window(Zone zone, double marge) {
    int x = (int) Math.round((zone.x() - marge) * Formulaire.FINE);
    int y = (int) Math.round((zone.y() - marge) * Formulaire.FINE);
    int l = (int) Math.round((zone.l() + 2 * marge) * Formulaire.FINE);
    int h = (int) Math.round((zone.h() + 2 * marge) * Formulaire.FINE);
    return new Rect(x, y, l, h);
  }

  /**
   * The picture within a window of the form at {@link Formulaire#FINE}, as sharp as reading needs;
   * released by the caller.
   */
  Mat cut(Rect cadre) {
    return cut(cadre, Imgproc.INTER_LINEAR);
  }

  /** The same with the faintest strokes; takes several times as long. */
  Mat cutFinely(Rect cadre) {
    return cut(cadre, Imgproc.INTER_CUBIC);
  }

  private Mat cut(Rect cadre, int interpolation) {
    Mat h = Registration.window(fit.h(), Formulaire.FINE / Formulaire.COARSE, cadre.x, cadre.y);
    Mat zone =
        warp(
            h,
            new Size(cadre.width, cadre.height),
            interpolation,
            Core.BORDER_REPLICATE,
            new Scalar(255));
    h.release();
    return zone;
  }

  /** The picture laid flat by a matrix from its pixels to those of the result. */
  private Mat warp(Mat h, Size taille, int interpolation, int bord, Scalar dehors) {
    Mat retour = h.inv();
    Mat flat = new Mat();
    int how = interpolation | Imgproc.WARP_INVERSE_MAP;
    affine(retour, taille)
        .ifPresentOrElse(
            droit -> {
              Imgproc.warpAffine(page.gris(), flat, droit, taille, how, bord, dehors);
              droit.release();
            },
            () -> Imgproc.warpPerspective(page.gris(), flat, retour, taille, how, bord, dehors));
    retour.release();
    return flat;
  }

  /** The matrix without perspective, which takes half the time, if no pixel moves visibly. */
  private static Optional<Mat> affine(Mat retour, Size taille) {
    Point origine = Registration.transform(retour, 0, 0);
    Point droite = Registration.transform(retour, taille.width, 0);
    Point bas = Registration.transform(retour, 0, taille.height);
    Point coin = Registration.transform(retour, taille.width, taille.height);
    double ecart =
        Math.hypot(droite.x + bas.x - origine.x - coin.x, droite.y + bas.y - origine.y - coin.y);
    if (ecart > UNSEEN) {
      return Optional.empty();
    }
    Mat droit = new Mat(2, 3, CvType.CV_64F);
    droit.put(
        0,
        0,
        (droite.x - origine.x) / taille.width,
        (bas.x - origine.x) / taille.height,
        origine.x,
        (droite.y - origine.y) / taille.width,
        (bas.y - origine.y) / taille.height,
        origine.y);
    return Optional.of(droit);
  }

  /** Where a point of the picture lies on the form, in millimetres. */
  Point onForm(double x, double y) {
    Point p = Registration.transform(fit.h(), x, y);
    return new Point(p.x / Formulaire.COARSE, p.y / Formulaire.COARSE);
  }

  /** Dots per inch that the picture really has on this sheet. */
  double resolution() {
    Point a = onForm(page.gris().cols() / 2.0, page.gris().rows() / 2.0);
    Point b = onForm(page.gris().cols() / 2.0 + 100, page.gris().rows() / 2.0);
    double mm = Math.hypot(a.x - b.x, a.y - b.y);
    return mm == 0 ? 0 : 100 / mm * 25.4;
  }

  @Override
  public void close() {
    plat.release();
  }
}
