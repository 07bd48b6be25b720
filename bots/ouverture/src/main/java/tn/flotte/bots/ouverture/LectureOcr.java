package tn.flotte.bots.ouverture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Claims.Print;
import tn.flotte.connectors.ocr.Champ;
import tn.flotte.connectors.ocr.Ecriture;
import tn.flotte.connectors.ocr.Empreinte;
import tn.flotte.connectors.ocr.Jugement;
import tn.flotte.connectors.ocr.PieceLue;
import tn.flotte.connectors.ocr.TypePiece;
import tn.flotte.connectors.ocr.Verdicts;

/**
 * Turns what the reader says into the procedure's terms: pieces to be journaled and filed, and
 * opinions on declared values.
 */
final class LectureOcr {
  private LectureOcr() {}

  /** The pieces of one file; {@code fichier#n} when it holds several. */
  static List<Piece> pieces(String sha256, String fichier, List<PieceLue> lues) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < lues.size(); i++) {
      PieceLue lue = lues.get(i);
      Map<String, Valeur> champs = new LinkedHashMap<>();
      lue.champs()
          .forEach((nom, c) -> champs.put(nom, new Valeur(c.valeur(), c.confiance(), c.brut())));
      boolean unknown = !lue.lisible() && lue.type() == TypePiece.AUTRE;
      pieces.add(
          new Piece(
              sha256,
              lues.size() == 1 ? fichier : fichier + "#" + (i + 1),
              unknown ? Piece.INCONNU : lue.type().code(),
              lue.lisible(),
              lue.motifIllisible(),
              lue.ecriture() != Ecriture.IMPRIME,
              champs,
              empreinte(lue)));
    }
    return List.copyOf(pieces);
  }

  private static @Nullable Print empreinte(PieceLue lue) {
    Empreinte print = lue.empreinte();
    return print == null ? null : new Print(print.genre(), print.bits());
  }

  /**
   * The reader's own verdict; a contradiction is sure only of a value read with at least {@code
   * seuil}.
   */
  static Juge juge(double seuil) {
    return (piece, champ, declare) -> {
      Jugement jugement = Verdicts.judge(lue(piece), champ, declare);
      return switch (jugement.verdict()) {
        case MATCH -> Avis.CONCORDE;
        case PROBABLE -> Avis.PROBABLE;
        case CONFLICT ->
            jugement.isConflitSur() && piece.sur(champ, seuil).isPresent()
                ? Avis.CONTREDIT_SUR
                : Avis.CONTREDIT;
        case UNREADABLE -> Avis.ILLISIBLE;
      };
    };
  }

  private static PieceLue lue(Piece piece) {
    Map<String, Champ> champs = new LinkedHashMap<>();
    piece
        .champs()
        .forEach(
            (nom, v) ->
                champs.put(nom, new Champ(v.valeur(), v.confiance(), v.brut(), cases(nom, v))));
    return new PieceLue(
        piece.fichier(),
        List.of(),
        piece.inconnue() ? TypePiece.AUTRE : TypePiece.of(piece.type()),
        1,
        piece.lisible(),
        piece.motifIllisible(),
        piece.manuscrit() ? Ecriture.MANUSCRIT : Ecriture.IMPRIME,
        null,
        champs);
  }

  @SuppressWarnings("ReturnsNullCollection") // the reader's own mark for "no list of boxes"
  private static @Nullable List<Integer> cases(String nom, Valeur valeur) {
    if (!nom.startsWith("circonstances")) {
      return null;
    }
    return java.util.Arrays.stream(valeur.texte().split("\\D+", -1))
        .filter(s -> !s.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }
}
