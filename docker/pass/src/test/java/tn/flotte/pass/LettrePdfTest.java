package tn.flotte.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import tn.flotte.pass.Entry.Lettre;

class LettrePdfTest {

  @Test
  void printsAccentsAndSurvivesForeignCharacters() throws IOException {
    byte[] pdf =
        LettrePdf.of(
            new Lettre(
                "S26-501-00045",
                "HIDA",
                "STAR",
                "Lettre d'ouverture HIDA",
                "Référence à communiquer \u0634\n".repeat(90),
                "ROBOT01",
                "2026-11-20T10:42:00+01:00"));

    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isGreaterThan(1);
      assertThat(new PDFTextStripper().getText(document))
          .contains("Dossier sinistre N° S26-501-00045", "Référence à communiquer ?");
    }
  }
}
