package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opencv.core.Rect;

/**
 * Reads a constat whose layout is not known: two columns, one a vehicle, made of sections with a
 * heading each, and the circumstances between them.
 */
final class FreeConstat {
  /** What stands above the columns. */
  private static final Pattern HEADER = Pattern.compile("VEHICULE [AB]\\b");

  /** Most words of a line that is a heading. */
  private static final int SHORT = 8;

  private final FreeReader reader;
  private final List<Papier> sections;

  FreeConstat(FreeReader reader, List<Papier> papiers) {
    this.reader = reader;
    this.sections = papiers.stream().filter(p -> p.section() != null).toList();
  }

  /** Where the two columns are, in pixels. */
  private record Columns(int haut, int bas, int finA, int debutB, int finTete) {}

  /** A section's heading on a line of a column. */
  private record Heading(Papier section, int ligne) {}

  FormReader.Result read(FreePage page, Papier papier) {
    Map<String, Reading> lectures = new LinkedHashMap<>();
    Optional<FreeTicks.Grid> grid = FreeTicks.find(page);
    Optional<Columns> found = grid.map(g -> columns(page, papier, g));
    int finTete = found.map(Columns::finTete).orElse(page.plat().rows());
    try (FreePage tete = page.part(0, page.plat().cols(), 0, finTete)) {
      lectures.putAll(reader.readings(tete, papier));
    }
    found.ifPresent(
        c -> {
          try (FreePage a = page.part(0, c.finA(), c.haut(), c.bas());
              FreePage b = page.part(c.debutB(), page.plat().cols(), c.haut(), c.bas())) {
            column(a, "a_", lectures);
            column(b, "b_", lectures);
          }
        });
    Ecriture ecriture = Script.of(lectures);
    List<String> noms = new ArrayList<>(papier.champs().keySet());
    for (String cote : List.of("a_", "b_")) {
      sections.forEach(s -> noms.addAll(s.side(cote).champs().keySet()));
    }
    Map<String, Champ> champs = FreeReader.fields(noms, lectures, ecriture);
    FreeMarks.read(page, papier, champs);
    // On an unknown layout nothing proves that a value stands where its label says.
    champs.replaceAll((nom, champ) -> champ.capped(0.9));
    FreeTicks.read(page, grid, champs);
    return new FormReader.Result(ecriture, champs);
  }

  /**
   * The columns lie left and right of the circumstances and their boxes, down to the signatures.
   */
  private static Columns columns(FreePage page, Papier papier, FreeTicks.Grid grid) {
    double mm = page.millimetre();
    Rect milieu = grid.cadre();
    int pied = milieu.y + milieu.height;
    int bas =
        page.lignes().stream()
            .filter(l -> l.haut() > pied)
            .filter(l -> isSignature(l, papier))
            .mapToInt(Line::haut)
            .findFirst()
            .orElse(pied + (int) (14 * mm));
    return new Columns(
        milieu.y - (int) (22 * mm),
        bas,
        grid.hasBoxes() ? grid.a().getFirst().x - (int) (0.6 * mm) : milieu.x - (int) (6.5 * mm),
        grid.hasBoxes()
            ? grid.b().getFirst().x + grid.b().getFirst().width + (int) (0.6 * mm)
            : milieu.x + milieu.width + (int) (5.5 * mm),
        // Without a heading of its own the head may reach down beside the columns' first lines.
        page.lignes().stream()
            .filter(l -> l.haut() < milieu.y && l.mots().size() <= SHORT)
            .filter(l -> HEADER.matcher(l.normal()).find())
            .mapToInt(Line::haut)
            .findFirst()
            .orElse(milieu.y));
  }

  private static boolean isSignature(Line ligne, Papier papier) {
    return papier.signatures().values().stream()
        .anyMatch(libelles -> !Labels.find(ligne, libelles).isEmpty());
  }

  private void column(FreePage colonne, String cote, Map<String, Reading> lectures) {
    List<Heading> titres = headings(colonne);
    for (int i = 0; i < titres.size(); i++) {
      int haut = colonne.lignes().get(titres.get(i).ligne()).haut() - 4;
      int bas =
          i + 1 < titres.size()
              ? colonne.lignes().get(titres.get(i + 1).ligne()).haut() - 2
              : colonne.plat().rows();
      try (FreePage part = colonne.part(0, colonne.plat().cols(), haut, bas)) {
        reader.readings(part, titres.get(i).section().side(cote)).forEach(lectures::putIfAbsent);
      }
    }
  }

  /** The first line of each section, from top to bottom. */
  private List<Heading> headings(FreePage colonne) {
    List<Heading> titres = new ArrayList<>();
    for (Papier section : sections) {
      for (int l = 0; l < colonne.lignes().size(); l++) {
        Line ligne = colonne.lignes().get(l);
        List<Labels.Hit> hits = Labels.find(ligne, section.titres());
        boolean alone =
            !hits.isEmpty()
                && hits.getFirst().de() <= 1
                && ligne.mots().size() - hits.getFirst().a() <= 3;
        if (alone && !HEADER.matcher(ligne.normal()).find()) {
          titres.add(new Heading(section, l));
          break;
        }
      }
    }
    titres.sort(Comparator.comparingInt(Heading::ligne));
    return titres;
  }
}
