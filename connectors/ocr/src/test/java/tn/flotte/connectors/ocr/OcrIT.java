package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tools.jackson.databind.json.JsonMapper;

/** The whole reader with the real Tesseract and OpenCV, on papers that the test draws. */
class OcrIT {
  private static final Map<String, String> CONSTAT_A =
      Map.ofEntries(
          Map.entry("date_accident", "14/03/2026"),
          Map.entry("heure", "08h45"),
          Map.entry("lieu", "Avenue Habib Thameur, Tunis"),
          Map.entry("a_assure_nom", "Trabelsi"),
          Map.entry("a_assure_prenom", "Wafa"),
          Map.entry("a_assure_telephone", "22 418 903"),
          Map.entry("a_vehicule_immatriculation", "145 TU 2718"),
          Map.entry("a_assurance_societe", "LLOYD"),
          Map.entry("a_assurance_police", "027/401/0054321"),
          Map.entry("b_vehicule_immatriculation", "98 TU 6041"),
          Map.entry("b_assurance_societe", "COMAR"),
          Map.entry("b_permis_numero", "11/204857"));
  private static final List<String> CROSSES =
      List.of("blesses_non", "degats_autres_oui", "a_circ_08", "b_circ_01", "b_circ_17");

  private static Ocr ocr;

  @BeforeAll
  static void start() {
    ocr = new Ocr(OcrSettings.defaults());
  }

  @AfterAll
  static void stop() {
    ocr.close();
  }

  private static BufferedImage aConstat() {
    BufferedImage image = Papers.form("constat-a", CONSTAT_A, CROSSES);
    Papers.sign(image, 60, 262);
    return image;
  }

  private static PieceLue read(byte[] contenu) {
    List<PieceLue> pieces = ocr.read("piece.bin", contenu);
    assertThat(pieces).hasSize(1);
    return pieces.getFirst();
  }

  @Test
  void drawsAPageAndSaysWhereItsFieldsLie() throws Exception {
    BufferedImage constat = aConstat();

    List<Apercu> drawn = ocr.look("constat.pdf", Papers.pdf(constat));

    assertThat(drawn).hasSize(1);
    Apercu page = drawn.getFirst();
    BufferedImage seen = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(page.image()));
    assertThat(seen.getWidth()).isEqualTo(page.largeur());
    assertThat(seen.getHeight()).isEqualTo(page.hauteur()).isLessThanOrEqualTo(1700);
    assertThat(page.zones())
        .containsKeys("date_accident", "a_vehicule_immatriculation", "circonstances_a", "blesses");
    assertThat(page.zones().values())
        .allSatisfy(z -> assertThat(z).hasSize(8).allMatch(v -> v > -0.1 && v < 1.1));
    List<Double> a = page.zones().get("a_vehicule_immatriculation");
    List<Double> b = page.zones().get("b_vehicule_immatriculation");
    assertThat(a.getFirst()).isLessThan(b.getFirst());
  }

  @Test
  void drawsNothingOfWhatCannotBeOpened() {
    assertThat(
            ocr.look("rien.pdf", "%PDF-1.7 rien".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(ocr.look("vide.pdf", new byte[0])).isEmpty();
  }

  private static void isTheConstat(PieceLue piece) {
    assertThat(piece.type()).isEqualTo(TypePiece.CONSTAT);
    assertThat(piece.lisible()).isTrue();
    assertThat(piece.formulaire()).isEqualTo("constat-a");
    assertThat(value(piece, "date_accident")).isEqualTo("2026-03-14");
    assertThat(value(piece, "heure")).isEqualTo("08:45");
    assertThat(value(piece, "a_vehicule_immatriculation")).isEqualTo("145 TU 2718");
    assertThat(value(piece, "b_vehicule_immatriculation")).isEqualTo("98 TU 6041");
    assertThat(value(piece, "a_assurance_police")).isEqualTo("027/401/0054321");
    assertThat(value(piece, "b_permis_numero")).isEqualTo("11/204857");
    assertThat(value(piece, "temoins")).isEmpty();
    assertThat(piece.champ("circonstances_a").orElseThrow().cases()).containsExactly(8);
    assertThat(piece.champ("circonstances_b").orElseThrow().cases()).containsExactly(1, 17);
    assertThat(value(piece, "blesses")).isEqualTo("false");
    assertThat(value(piece, "degats_autres")).isEqualTo("true");
    assertThat(value(piece, "signature_a")).isEqualTo("true");
    assertThat(value(piece, "signature_b")).isEqualTo("false");
  }

  private static String value(PieceLue piece, String champ) {
    return String.valueOf(piece.champ(champ).orElseThrow().valeur());
  }

  @Test
  void readsATypedConstatAndIsSureOfIt() {
    PieceLue piece = read(Papers.pdf(Papers.scaled(aConstat(), 0.67)));
    isTheConstat(piece);
    assertThat(piece.ecriture()).isEqualTo(Ecriture.IMPRIME);
    assertThat(piece.champ("a_vehicule_immatriculation").orElseThrow().isSur()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {90, 180, 270, 2.5})
  void readsItHoweverItLies(double degres) {
    isTheConstat(
        read(Papers.encoded(Papers.turned(Papers.scaled(aConstat(), 0.67), degres), "png")));
  }

  @Test
  void readsCombsAndEveryPageOfALot() {
    BufferedImage constat =
        Papers.form(
            "constat-b",
            Map.of("date_accident", "02052026", "a_vehicule_immatriculation", "122 TU 3639"),
            List.of("a_circ_10"));
    BufferedImage om =
        Papers.form(
            "om", Map.of("numero_declaration", "D26-027-00123", "numero_om", "741347"), List.of());
    List<PieceLue> pieces =
        ocr.read("lot.pdf", Papers.pdf(Papers.scaled(constat, 0.67), Papers.scaled(om, 0.67)));
    assertThat(pieces).extracting(PieceLue::type).containsExactly(TypePiece.CONSTAT, TypePiece.OM);
    assertThat(pieces).extracting(PieceLue::pages).containsExactly(List.of(1), List.of(2));
    assertThat(value(pieces.get(0), "date_accident")).isEqualTo("2026-05-02");
    assertThat(value(pieces.get(1), "numero_declaration")).isEqualTo("D26-027-00123");
    assertThat(value(pieces.get(1), "numero_om")).isEqualTo("741347");
    assertThat(value(pieces.get(1), "signature")).isEqualTo("false");
  }

  @Test
  void isNotSureOfABoxThatALineRunsThroughNorTakesAStreakForASignature() {
    BufferedImage image = Papers.form("constat-a", CONSTAT_A, CROSSES);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.DARK_GRAY);
    g.setStroke(new BasicStroke(4));
    double mm = image.getWidth() / 210.0;
    // Of a stamp's frame, across the box of the third circumstance.
    g.drawLine((int) (70 * mm), (int) (63 * mm), (int) (86 * mm), (int) (68 * mm));
    // Of a scanner's dirty glass, all the way down through a place for a signature.
    g.drawLine((int) (80 * mm), 0, (int) (80 * mm), image.getHeight());
    g.dispose();
    PieceLue piece = read(Papers.encoded(image, "png"));
    assertThat(piece.champ("circonstances_a").orElseThrow().isSur()).isFalse();
    assertThat(piece.champ("circonstances_b").orElseThrow().cases()).containsExactly(1, 17);
    assertThat(piece.champ("circonstances_b").orElseThrow().isSur()).isTrue();
    assertThat(value(piece, "signature_a")).isEqualTo("false");
  }

  @Test
  void readsAPaperWithoutAFixedLayoutByItsLabels() {
    PieceLue piece =
        read(
            Papers.encoded(
                Papers.letter(
                    "CERTIFICAT D'IMMATRICULATION",
                    List.of(
                        "N° d'immatriculation 104 TU 4391",
                        "Nom et prénom Marzouki Mehdi",
                        "Marque Skoda",
                        "Première mise en circulation 03/05/2011",
                        "Puissance fiscale 5 CV")),
                "jpg"));
    assertThat(piece.type()).isEqualTo(TypePiece.CARTE_GRISE);
    assertThat(value(piece, "vehicule_immatriculation")).isEqualTo("104 TU 4391");
    assertThat(value(piece, "date_mise_circulation")).isEqualTo("2011-05-03");
    assertThat(piece.champ("numero_chassis").orElseThrow().valeur()).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsAConstatOfAnUnknownLayoutButIsSureOfNothing(boolean bilingual) {
    PieceLue piece = read(Papers.encoded(UnknownConstat.draw(bilingual), "png"));
    assertThat(piece.type()).isEqualTo(TypePiece.CONSTAT);
    assertThat(piece.lisible()).isTrue();
    assertThat(piece.formulaire()).isNull();
    assertThat(value(piece, "date_accident")).isEqualTo("2026-03-14");
    assertThat(value(piece, "heure")).isEqualTo("08:45");
    assertThat(value(piece, "lieu")).isEqualTo("Avenue Habib Thameur, Tunis");
    assertThat(value(piece, "a_vehicule_immatriculation")).isEqualTo("145 TU 2718");
    assertThat(value(piece, "b_vehicule_immatriculation")).isEqualTo("98 TU 6041");
    assertThat(value(piece, "a_assurance_police")).isEqualTo("027/401/0054321");
    assertThat(value(piece, "b_assurance_societe")).isEqualTo("COMAR");
    assertThat(value(piece, "b_assure_nom")).isEqualTo("Gharbi");
    assertThat(piece.champ("circonstances_a").orElseThrow().cases()).containsExactly(8);
    assertThat(piece.champ("circonstances_b").orElseThrow().cases()).containsExactly(1);
    assertThat(value(piece, "signature_a")).isEqualTo("true");
    assertThat(value(piece, "signature_b")).isEqualTo("false");
    assertThat(piece.champs().values()).noneMatch(Champ::isSur);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 90})
  void doesNotTakeTallFramesForTheLinesOfAPageOnItsSide(double degres) {
    BufferedImage framed = Papers.turned(UnknownConstat.drawFramed(), degres);

    PieceLue piece = read(Papers.encoded(framed, "png"));

    assertThat(piece.type()).isEqualTo(TypePiece.CONSTAT);
    assertThat(piece.lisible()).isTrue();
    assertThat(value(piece, "date_accident")).isEqualTo("2026-03-14");
    assertThat(value(piece, "a_vehicule_immatriculation")).isEqualTo("145 TU 2718");
    assertThat(value(piece, "b_vehicule_immatriculation")).isEqualTo("98 TU 6041");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 90, 100})
  void readsAMissionOrderOfFewDots(int dpi) {
    BufferedImage om =
        Papers.form(
            "om", Map.of("numero_declaration", "D26-027-00123", "numero_om", "741347"), List.of());

    PieceLue piece = read(Papers.encoded(Papers.scaled(om, dpi / 300.0), "png"));

    assertThat(piece.motifIllisible()).isNull();
    assertThat(value(piece, "numero_declaration")).isEqualTo("D26-027-00123");
  }

  @Test
  void doesNotCallASheetOfTooFewDotsCut() {
    BufferedImage om = Papers.form("om", Map.of("numero_om", "741347"), List.of());

    PieceLue piece = read(Papers.encoded(Papers.scaled(Papers.scaled(om, 0.33), 45.0 / 99), "png"));

    assertThat(piece.motifIllisible()).startsWith("résolution trop faible (45 ppp)");
  }

  @Test
  void readsAnUnknownLayoutThatWordsItsLabelsOtherwise() {
    PieceLue piece = read(Papers.encoded(UnknownConstat.drawInOtherWords(), "png"));
    assertThat(piece.formulaire()).isNull();
    assertThat(value(piece, "date_accident")).isEqualTo("2026-04-07");
    assertThat(value(piece, "lieu")).isEqualTo("Route de Gabès, Sfax");
    assertThat(value(piece, "degats_autres")).isEqualTo("false");
    assertThat(value(piece, "temoins")).isEmpty();
    assertThat(value(piece, "a_assurance_societe")).isEqualTo("ATTIJARI");
    assertThat(value(piece, "b_assurance_police")).isEqualTo("044/401/0039222");
    assertThat(value(piece, "b_attestation_du")).isEqualTo("2025-06-09");
    assertThat(value(piece, "b_attestation_au")).isEqualTo("2026-06-09");
    assertThat(value(piece, "a_conducteur_nom")).isEqualTo("Mabrouk");
    assertThat(value(piece, "a_permis_date")).isEqualTo("2008-04-15");
    assertThat(value(piece, "a_degats_apparents")).isEqualTo("Portière gauche rayée");
    assertThat(piece.champ("circonstances_a").orElseThrow().cases()).containsExactly(10);
    assertThat(piece.champ("circonstances_b").orElseThrow().cases()).containsExactly(15);
    assertThat(piece.champs().values()).noneMatch(Champ::isSur);
  }

  @Test
  void anyOtherLetterIsAutreAndLegible() {
    PieceLue piece =
        read(
            Papers.encoded(
                Papers.letter(
                    "Convocation",
                    List.of(
                        "Madame, Monsieur,",
                        "L'assemblée annuelle se tiendra dans la salle commune.",
                        "Veuillez agréer nos salutations distinguées.")),
                "png"));
    assertThat(piece.type()).isEqualTo(TypePiece.AUTRE);
    assertThat(piece.lisible()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 40, 120})
  void aTextureIsNoKnownPaper(int size) {
    PieceLue piece = read(Papers.encoded(Papers.blobs(1000, size, size), "png"));
    assertThat(piece.type()).isEqualTo(TypePiece.AUTRE);
    assertThat(piece.formulaire()).isNull();
    assertThat(piece.champs()).isEmpty();
  }

  @Test
  void saysInFrenchWhyItCannotRead() {
    assertThat(read(Papers.encoded(Papers.blurred(aConstat()), "png")).motifIllisible())
        .isEqualTo("floue");
    assertThat(read(Papers.encoded(Papers.darkened(aConstat()), "png")).motifIllisible())
        .isEqualTo("trop sombre");
    assertThat(read(Papers.encoded(Papers.cut(aConstat(), 0.4), "png")).motifIllisible())
        .startsWith("coupée en bas");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.15, 0.3})
  void readsPaleWritingButIsSureOfNoneOfIt(double part) {
    BufferedImage pale = Papers.pale("constat-a", aConstat(), part);

    PieceLue piece = read(Papers.encoded(Papers.scaled(pale, 0.67), "jpg"));

    isTheConstat(piece);
    assertThat(piece.champs().values()).noneMatch(Champ::isSur);
  }

  @Test
  void saysThatWritingIsTooPaleRatherThanThatThereIsNone() {
    BufferedImage pale = Papers.pale("constat-a", aConstat(), 0.06);

    PieceLue piece = read(Papers.encoded(Papers.scaled(pale, 0.67), "jpg"));

    assertThat(piece.type()).isEqualTo(TypePiece.CONSTAT);
    assertThat(piece.lisible()).isFalse();
    assertThat(piece.motifIllisible()).isEqualTo("trop pâle");
  }

  @Test
  void doesNotTakePaleWritingBesideDarkForNone() {
    BufferedImage image = Papers.form("constat-a", CONSTAT_A, CROSSES);
    Map<String, String> pales =
        Map.of("temoins", "Gharbi Ines", "lieu", CONSTAT_A.get("lieu"), "heure", "08h45");
    BufferedImage autre = Papers.form("constat-a", pales, List.of());
    Papers.sign(autre, 60, 262);
    BufferedImage pale = Papers.pale("constat-a", autre, 0.15);
    double mm = image.getWidth() / 210.0;
    // The head and the foot are filled in with the pale pen, the columns between with the other.
    int haut = (int) (38 * mm);
    int bas = (int) (255 * mm);
    Graphics2D g = pale.createGraphics();
    g.setClip(0, haut, image.getWidth(), bas - haut);
    g.drawImage(image, 0, 0, null);
    g.dispose();

    PieceLue piece = read(Papers.encoded(Papers.scaled(pale, 0.67), "jpg"));

    assertThat(value(piece, "a_assure_nom")).isEqualTo("Trabelsi");
    assertThat(piece.champ("temoins").orElseThrow().isLu()).isFalse();
    assertThat(piece.champ("signature_a").orElseThrow().isSur()).isFalse();
    assertThat(value(piece, "a_degats_apparents")).isEmpty();
  }

  @Test
  void aBlankFormIsLegibleAndEmpty() {
    BufferedImage vierge = Papers.form("constat-a", Map.of(), List.of());

    PieceLue piece = read(Papers.encoded(Papers.scaled(vierge, 0.67), "jpg"));

    assertThat(piece.lisible()).isTrue();
    assertThat(value(piece, "a_assure_nom")).isEmpty();
    assertThat(value(piece, "signature_a")).isEqualTo("false");
    assertThat(piece.champ("circonstances_a").orElseThrow().cases()).isEmpty();
  }

  @Test
  void refusesToStartWithoutALanguage(@TempDir Path vide) {
    OcrSettings d = OcrSettings.defaults();
    OcrSettings sans =
        new OcrSettings(
            vide,
            "fra",
            d.maxOctets(),
            d.maxPages(),
            d.maxPixels(),
            1,
            null,
            d.delaiFichier(),
            d.delaiPage());
    assertThatThrownBy(() -> new Ocr(sans))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIGURATION))
        .hasMessageContaining("apt-get install tesseract-ocr-fra");
  }

  @Test
  void aPieceSurvivesTheJournal() {
    PieceLue piece = read(Papers.encoded(Papers.scaled(aConstat(), 0.67), "png"));
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readValue(json.writeValueAsString(piece), PieceLue.class)).isEqualTo(piece);
  }
}
