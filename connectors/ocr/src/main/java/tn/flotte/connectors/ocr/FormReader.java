package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opencv.core.Mat;

/** Reads every field of a sheet that lies over a known form. */
final class FormReader {
  /** Nobody crosses more circumstances of one vehicle: then something runs through the boxes. */
  private static final int CREDIBLE = 6;

  /** Most that typed figures are worth when something lies over them. */
  private static final double MARKED = 0.35;

  private final ZoneReader zones;

  FormReader(ZoneReader zones) {
    this.zones = zones;
  }

  /** What a form gave: its fields, and how it was filled in. */
  record Result(Ecriture ecriture, Map<String, Champ> champs) {}

  Result read(Sheet sheet) {
    Map<String, Champ> champs = new LinkedHashMap<>();
    List<ZoneReader.Strip> strips = new ArrayList<>();
    Map<String, Ticks.Box> boxes = new LinkedHashMap<>();
    for (Zone zone : sheet.formulaire().zones()) {
      switch (zone.genre()) {
        case TEXTE, PEIGNE -> strips.add(zones.first(sheet, zone));
        case CASE -> boxes.put(zone.cle(), Ticks.read(sheet, zone));
        case SIGNATURE, CACHET -> marks(sheet, zone, champs);
        case CROQUIS -> {}
      }
    }
    Ecriture ecriture = script(strips);
    for (ZoneReader.Strip strip : strips) {
      try (strip) {
        Zone zone = strip.zone();
        // What its maker prints may have been left blank and written in by hand.
        boolean imprime = zone.imprime() && Script.isEven(strip.lecture());
        Ecriture ici = imprime ? Ecriture.IMPRIME : ecriture;
        Reading lu = isWorthMore(strip, ici) ? zones.settle(strip) : strip.lecture();
        if (ici != Ecriture.IMPRIME) {
          lu = lu.beside(zones.figures(strip));
        } else if (isMarked(strip, lu)) {
          lu = lu.doubted(MARKED).contested();
        }
        lu = ZoneReader.confirmed(sheet, strip, lu);
        champs.put(zone.cle(), Confidence.champ(strip.nature(), lu, ici));
      }
    }
    boxes(boxes, champs);
    return new Result(ecriture, champs);
  }

  private static Ecriture script(List<ZoneReader.Strip> strips) {
    Map<String, Reading> lectures = new LinkedHashMap<>();
    strips.stream()
        .filter(s -> !s.zone().imprime())
        .forEach(s -> lectures.put(s.zone().cle(), s.lecture()));
    return Script.of(lectures);
  }

  /** Handwriting is doubtful everywhere: only what tells claims apart is read again. */
  private static boolean isWorthMore(ZoneReader.Strip strip, Ecriture ecriture) {
    return strip.isDoubtful() && (ecriture == Ecriture.IMPRIME || Nature.isKey(strip.zone().cle()));
  }

  /** Whether a pen or a stain went over typed figures. */
  private static boolean isMarked(ZoneReader.Strip strip, Reading lu) {
    return strip.nature().isFigures()
        && !lu.natif()
        && strip.lignes().stream().anyMatch(ligne -> PenMarks.on(ligne, lu.texte()));
  }

  /** A place for a stamp is one for the signature too; both are told apart there. */
  private static void marks(Sheet sheet, Zone zone, Map<String, Champ> champs) {
    boolean ensemble =
        sheet.formulaire().zones().stream().anyMatch(z -> z.genre() == Zone.Genre.CACHET);
    if (ensemble && zone.genre() == Zone.Genre.SIGNATURE) {
      return;
    }
    Mat encre = Marks.ink(sheet, zone);
    if (ensemble) {
      Marks.Found found = Marks.find(encre, Formulaire.FINE);
      champs.put("signature", Champ.booleen(found.signature(), 0.9));
      champs.put(zone.cle(), Champ.booleen(found.cachet(), 0.9));
    } else {
      champs.put(zone.cle(), Champ.booleen(Marks.isSigned(encre), 0.95));
    }
    encre.release();
  }

  private static void boxes(Map<String, Ticks.Box> boxes, Map<String, Champ> champs) {
    Map<String, List<Integer>> listes = new LinkedHashMap<>();
    Map<String, Double> confiances = new LinkedHashMap<>();
    boxes.forEach(
        (cle, box) -> {
          int at = cle.indexOf("_circ_");
          if (at > 0) {
            String liste = "circonstances_" + cle.substring(0, at);
            listes.computeIfAbsent(liste, k -> new ArrayList<>());
            confiances.merge(liste, box.confiance(), Math::min);
            if (box.cochee()) {
              listes.get(liste).add(Integer.valueOf(cle.substring(at + "_circ_".length())));
            }
          } else if (cle.endsWith("_oui")) {
            String nom = cle.substring(0, cle.length() - "_oui".length());
            Ticks.Box non = boxes.getOrDefault(nom + "_non", new Ticks.Box(0, false, 0.5));
            champs.put(nom, yesNo(box, non));
          }
        });
    listes.forEach(
        (nom, cases) -> {
          Champ lues = Champ.cases(cases, confiances.getOrDefault(nom, 0.0));
          champs.put(nom, cases.size() > CREDIBLE ? lues.capped(0.5) : lues);
        });
  }

  /** One of the two must be crossed; both or none is no answer. */
  private static Champ yesNo(Ticks.Box oui, Ticks.Box non) {
    if (oui.cochee() == non.cochee()) {
      return Champ.illisible(null, 0);
    }
    return Champ.booleen(oui.cochee(), Math.min(oui.confiance(), non.confiance()));
  }
}
