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

  /** As other insurers' forms word them. */
  private static final List<String> OTHER_WORDS =
      List.of(
          "en stationnement / à l'arrêt",
          "quittait un stationnement",
          "prenait un stationnement",
          "sortait d'un parking, d'un lieu privé",
          "s'engageait dans un parking",
          "s'engageait sur une place à sens giratoire",
          "roulait sur une place à sens giratoire",
          "heurtait à l'arrière",
          "roulait dans le même sens et sur une file différente",
          "changeait de file",
          "doublait",
          "virait à droite",
          "virait à gauche",
          "reculait",
          "empiétait sur la voie opposée",
          "venait de droite (dans un carrefour)",
          "n'avait pas observé un signal de priorité");

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

  /** The same with a heavy, tall frame around each vehicle's column. */
  static BufferedImage drawFramed() {
    BufferedImage image = draw(false);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.BLACK);
    g.setStroke(new BasicStroke(7));
    g.drawRect(45, 280, 480, 1960);
    g.drawRect(1115, 280, 500, 1960);
    g.drawRect(30, 265, 510, 1990);
    g.drawRect(1100, 265, 530, 1990);
    g.dispose();
    return image;
  }

  /**
   * Other words, lower values, crosses that reach beyond their boxes, and a company that stands
   * behind “Nom”.
   */
  static BufferedImage drawInOtherWords() {
    BufferedImage image = new BufferedImage(1654, 2339, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setColor(Color.BLACK);
    new UnknownConstat(g).fillInOtherWords();
    g.dispose();
    return image;
  }

  private void fillInOtherWords() {
    text(HEAD.deriveFont(30f), "Constat amiable d'accident", 420, 70);
    text(LABEL, "Date de l'accident :", 80, 160);
    text(VALUE, "07.04.2026", 270, 170);
    text(LABEL, "Lieu :", 80, 220);
    text(VALUE, "Route de Gabès, Sfax", 150, 228);
    text(LABEL, "Autres dégâts matériels : oui", 1000, 220);
    box(1300, 205, false);
    text(LABEL, "non", 1350, 220);
    longCross(1400, 205);
    text(LABEL, "Témoins :", 80, 275);
    otherColumn(60, "VÉHICULE A", "ATTIJARI", "B214103");
    otherColumn(1130, "VÉHICULE B", "LLOYD", "044/401/0039222");
    for (int i = 0; i < OTHER_WORDS.size(); i++) {
      int y = 400 + i * 56;
      text(LABEL.deriveFont(15f), OTHER_WORDS.get(i), 620, y + 19);
      if (i + 1 == 10) {
        longCross(540, y);
      } else {
        box(540, y, false);
      }
      if (i + 1 == 15) {
        longCross(1075, y);
      } else {
        box(1075, y, false);
      }
    }
    text(LABEL, "Signature du conducteur A", 60, 2000);
    text(LABEL, "Signature du conducteur B", 1130, 2000);
  }

  private void otherColumn(int x, String title, String societe, String police) {
    text(HEAD, title, x + 120, 340);
    text(HEAD, "Société d'assurance", x, 400);
    pair("Nom :", societe, x, 450);
    pair("N° de contrat :", police, x, 500);
    pair("Valable du", "09/06/2025", x, 550);
    pair("au", "09-06-26", x + 255, 550);
    text(HEAD, "Conducteur", x, 600);
    pair("NOM :", "Mabrouk", x, 650);
    pair("délivré le :", "15-04-2008", x, 700);
    text(HEAD, "Dégâts apparents", x, 1480);
    text(VALUE, "Portière gauche rayée", x + 4, 1540);
  }

  /** A label and, a little lower, its value. */
  private void pair(String label, String value, int x, int y) {
    text(LABEL, label, x, y);
    text(VALUE, value, x + g.getFontMetrics(LABEL).stringWidth(label) + 14, y + 8);
  }

  private void longCross(int x, int y) {
    box(x, y, false);
    g.setStroke(new BasicStroke(4));
    g.drawLine(x - 6, y - 5, x + 35, y + 36);
    g.drawLine(x + 37, y - 8, x - 4, y + 34);
    g.setStroke(new BasicStroke(1));
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
