package tn.flotte.connectors.ocr;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws a constat of a layout that no form describes: labels of its own, boxed rows, typed. */
final class UnknownConstat {
  private static final Font LABEL = new Font("DejaVu Sans", Font.PLAIN, 18);
  private static final Font VALUE = new Font("DejaVu Serif", Font.PLAIN, 24);
  private static final Font HEAD = new Font("DejaVu Sans", Font.BOLD, 20);
  private static final List<String> CIRCUMSTANCES =
      List.of(
          "se trouvait en stationnement ou à l'arrêt",
          "quittait une place ou ouvrait une portière",
          "allait se garer",
          "débouchait d'un parking ou d'un accès privé",
          "s'engageait dans un parking ou accès privé",
          "s'insérait dans un rond-point",
          "circulait dans un rond-point",
          "a touché l'arrière du véhicule de devant",
          "allait dans le même sens sur une autre file",
          "passait d'une file à l'autre",
          "effectuait un dépassement",
          "tournait vers la droite",
          "tournait vers la gauche",
          "faisait marche arrière",
          "débordait sur la voie d'en face",
          "arrivait de la droite à un croisement",
          "n'a pas cédé le passage (stop, feu, priorité)");

  private final Graphics2D g;

  private UnknownConstat(Graphics2D g) {
    this.g = g;
  }

  /** One row: its label and its value; a section's heading has no value. */
  private record Row(String label, String value) {}

  static BufferedImage draw(boolean bilingual) {
    BufferedImage image = new BufferedImage(1654, 2339, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setColor(Color.BLACK);
    new UnknownConstat(g).fill(bilingual);
    g.dispose();
    return image;
  }

  private void fill(boolean bilingual) {
    text(HEAD.deriveFont(30f), "CONSTAT AMIABLE D'ACCIDENT AUTOMOBILE", 420, 70);
    head("Date de l'accident", bilingual ? "تاريخ الحادث" : "", "14/03/2026", 80, 340);
    head("Heure", bilingual ? "الساعة" : "", "08:45", 430, 210);
    head("Lieu", bilingual ? "المكان" : "", "Avenue Habib Thameur, Tunis", 650, 700);
    column(
        60,
        "VÉHICULE A",
        rows("Trabelsi", "Wafa", "145 TU 2718", "LLOYD", "027/401/0054321", "11/204857"));
    column(
        1130, "VÉHICULE B", rows("Gharbi", "Sami", "98 TU 6041", "COMAR", "A219770", "07/330918"));
    text(HEAD, "CIRCONSTANCES", 720, 300);
    for (int i = 0; i < CIRCUMSTANCES.size(); i++) {
      int y = 340 + i * 52;
      text(LABEL.deriveFont(16f), CIRCUMSTANCES.get(i), 610, y + 20);
      box(565, y, i + 1 == 8);
      box(1070, y, i + 1 == 1);
    }
    text(LABEL, "Signature du conducteur A", 300, 2000);
    text(LABEL, "Signature du conducteur B", 1000, 2000);
    g.setStroke(new BasicStroke(4));
    for (int i = 0; i < 6; i++) {
      g.drawLine(320 + i * 30, 2050 + (i % 2) * 60, 350 + i * 30, 2050 + ((i + 1) % 2) * 60);
    }
  }

  private static List<Row> rows(
      String nom, String prenom, String plaque, String societe, String police, String permis) {
    return List.of(
        new Row("Assuré", ""),
        new Row("Nom", nom),
        new Row("Prénom", prenom),
        new Row("Tél", "22 418 903"),
        new Row("Véhicule", ""),
        new Row("Marque, type", "Kia Rio"),
        new Row("N° d'immatriculation", plaque),
        new Row("Société d'assurance", ""),
        new Row("Société", societe),
        new Row("N° de contrat", police),
        new Row("Conducteur", ""),
        new Row("Nom", nom),
        new Row("Prénom", prenom),
        new Row("Permis n°", permis));
  }

  private void head(String label, String arabic, String value, int x, int width) {
    text(LABEL, (label + " " + arabic).strip(), x, 160);
    text(VALUE, value, x, 195);
    g.drawRect(x - 8, 138, width - 10, 70);
  }

  private void column(int x, String title, List<Row> rows) {
    text(HEAD, title, x + 120, 260);
    int y = 300;
    for (Row row : rows) {
      if (row.value().isEmpty()) {
        y += 18;
        text(HEAD, row.label(), x, y + 22);
      } else {
        text(LABEL, row.label(), x, y + 26);
        text(VALUE, row.value(), x + (row.label().length() > 14 ? 235 : 150), y + 26);
        g.drawRect(x - 4, y, 470, 38);
      }
      y += 42;
    }
  }

  private void box(int x, int y, boolean crossed) {
    g.drawRect(x, y, 28, 28);
    if (crossed) {
      g.setStroke(new BasicStroke(3));
      g.drawLine(x + 2, y + 2, x + 26, y + 26);
      g.drawLine(x + 26, y + 2, x + 2, y + 26);
      g.setStroke(new BasicStroke(1));
    }
  }

  private void text(Font font, String text, int x, int y) {
    g.setFont(font);
    g.drawString(text, x, y);
  }
}
