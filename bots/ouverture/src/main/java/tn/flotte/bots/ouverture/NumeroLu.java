package tn.flotte.bots.ouverture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/**
 * A declaration number where somebody wrote it.
 *
 * @param numero canonical
 * @param sur typed, or read with certainty; otherwise only PASS can confirm it
 */
record NumeroLu(String numero, Source source, boolean sur) {
  /**
   * Where a number stands, by weight: what the sender wrote, what the paper says, what he merely
   * quoted.
   */
  enum Source {
    SUJET("l'objet du courriel"),
    TEXTE("le texte du courriel"),
    FICHIER("le nom d'un fichier"),
    OM("l'ordre de mission"),
    RAPPORT("le rapport d'expertise"),
    FIL("un message cité");

    private final String libelle;

    Source(String libelle) {
      this.libelle = libelle;
    }

    /** What people call it, in French, with its article. */
    String libelle() {
      return libelle;
    }
  }

  /**
   * All numbers that the mail and its pieces carry, in order of {@link Source}; one entry a number
   * and source.
   */
  static List<NumeroLu> chercher(
      Courrier courrier, List<Piece> pieces, Formats formats, double seuil) {
    List<NumeroLu> found = new ArrayList<>();
    texte(courrier.sujet(), Source.SUJET, formats, found);
    texte(courrier.texte(), Source.TEXTE, formats, found);
    courrier.utiles().forEach(j -> texte(j.nom(), Source.FICHIER, formats, found));
    for (Piece piece : pieces) {
      Source source = piece.type().equals(Piece.RAPPORT) ? Source.RAPPORT : Source.OM;
      piece
          .champ("numero_declaration")
          .ifPresent(
              v ->
                  ocr(
                      v.texte(),
                      source,
                      piece.sur("numero_declaration", seuil).isPresent(),
                      formats,
                      found));
    }
    texte(courrier.fil(), Source.FIL, formats, found);
    return found.stream().distinct().toList();
  }

  private static void texte(String texte, Source source, Formats formats, List<NumeroLu> found) {
    Matcher matcher = formats.declaration().matcher(texte);
    while (matcher.find()) {
      found.add(new NumeroLu(formats.declaration().canonique(matcher), source, true));
    }
  }

  private static void ocr(
      String valeur, Source source, boolean sur, Formats formats, List<NumeroLu> found) {
    Matcher matcher = formats.declaration().matcher(valeur);
    if (matcher.find()) {
      found.add(new NumeroLu(formats.declaration().canonique(matcher), source, sur));
      return;
    }
    // Letters that a reader takes for digits: never sure, PASS must know the number and the papers
    // must fit it.
    Matcher mended = formats.declaration().matcher(chiffres(valeur));
    if (mended.find()) {
      found.add(new NumeroLu(formats.declaration().canonique(mended), source, false));
    }
  }

  private static String chiffres(String texte) {
    String upper = texte.strip().toUpperCase(Locale.ROOT);
    if (upper.isEmpty()) {
      return upper;
    }
    return upper.charAt(0)
        + upper
            .substring(1)
            .replace('O', '0')
            .replace('Q', '0')
            .replace('I', '1')
            .replace('L', '1')
            .replace('|', '1')
            .replace('S', '5')
            .replace('B', '8')
            .replace('Z', '2');
  }
}
