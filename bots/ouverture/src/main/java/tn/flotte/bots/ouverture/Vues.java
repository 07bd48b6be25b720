package tn.flotte.bots.ouverture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.Question.Vue;
import tn.flotte.bots.ouverture.Connecteurs.Dessinateur;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.ocr.Apercu;

/**
 * Pictures of papers for the cell, made only when a person is asked: the readers draw them, the
 * document store keeps them.
 */
final class Vues {
  /** Files drawn for one question; whoever needs more opens the document. */
  private static final int FICHIERS = 12;

  private static final Pattern PAGE = Pattern.compile("#(\\d{1,4})$");

  private final Documents documents;
  private final Dessinateur dessinateur;

  Vues(Documents documents, Dessinateur dessinateur) {
    this.documents = documents;
    this.dessinateur = dessinateur;
  }

  /** The papers with their pictures, in their order. */
  List<Question.Papier> papiers(List<Piece> pieces) {
    Map<String, List<Apercu>> drawn = new HashMap<>();
    return pieces.stream()
        .map(
            p ->
                new Question.Papier(
                    p.sha256(), p.fichier(), p.type(), p.motifIllisible(), vue(p, drawn)))
        .toList();
  }

  private @Nullable Vue vue(Piece piece, Map<String, List<Apercu>> drawn) {
    DocumentId document = new DocumentId(piece.sha256());
    if (!drawn.containsKey(piece.sha256())) {
      drawn.put(
          piece.sha256(),
          drawn.size() < FICHIERS && documents.contains(document)
              ? dessinateur.dessiner(piece.fichier(), documents.read(document))
              : List.of());
    }
    Matcher suffix = PAGE.matcher(piece.fichier());
    int page = suffix.find() ? Integer.parseInt(suffix.group(1)) : 1;
    return drawn.getOrDefault(piece.sha256(), List.of()).stream()
        .filter(a -> a.page() == page)
        .findFirst()
        .map(a -> new Vue(documents.put(a.image()).sha256(), a.largeur(), a.hauteur(), a.zones()))
        .orElse(null);
  }
}
