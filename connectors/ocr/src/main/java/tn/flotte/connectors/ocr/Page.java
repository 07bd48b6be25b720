package tn.flotte.connectors.ocr;

import java.util.List;
import org.opencv.core.Mat;

/**
 * One decoded page: its grey picture and, if it was born digital, the words of its text layer.
 *
 * @param numero from 1
 * @param gris 8-bit grey, owned by this page
 * @param mots words of its text layer in pixels of {@code gris}, whether they can be seen or not;
 *     empty for a scan
 */
record Page(int numero, Mat gris, List<Mot> mots) implements AutoCloseable {

  boolean isNatif() {
    return !mots.isEmpty();
  }

  @Override
  public void close() {
    gris.release();
  }
}
