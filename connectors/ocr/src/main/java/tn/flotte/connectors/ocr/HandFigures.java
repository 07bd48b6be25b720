package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.imgproc.Imgproc;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * Reads figures written by hand: a small network that was trained on lines made with handwriting
 * fonts gives, for each place along the line, how likely each character is; a beam search keeps the
 * likeliest texts, and the field's grammar chooses among them. The way the network was made is in
 * {@code connectors/ocr/entrainement}. Not thread-safe.
 */
final class HandFigures {
  /** The network's classes, after the blank. */
  private static final String CLASSES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZh/-.:+";

  private static final int HEIGHT = 32;
  private static final int WIDTH = 320;
  private static final int MARGIN = 4;

  /** Height of the ink within {@link #HEIGHT}. */
  private static final int INK = 28;

  private static final int BEAM = 24;

  /** Characters less likely than this at a place are not followed. */
  private static final double FAINT = 0.002;

  private final Net net;

  HandFigures() {
    try (InputStream in = HandFigures.class.getResourceAsStream("chiffres/chiffres.onnx")) {
      if (in == null) {
        throw new ConnectorException(FailureKind.BUG, "chiffres.onnx is missing");
      }
      MatOfByte octets = new MatOfByte(in.readAllBytes());
      net = Dnn.readNetFromONNX(octets);
      octets.release();
    } catch (IOException e) {
      throw new ConnectorException(FailureKind.BUG, "chiffres.onnx cannot be read", e);
    }
  }

  /**
   * A well-formed value of the field, if the line can be read as one.
   *
   * @param texte its canonical form
   * @param part from 0 to 1, of all that the line may say
   */
  record Guess(String texte, double part) {}

  /**
   * Reads one line.
   *
   * @param plat the line, freed from the form's print
   * @param lettres its {@link TextLine#letters}
   */
  Optional<Guess> read(Mat plat, List<Rect> lettres, Nature nature) {
    Optional<Mat> ligne = TextLine.ink(plat, lettres);
    if (ligne.isEmpty()) {
      return Optional.empty();
    }
    double[][] parts = likelihoods(ligne.get(), nature.alphabet());
    Map<String, Double> valeurs = new HashMap<>();
    double somme = 0;
    for (Map.Entry<String, Double> texte : search(parts).entrySet()) {
      somme += texte.getValue();
      nature
          .canonical(texte.getKey())
          .ifPresent(v -> valeurs.merge(v, texte.getValue(), Double::sum));
    }
    double tout = somme;
    return valeurs.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(v -> new Guess(v.getKey(), tout == 0 ? 0 : v.getValue() / tout));
  }

  /** How likely each class is at each place; what the alphabet lacks is impossible. */
  private double[][] likelihoods(Mat ligne, String alphabet) {
    Mat entree = input(ligne);
    ligne.release();
    net.setInput(entree);
    Mat sortie = net.forward();
    entree.release();
    int classes = CLASSES.length() + 1;
    int places = (int) sortie.total() / classes;
    float[] valeurs = new float[classes * places];
    Mat plate = sortie.reshape(1, classes);
    plate.get(0, 0, valeurs);
    plate.release();
    sortie.release();
    double[][] parts = new double[places][classes];
    for (int t = 0; t < places; t++) {
      double somme = 0;
      for (int c = 0; c < classes; c++) {
        boolean possible = c == 0 || alphabet.indexOf(CLASSES.charAt(c - 1)) >= 0;
        parts[t][c] = possible ? Math.exp(valeurs[c * places + t]) : 0;
        somme += parts[t][c];
      }
      for (int c = 0; c < classes; c++) {
        parts[t][c] /= somme;
      }
    }
    return parts;
  }

  /** Ink bright on black, of the height that the network knows, from 0 to 1. */
  private static Mat input(Mat ligne) {
    int largeur =
        Math.clamp(Math.round((double) ligne.cols() * INK / ligne.rows()), 4, WIDTH - 2 * MARGIN);
    Mat encre = new Mat();
    Core.bitwise_not(ligne, encre);
    Mat petit = new Mat();
    Imgproc.resize(
        encre,
        petit,
        new Size(largeur, INK),
        0,
        0,
        ligne.rows() > INK ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC);
    encre.release();
    double clair = Math.max(60, Core.minMaxLoc(petit).maxVal);
    Mat image = new Mat(HEIGHT, WIDTH, CvType.CV_32F, new Scalar(0));
    Mat cible = image.submat(new Rect(MARGIN, (HEIGHT - INK) / 2, largeur, INK));
    petit.convertTo(cible, CvType.CV_32F, 1 / clair);
    petit.release();
    cible.release();
    Mat entree = Dnn.blobFromImage(image);
    image.release();
    return entree;
  }

  /** A text so far, by whether its last place was blank. */
  private static final class Path {
    private double blanc;
    private double signe;

    double part() {
      return blanc + signe;
    }
  }

  /** The likeliest texts and how likely each of them is. */
  private static Map<String, Double> search(double[][] parts) {
    Map<String, Path> textes = new HashMap<>();
    Path debut = new Path();
    debut.blanc = 1;
    textes.put("", debut);
    for (double[] place : parts) {
      Map<String, Path> suite = new HashMap<>();
      textes.forEach(
          (texte, path) -> {
            Path meme = suite.computeIfAbsent(texte, k -> new Path());
            meme.blanc += path.part() * place[0];
            char dernier = texte.isEmpty() ? 0 : texte.charAt(texte.length() - 1);
            for (int c = 1; c < place.length; c++) {
              char signe = CLASSES.charAt(c - 1);
              if (signe == dernier) {
                meme.signe += path.signe * place[c];
              }
              if (place[c] > FAINT) {
                suite.computeIfAbsent(texte + signe, k -> new Path()).signe +=
                    (signe == dernier ? path.blanc : path.part()) * place[c];
              }
            }
          });
      textes = best(suite);
    }
    Map<String, Double> resultat = new HashMap<>();
    textes.forEach((texte, path) -> resultat.put(texte, path.part()));
    return resultat;
  }

  private static Map<String, Path> best(Map<String, Path> textes) {
    if (textes.size() <= BEAM) {
      return textes;
    }
    double[] tri = textes.values().stream().mapToDouble(Path::part).sorted().toArray();
    double seuil = tri[tri.length - BEAM];
    textes.values().removeIf(p -> p.part() < seuil);
    return textes;
  }
}
