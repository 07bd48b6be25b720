package tn.flotte.bots.ouverture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tn.flotte.connectors.ocr.Champ;
import tn.flotte.connectors.ocr.Ecriture;
import tn.flotte.connectors.ocr.Jugement;
import tn.flotte.connectors.ocr.PieceLue;
import tn.flotte.connectors.ocr.TypePiece;
import tn.flotte.connectors.ocr.Verdicts;

/**
 * Turns what the reader says into the procedure's terms: pieces to be journaled and filed, and
 * opinions on declared values.
 */
final class LectureOcr {
  private static final Pattern ISO = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** Confidence from which an unsure date speaks against the declared one. */
  private static final double LISIBLE = 0.6;

  /** Characters of a policy that are the contract's own, at its end. */
  private static final int POLICE_PROPRE = 7;

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
              champs));
    }
    return List.copyOf(pieces);
  }

  /**
   * An opinion that is sure only of typed values read with at least {@code seuil}; the rest is the
   * reader's own verdict.
   */
  static Juge juge(double seuil, Set<String> compagnies) {
    return (piece, champ, declare) -> {
      if (champ.contains("date") && ISO.matcher(declare).matches()) {
        return date(piece, champ, declare, seuil);
      }
      Jugement verdict = Verdicts.judge(lue(piece), champ, declare);
      return switch (verdict.verdict()) {
        case MATCH -> Avis.CONCORDE;
        case PROBABLE, UNREADABLE, CONFLICT -> {
          Optional<String> sure = piece.sur(champ, seuil);
          if (sure.isPresent() && strict(champ)) {
            yield meme(sure.get(), declare) ? Avis.CONCORDE : Avis.CONTREDIT_SUR;
          }
          yield switch (verdict.verdict()) {
            case MATCH, PROBABLE ->
                distinctif(piece, champ, declare) ? Avis.PROBABLE : Avis.ILLISIBLE;
            case CONFLICT -> Avis.CONTREDIT;
            case UNREADABLE ->
                autreMembre(piece, champ, declare, compagnies) ? Avis.CONTREDIT : Avis.ILLISIBLE;
          };
        }
      };
    };
  }

  /** Dates are weighed by day and month: all accidents of a season fall in the same year. */
  private static Avis date(Piece piece, String champ, String declare, double seuil) {
    Valeur value = piece.champ(champ).orElse(new Valeur(null, 0, null));
    String lu = value.texte();
    if (lu.equals(declare)) {
      return Avis.CONCORDE;
    }
    if (piece.sur(champ, seuil).filter(v -> ISO.matcher(v).matches()).isPresent()) {
      return Avis.CONTREDIT_SUR;
    }
    String dayMonth = jourMois(declare);
    if (ISO.matcher(lu).matches()) {
      if (ecart(jourMois(lu), dayMonth) <= 1) {
        return Avis.PROBABLE;
      }
      return value.confiance() >= LISIBLE ? Avis.CONTREDIT : Avis.ILLISIBLE;
    }
    String year = declare.substring(0, 4);
    boolean like =
        ecart(chiffres(lu), dayMonth + year) <= 2
            || ecart(chiffres(lu), dayMonth + year.substring(2)) <= 1;
    return like ? Avis.PROBABLE : Avis.ILLISIBLE;
  }

  private static String jourMois(String iso) {
    return iso.substring(8) + iso.substring(5, 7);
  }

  /**
   * All policies of an agency begin alike, and all accidents of a season fall in the same year:
   * only the part that tells one from another may make an unsure reading probable.
   */
  private static boolean distinctif(Piece piece, String champ, String declare) {
    String lu = piece.champ(champ).map(Valeur::texte).orElse("");
    if (champ.endsWith("assurance_police")) {
      return ecart(fin(chiffres(lu), POLICE_PROPRE), fin(chiffres(declare), POLICE_PROPRE)) <= 2;
    }
    return true;
  }

  private static String chiffres(String text) {
    return text.replaceAll("[^0-9A-Za-z]", "");
  }

  private static String fin(String text, int length) {
    return text.length() <= length ? text : text.substring(text.length() - length);
  }

  /** Edit distance. */
  private static int ecart(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int kept = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(kept, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  /**
   * Out of a closed list, exactly another member is no misreading of this one: likely, even in
   * handwriting.
   */
  private static boolean autreMembre(
      Piece piece, String champ, String declare, Set<String> compagnies) {
    return champ.endsWith("assurance_societe")
        && piece
            .champ(champ)
            .filter(v -> !meme(v.texte(), declare))
            .filter(v -> compagnies.stream().anyMatch(c -> meme(v.texte(), c)))
            .isPresent();
  }

  /** Values with a grammar prove; names, places and other free text only resemble. */
  private static boolean strict(String champ) {
    return champ.contains("immatriculation")
        || champ.contains("date")
        || champ.endsWith("assurance_police")
        || champ.endsWith("assurance_societe")
        || champ.startsWith("circonstances")
        || champ.equals("heure");
  }

  private static boolean meme(String lu, String declare) {
    return Indices.mots(lu).replace(" ", "").equals(Indices.mots(declare).replace(" ", ""));
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
  private static @org.jspecify.annotations.Nullable List<Integer> cases(String nom, Valeur valeur) {
    if (!nom.startsWith("circonstances")) {
      return null;
    }
    return java.util.Arrays.stream(valeur.texte().split("\\D+", -1))
        .filter(s -> !s.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }
}
