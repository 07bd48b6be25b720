package tn.flotte.bots.ouverture;

import java.util.List;
import java.util.Set;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.bots.ouverture.Connecteurs.Lecteur;
import tn.flotte.bots.ouverture.Connecteurs.Ouvreur;
import tn.flotte.bots.ouverture.Courrier.Genre;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.mail.Courriel;
import tn.flotte.connectors.mail.Menace;
import tn.flotte.connectors.mail.PieceJointe;

/** Opens the stored mail, puts its attachments into the document store, and has them read. */
final class Reception {
  private static final int TEXTE_LONGUEUR = 20_000;
  private static final Set<String> SANS_PAPIER =
      Set.of(
          "application/pkcs7-signature",
          "application/x-pkcs7-signature",
          "application/pgp-signature",
          "application/ms-tnef",
          "application/vnd.ms-tnef",
          "application/x-tnef");

  private final Documents documents;
  private final Ouvreur ouvreur;
  private final Lecteur lecteur;

  Reception(Documents documents, Ouvreur ouvreur, Lecteur lecteur) {
    this.documents = documents;
    this.ouvreur = ouvreur;
    this.lecteur = lecteur;
  }

  /** What was read of the attachments. */
  record Lecture(List<Piece> pieces) {
    Lecture {
      pieces = List.copyOf(pieces);
    }
  }

  Courrier recevoir(WorkItem item) {
    DocumentId mail =
        item.payload(Releve.DOCUMENT)
            .map(DocumentId::new)
            .orElseThrow(
                () ->
                    new ConnectorException(
                        FailureKind.BUG,
                        "Item " + item.id() + " names no document: it is no mail."));
    Courriel courriel = ouvreur.ouvrir(documents.read(mail));
    List<Courrier.Jointe> jointes = courriel.piecesJointes().stream().map(this::jointe).toList();
    String messageId = courriel.messageId();
    return new Courrier(
        messageId == null ? "" : messageId,
        courriel.expediteur(),
        courriel.sujet(),
        cut(courriel.texte()),
        cut(courriel.texteCite()),
        courriel.references(),
        item.createdAt(),
        genre(courriel),
        jointes,
        courriel.menaces().stream().map(Menace::phrase).distinct().toList());
  }

  /** Reads the papers in their order, several at a time: the readers are processes of their own. */
  Lecture lire(Courrier courrier) {
    return new Lecture(
        courrier.utiles().parallelStream().flatMap(j -> pieces(j).stream()).toList());
  }

  private List<Piece> pieces(Courrier.Jointe jointe) {
    if (jointe.octets() == 0) {
      return List.of(
          new Piece(
              jointe.sha256(),
              jointe.nom(),
              Piece.INCONNU,
              false,
              "fichier vide",
              false,
              java.util.Map.of()));
    }
    byte[] content = documents.read(new DocumentId(jointe.sha256()));
    return LectureOcr.pieces(jointe.sha256(), jointe.nom(), lecteur.lire(jointe.nom(), content));
  }

  private Courrier.Jointe jointe(PieceJointe piece) {
    String type = piece.type();
    boolean noPaper = piece.enLigne() || type.startsWith("text/") || SANS_PAPIER.contains(type);
    return new Courrier.Jointe(
        piece.chemin(), documents.put(piece.contenu()).sha256(), piece.contenu().length, noPaper);
  }

  private static Genre genre(Courriel courriel) {
    return switch (courriel.genre()) {
      case PERSONNE -> Genre.PERSONNEL;
      case REPONSE_AUTOMATIQUE -> Genre.REPONSE_AUTOMATIQUE;
      case REBOND -> Genre.REBOND;
      case LISTE -> Genre.LISTE;
    };
  }

  private static String cut(String text) {
    return text.length() <= TEXTE_LONGUEUR ? text : text.substring(0, TEXTE_LONGUEUR);
  }
}
