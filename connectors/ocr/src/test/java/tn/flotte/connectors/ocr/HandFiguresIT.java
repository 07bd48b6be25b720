package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** The reader of written figures on lines in four handwriting fonts. */
class HandFiguresIT {
  private static HandFigures chiffres;

  @BeforeAll
  static void load() {
    Natives.load();
    chiffres = new HandFigures();
  }

  @ParameterizedTest
  @CsvSource({
    "plaque, PLAQUE, 127 TU 4308",
    "date, DATE, 2026-06-16",
    "police, POLICE, 044/407/0052381",
    "declaration, DECLARATION, D26-031-00126"
  })
  void readsWrittenFigures(String image, Nature nature, String valeur) throws IOException {
    Mat ligne = line(image);
    Optional<HandFigures.Guess> lu = chiffres.read(ligne, TextLine.letters(ligne), nature);
    ligne.release();
    assertThat(lu).map(HandFigures.Guess::texte).contains(valeur);
    assertThat(lu.orElseThrow().part()).isBetween(0.3, 1.0);
  }

  @Test
  void makesNothingOfAnEmptyLine() {
    Mat vide = new Mat(80, 400, CvType.CV_8UC1, new Scalar(255));
    assertThat(chiffres.read(vide, TextLine.letters(vide), Nature.DATE)).isEmpty();
    vide.release();
  }

  /** A policy's figures are no date, however likely each of them is. */
  @Test
  void keepsToTheFieldsGrammar() throws IOException {
    Mat ligne = line("police");
    assertThat(chiffres.read(ligne, TextLine.letters(ligne), Nature.DATE)).isEmpty();
    ligne.release();
  }

  private static Mat line(String nom) throws IOException {
    try (InputStream in = HandFiguresIT.class.getResourceAsStream("chiffres/" + nom + ".png")) {
      MatOfByte octets = new MatOfByte(in.readAllBytes());
      Mat ligne = Imgcodecs.imdecode(octets, Imgcodecs.IMREAD_GRAYSCALE);
      octets.release();
      return ligne;
    }
  }
}
