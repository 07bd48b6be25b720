package tn.flotte.connectors.ocr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one page: as a known form if it is one, else freely. */
final class PageReader {
  private static final Logger LOG = LoggerFactory.getLogger(PageReader.class);

  /**
   * Below so many agreeing points, a sheet on which the form's print is missing may be another: one
   * that has the list of circumstances in common has 130, the worst fax of a form 540.
   */
  private static final int WEAK = 300;

  private final String fichier;
  private final List<Formulaire> formulaires;
  private final Classifier classifier;
  private final Tesseract tesseract;
  private final FormReader forms;
  private final FreeReader frees;
  private final FreeConstat constats;

  PageReader(String fichier, List<Formulaire> formulaires, Classifier classifier, Readers readers) {
    this.fichier = fichier;
    this.formulaires = formulaires;
    this.classifier = classifier;
    this.tesseract = readers.tesseract();
    this.frees = new FreeReader(readers);
    this.constats = new FreeConstat(frees, classifier.papiers());
    this.forms = new FormReader(new ZoneReader(readers));
  }

  PieceLue read(Page page) {
    Optional<Registration.Fit> found = Registration.find(page.gris(), formulaires);
    if (found.isEmpty()) {
      PieceLue libre = free(page);
      return libre.type() == TypePiece.AUTRE ? libre.with(Empreinte.of(page.gris())) : libre;
    }
    try (Registration.Fit fit = found.get();
        Sheet sheet = new Sheet(page, fit)) {
      Legibility.Report report = Legibility.judge(sheet);
      LOG.debug(
          "{} is {} by {} points: {}", fichier, fit.formulaire().nom(), fit.inliers(), report);
      double confiance = Math.min(0.99, 0.6 + 0.4 * fit.inliers() / WEAK);
      if (report.motif().isPresent() && !report.coupee() && fit.inliers() < WEAK) {
        // Another form may share a part with a known one: its own text tells.
        PieceLue libre = free(page);
        if (libre.lisible() && libre.type() != TypePiece.AUTRE) {
          return libre;
        }
      }
      if (report.motif().isPresent()) {
        return PieceLue.illisible(
            fichier,
            List.of(page.numero()),
            fit.formulaire().type(),
            confiance,
            report.motif().get());
      }
      Faint encre = Faint.of(sheet);
      LOG.debug("{}: {}", fichier, encre);
      if (encre.isLost()) {
        return PieceLue.illisible(
            fichier, List.of(page.numero()), fit.formulaire().type(), confiance, Faint.TOO_PALE);
      }
      FormReader.Result lu = encre.isPale() ? lifted(sheet, fit, encre) : forms.read(sheet);
      // Mission orders differ in a few typed words only: their looks tell nothing.
      Optional<Empreinte> print =
          fit.formulaire().type() == TypePiece.CONSTAT ? Empreinte.of(sheet) : Optional.empty();
      return new PieceLue(
              fichier,
              List.of(page.numero()),
              fit.formulaire().type(),
              confiance,
              true,
              null,
              lu.ecriture(),
              fit.formulaire().nom(),
              encre.doubted(lu.champs()))
          .with(print);
    }
  }

  private FormReader.Result lifted(Sheet sheet, Registration.Fit fit, Faint encre) {
    try (Page page = encre.lifted(sheet);
        Sheet dark = new Sheet(page, fit)) {
      return forms.read(dark);
    }
  }

  private PieceLue free(Page page) {
    if (Paper.isTooDark(page.gris())) {
      return PieceLue.illisible(
          fichier, List.of(page.numero()), TypePiece.AUTRE, 0, Paper.TOO_DARK);
    }
    try (FreePage libre = FreePage.of(page, tesseract)) {
      Optional<Classifier.Guess> guess = classifier.guess(libre);
      LOG.debug(
          "{} free: {} sure characters, {}",
          fichier,
          libre.sure(),
          guess.map(g -> g.papier().type() + g.confiance()));
      List<Integer> pages = List.of(page.numero());
      if (guess.isEmpty()) {
        return Paper.motif(page.gris(), libre)
            .map(motif -> PieceLue.illisible(fichier, pages, TypePiece.AUTRE, 0, motif))
            .orElseGet(
                () ->
                    new PieceLue(
                        fichier,
                        pages,
                        TypePiece.AUTRE,
                        0.9,
                        true,
                        null,
                        Ecriture.INCONNUE,
                        null,
                        Map.of()));
      }
      Papier papier = guess.get().papier();
      FormReader.Result lu =
          papier.piece() == TypePiece.CONSTAT
              ? constats.read(libre, papier)
              : frees.read(libre, papier);
      return new PieceLue(
          fichier,
          pages,
          guess.get().papier().piece(),
          guess.get().confiance(),
          true,
          null,
          lu.ecriture(),
          null,
          lu.champs());
    }
  }
}
