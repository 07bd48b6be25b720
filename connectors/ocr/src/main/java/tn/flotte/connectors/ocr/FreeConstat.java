package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a constat whose layout is not known: two columns, one a vehicle, made of sections with a
 * heading each, and the circumstances between them.
 */
final class FreeConstat {
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
    Optional<Columns> found = columns(page);
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
    Ecriture ecriture = page.natif() ? Ecriture.IMPRIME : Script.of(lectures);
    List<String> noms = new ArrayList<>(papier.champs().keySet());
    for (String cote : List.of("a_", "b_")) {
      sections.forEach(s -> noms.addAll(s.side(cote).champs().keySet()));
    }
    Map<String, Champ> champs = FreeReader.fields(noms, lectures, ecriture);
    // On an unknown layout nothing proves that a value stands where its label says.
    champs.replaceAll((nom, champ) -> champ.capped(0.9));
    FreeMarks.read(page, papier, champs);
    found.ifPresent(c -> FreeTicks.read(page, c.haut(), champs));
    return new FormReader.Result(ecriture, champs);
  }

  /** The columns lie left and right of the circumstances and their boxes. */
  private static Optional<Columns> columns(FreePage page) {
    double mm = page.millimetre();
    return FreeTicks.column(page)
        .map(
            milieu ->
                new Columns(
                    milieu.y - (int) (22 * mm),
                    milieu.y + milieu.height + (int) (14 * mm),
                    milieu.x - (int) (6.5 * mm),
                    milieu.x + milieu.width + (int) (5.5 * mm),
                    // The head may reach down beside the columns' first lines.
                    milieu.y));
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
        boolean header = ligne.normal().matches(".*VEHICULE [AB].*");
        if (alone && !header) {
          titres.add(new Heading(section, l));
          break;
        }
      }
    }
    titres.sort(Comparator.comparingInt(Heading::ligne));
    return titres;
  }
}
