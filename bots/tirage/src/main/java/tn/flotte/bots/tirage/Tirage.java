package tn.flotte.bots.tirage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Work;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.ocr.Apercu;

/**
 * Draws documents page by page, in the readers' own processes, and keeps each page as a document of
 * its own: a dossier is printed from these.
 */
public final class Tirage extends Bot {
  /** The bot's name. */
  public static final String NOM = "tirage";

  /** In the payload: the documents' hashes, separated by blanks. */
  static final String DOCUMENTS = "documents";

  private static final String ISSUE = "pages_tirees";
  private static final Pattern BLANK = Pattern.compile(" ");

  private final Documents documents;
  private final Dessinateur dessinateur;

  Tirage(Documents documents, Dessinateur dessinateur) {
    super(NOM);
    this.documents = documents;
    this.dessinateur = dessinateur;
  }

  /** Draws the pages of a file; none of one that can't be opened. */
  @FunctionalInterface
  interface Dessinateur {
    List<Apercu> dessiner(String fichier, byte[] contenu);
  }

  /** What was drawn, in the order of the payload. */
  record Tirages(List<Document> documents) {
    Tirages {
      documents = List.copyOf(documents);
    }
  }

  /** A document and its pages, none when it can't be shown. */
  record Document(String sha256, List<Page> pages) {
    Document {
      pages = List.copyOf(pages);
    }
  }

  /** A page as a JPEG of its own. */
  record Page(String sha256, int largeur, int hauteur) {}

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    from(work())
        .routeId(NOM)
        .process(step("tirer", Tirages.class, this::tirer))
        .process(finish(Tirage::tire));
  }

  private Tirages tirer(Work work) {
    List<Document> drawn = new ArrayList<>();
    String named = work.item().payload(DOCUMENTS).orElse("").strip();
    for (String sha256 : named.isEmpty() ? List.<String>of() : List.of(BLANK.split(named, -1))) {
      DocumentId document = new DocumentId(sha256);
      drawn.add(new Document(sha256, documents.contains(document) ? pages(document) : List.of()));
    }
    return new Tirages(drawn);
  }

  private List<Page> pages(DocumentId document) {
    return dessinateur.dessiner(document.sha256(), documents.read(document)).stream()
        .map(a -> new Page(documents.put(a.image()).sha256(), a.largeur(), a.hauteur()))
        .toList();
  }

  private static Outcome tire(Work work) {
    Tirages drawn = work.get(Tirages.class);
    int pages = drawn.documents().stream().mapToInt(d -> d.pages().size()).sum();
    return new Outcome.Done(
        ISSUE,
        "%d page(s) tirée(s) de %d document(s).".formatted(pages, drawn.documents().size()),
        Outcome.Details.NONE);
  }
}
