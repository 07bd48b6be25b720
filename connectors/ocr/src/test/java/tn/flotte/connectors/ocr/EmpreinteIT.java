package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Prints of papers, made by the real reader. */
class EmpreinteIT {
  /** Bits in which the rules let prints of one paper differ. */
  private static final int SAME = 40;

  private static final List<String> CROSSES = List.of("blesses_non", "a_circ_08", "b_circ_01");

  private static Ocr ocr;

  @BeforeAll
  static void start() {
    ocr = new Ocr(OcrSettings.defaults());
  }

  @AfterAll
  static void stop() {
    ocr.close();
  }

  /** Side A of one insured, who is the same in every accident of his. */
  private static final Map<String, String> INSURED =
      Map.of(
          "a_assure_nom", "Trabelsi",
          "a_assure_prenom", "Wafa",
          "a_assure_adresse", "12 rue des Oliviers, Tunis",
          "a_vehicule_immatriculation", "145 TU 2718",
          "a_assurance_societe", "LLOYD",
          "a_assurance_police", "027/401/0054321");

  private static final Map<String, String> ACCIDENT =
      Map.of(
          "date_accident", "14/03/2026",
          "heure", "08h45",
          "lieu", "Avenue Habib Thameur, Tunis",
          "b_assure_nom", "Gharbi",
          "b_assure_prenom", "Mohamed Ali",
          "b_vehicule_immatriculation", "98 TU 6041",
          "b_assurance_societe", "COMAR",
          "b_assurance_police", "A219770");

  private static final Map<String, String> OTHER_ACCIDENT =
      Map.of(
          "date_accident", "02/09/2026",
          "heure", "17h10",
          "lieu", "Route de Béja km 4",
          "b_assure_nom", "Ben Romdhane",
          "b_assure_prenom", "Sonia",
          "b_vehicule_immatriculation", "201 TU 77",
          "b_assurance_societe", "STAR",
          "b_assurance_police", "18-979-79465");

  private static BufferedImage constat(
      Map<String, String> insured, Map<String, String> accident, double signature) {
    Map<String, String> all = new HashMap<>(insured);
    all.putAll(accident);
    BufferedImage image = Papers.form("constat-a", all, CROSSES);
    Papers.sign(image, 60 + signature, 262);
    return image;
  }

  private static PieceLue read(byte[] content) {
    return ocr.read("papier", content).getFirst();
  }

  private static Empreinte print(BufferedImage image, String format) {
    return Objects.requireNonNull(read(Papers.encoded(image, format)).empreinte());
  }

  @Test
  void knowsAConstatAgainHoweverItComes() {
    BufferedImage first = constat(INSURED, ACCIDENT, 0);
    Empreinte print = print(first, "png");
    assertThat(print.genre()).isEqualTo("constat-a");
    assertThat(print.distance(print(Papers.turned(first, 2), "jpg"))).isLessThan(SAME);
    assertThat(print.distance(print(Papers.turned(first, 180), "jpg"))).isLessThan(SAME);
    assertThat(print.distance(print(Papers.scaled(first, 0.5), "jpg"))).isLessThan(SAME);
  }

  @Test
  void anotherAccidentOfTheSameInsuredIsAnotherConstat() {
    Empreinte one = print(constat(INSURED, ACCIDENT, 0), "png");
    Empreinte other = print(constat(INSURED, OTHER_ACCIDENT, 3), "png");
    assertThat(one.distance(other)).isGreaterThan(SAME);
  }

  @Test
  void aFormOnWhichHardlyAnythingIsWrittenHasNone() {
    BufferedImage empty = Papers.form("constat-a", Map.of("heure", "08h45"), List.of());
    assertThat(read(Papers.encoded(empty, "png")).empreinte()).isNull();
  }

  @Test
  void lettersAndMissionOrdersHaveNone() {
    BufferedImage letter =
        Papers.letter("NOTE AUX AGENCES", List.of("Objet : horaires", "Date : 02/03/2026"));
    assertThat(read(Papers.encoded(letter, "png")).empreinte()).isNull();
    BufferedImage order =
        Papers.form(
            "om",
            Map.of("numero_om", "004512", "expert_nom", "Ridha Essai", "lieu_visite", "Garage"),
            List.of());
    assertThat(read(Papers.encoded(order, "png")).empreinte()).isNull();
  }

  @Test
  void knowsAPhotographAgainAndTellsItFromOthers() {
    BufferedImage one = photograph(3);
    Empreinte print = print(one, "jpg");
    assertThat(print.genre()).isEqualTo(Empreinte.PHOTO);
    assertThat(print.distance(print(Papers.scaled(one, 0.4), "jpg"))).isLessThan(SAME);
    assertThat(print.distance(print(photograph(4), "jpg"))).isGreaterThan(SAME);
  }

  @Test
  void aPrintOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new Empreinte(Empreinte.PHOTO, "abc"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Patches of many greys, as a dented door has them. */
  private static BufferedImage photograph(long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(1600, 1200, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setPaint(
        new GradientPaint(0, 0, new Color(60, 70, 90), 1600, 1200, new Color(170, 160, 150)));
    g.fillRect(0, 0, 1600, 1200);
    for (int i = 0; i < 60; i++) {
      int grey = 20 + random.nextInt(200);
      g.setColor(new Color(grey, grey, Math.min(255, grey + 20)));
      g.fillOval(
          random.nextInt(1500),
          random.nextInt(1100),
          80 + random.nextInt(400),
          60 + random.nextInt(300));
    }
    g.dispose();
    return image;
  }
}
