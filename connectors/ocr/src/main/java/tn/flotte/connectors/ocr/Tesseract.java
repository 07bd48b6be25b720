package tn.flotte.connectors.ocr;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.tess4j.ITessAPI.ETEXT_DESC;
import net.sourceforge.tess4j.ITessAPI.TessBaseAPI;
import net.sourceforge.tess4j.ITessAPI.TessPageIterator;
import net.sourceforge.tess4j.ITessAPI.TessPageIteratorLevel;
import net.sourceforge.tess4j.ITessAPI.TessResultIterator;
import net.sourceforge.tess4j.TessAPI1;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/** One handle of Tesseract. Never shared between threads: that kills the process. */
final class Tesseract implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tesseract.class);

  static final int LINE = 7;
  static final int CHARACTER = 10;
  static final int RAW_LINE = 13;
  static final int BLOCK = 6;
  static final int SPARSE = 11;
  static final int COLUMN = 4;

  private static final int LSTM_ONLY = 1;

  /** No page takes so long; a texture taken for letters may take minutes. */
  private static final int PATIENCE_MS = 20_000;

  /** Leptonica’s level for no messages at all. */
  private static final int SILENT = 6;

  private final TessBaseAPI handle;

  Tesseract(Path tessdata, String langues) {
    check(tessdata, langues);
    try {
      handle = TessAPI1.TessBaseAPICreate();
    } catch (UnsatisfiedLinkError e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "Tesseract's library is missing; install it: apt-get install tesseract-ocr libtesseract5",
          e);
    }
    if (TessAPI1.TessBaseAPIInit2(handle, tessdata.toString(), langues, LSTM_ONLY) != 0) {
      TessAPI1.TessBaseAPIDelete(handle);
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "Tesseract refuses its language data ("
              + langues
              + ") in "
              + tessdata
              + "; install it anew: apt-get install --reinstall "
              + packages(langues));
    }
    TessAPI1.TessBaseAPISetVariable(handle, "debug_file", "/dev/null");
    // All that comes here is dark on white: a second reading in negative of each bad line is
    // wasted.
    TessAPI1.TessBaseAPISetVariable(handle, "tessedit_do_invert", "0");
    TessAPI1.TessBaseAPISetVariable(handle, "invert_threshold", "0.0");
    quieten();
  }

  /** The Debian packages of these languages. */
  private static String packages(String langues) {
    return "tesseract-ocr-" + langues.replace("+", " tesseract-ocr-");
  }

  /** Leptonica writes remarks about odd pictures to the error stream; they help nobody. */
  private static void quieten() {
    try {
      NativeLibrary.getInstance("liblept.so.5")
          .getFunction("setMsgSeverity")
          .invokeInt(new Object[] {SILENT});
    } catch (UnsatisfiedLinkError e) {
      LOG.debug("Leptonica keeps its remarks: {}", e.getMessage());
    }
  }

  private static void check(Path tessdata, String langues) {
    for (String langue : langues.split("\\+", -1)) {
      if (!Files.isReadable(tessdata.resolve(langue + ".traineddata"))) {
        throw new ConnectorException(
            FailureKind.CONFIGURATION,
            "Tesseract's language "
                + langue
                + " is missing in "
                + tessdata
                + "; install it: apt-get install "
                + packages(langue)
                + ", or set flotte.ocr.tessdata");
      }
    }
  }

  /**
   * Reads a grey picture.
   *
   * @param mode Tesseract's page segmentation mode
   * @param alphabet the only characters to consider, empty for all
   */
  List<Mot> read(Mat gris, int mode, String alphabet, int dpi) {
    int largeur = gris.cols();
    int hauteur = gris.rows();
    byte[] octets = Pictures.bytes(gris);
    ByteBuffer pixels = ByteBuffer.allocateDirect(octets.length);
    pixels.put(octets).flip();
    TessAPI1.TessBaseAPISetVariable(handle, "tessedit_char_whitelist", alphabet);
    TessAPI1.TessBaseAPISetPageSegMode(handle, mode);
    TessAPI1.TessBaseAPISetImage(handle, pixels, largeur, hauteur, 1, largeur);
    TessAPI1.TessBaseAPISetSourceResolution(handle, dpi);
    ETEXT_DESC montre = TessAPI1.TessMonitorCreate();
    TessAPI1.TessMonitorSetDeadlineMSecs(montre, PATIENCE_MS);
    try {
      if (TessAPI1.TessBaseAPIRecognize(handle, montre) != 0) {
        return List.of();
      }
      return words();
    } finally {
      TessAPI1.TessMonitorDelete(montre);
      TessAPI1.TessBaseAPIClear(handle);
    }
  }

  private List<Mot> words() {
    List<Mot> mots = new ArrayList<>();
    TessResultIterator resultat = TessAPI1.TessBaseAPIGetIterator(handle);
    if (resultat == null) {
      return mots;
    }
    try {
      TessPageIterator page = TessAPI1.TessResultIteratorGetPageIterator(resultat);
      do {
        word(resultat, page, mots);
      } while (TessAPI1.TessPageIteratorNext(page, TessPageIteratorLevel.RIL_WORD) != 0);
    } finally {
      TessAPI1.TessResultIteratorDelete(resultat);
    }
    return mots;
  }

  private static void word(TessResultIterator resultat, TessPageIterator page, List<Mot> mots) {
    Pointer texte =
        TessAPI1.TessResultIteratorGetUTF8Text(resultat, TessPageIteratorLevel.RIL_WORD);
    if (texte == null) {
      return;
    }
    String mot = texte.getString(0, StandardCharsets.UTF_8.name()).strip();
    TessAPI1.TessDeleteText(texte);
    if (mot.isEmpty()) {
      return;
    }
    float confiance =
        TessAPI1.TessResultIteratorConfidence(resultat, TessPageIteratorLevel.RIL_WORD);
    IntBuffer g = IntBuffer.allocate(1);
    IntBuffer h = IntBuffer.allocate(1);
    IntBuffer d = IntBuffer.allocate(1);
    IntBuffer b = IntBuffer.allocate(1);
    TessAPI1.TessPageIteratorBoundingBox(page, TessPageIteratorLevel.RIL_WORD, g, h, d, b);
    mots.add(
        new Mot(
            mot,
            new Rect(g.get(0), h.get(0), d.get(0) - g.get(0), b.get(0) - h.get(0)),
            Math.max(0, Math.min(1, confiance / 100))));
  }

  @Override
  public void close() {
    TessAPI1.TessBaseAPIEnd(handle);
    TessAPI1.TessBaseAPIDelete(handle);
  }
}
