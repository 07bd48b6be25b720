package tn.flotte.bots.expertise;

import java.util.List;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.RapportExpertise;
import tn.flotte.bots.expertise.Connecteurs.Dessinateur;
import tn.flotte.bots.expertise.Connecteurs.Lecteur;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.mail.OutgoingMail.Attachment;
import tn.flotte.connectors.ocr.Apercu;
import tn.flotte.connectors.ocr.PieceLue;

/** Has reports read, and drawn for people: nobody is shown or sent a stranger's file. */
final class Lecture {
  private final Documents documents;
  private final Lecteur lecteur;
  private final Dessinateur dessinateur;

  Lecture(Documents documents, Lecteur lecteur, Dessinateur dessinateur) {
    this.documents = documents;
    this.lecteur = lecteur;
    this.dessinateur = dessinateur;
  }

  Rapport lire(RapportExpertise depose) {
    List<PieceLue> pieces = lecteur.lire(depose.fichier(), contenu(depose));
    int rang = Math.min(Math.max(1, depose.rang()), pieces.size());
    return Rapport.de(pieces.get(rang - 1));
  }

  /** The report's first page for the review desk. */
  Question.Papier papier(RapportExpertise depose, Rapport rapport) {
    return new Question.Papier(
        depose.sha256(),
        depose.fichier(),
        rapport.type(),
        rapport.motifIllisible(),
        pages(depose, rapport).stream().findFirst().map(this::vue).orElse(null));
  }

  private Question.Vue vue(Apercu page) {
    return new Question.Vue(
        documents.put(page.image()).sha256(), page.largeur(), page.hauteur(), page.zones());
  }

  /** The report's pages as pictures: nothing of the expert's file but its pixels goes on. */
  List<Attachment> jointes(RapportExpertise depose, Rapport rapport, String nom) {
    return pages(depose, rapport).stream()
        .map(
            p -> new Attachment("%s-page-%d.jpg".formatted(nom, p.page()), "image/jpeg", p.image()))
        .toList();
  }

  private List<Apercu> pages(RapportExpertise depose, Rapport rapport) {
    return dessinateur.dessiner(depose.fichier(), contenu(depose)).stream()
        .filter(p -> rapport.pages().isEmpty() || rapport.pages().contains(p.page()))
        .toList();
  }

  private byte[] contenu(RapportExpertise depose) {
    return documents.read(new DocumentId(depose.sha256()));
  }
}
