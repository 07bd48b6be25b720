package tn.flotte.connectors.ocr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reads characters, for one thread.
 *
 * @param tesseract for the language of all papers
 * @param langues for each other language that a zone of a form asks for
 * @param chiffres for figures written by hand
 */
record Readers(Tesseract tesseract, Map<String, Tesseract> langues, HandFigures chiffres)
    implements AutoCloseable {

  /** A language that is missing stops the start. */
  static Readers open(OcrSettings settings, List<Formulaire> formulaires) {
    Map<String, Tesseract> langues = new HashMap<>();
    for (Formulaire formulaire : formulaires) {
      for (Zone zone : formulaire.zones()) {
        String langue = zone.langue();
        if (langue != null && !langue.equals(settings.langues())) {
          langues.computeIfAbsent(langue, l -> new Tesseract(settings.tessdata(), l));
        }
      }
    }
    return new Readers(
        new Tesseract(settings.tessdata(), settings.langues()), langues, new HandFigures());
  }

  /** The handle for a language; null stands for that of all papers. */
  Tesseract tesseract(@Nullable String langue) {
    return langue == null ? tesseract : langues.getOrDefault(langue, tesseract);
  }

  @Override
  public void close() {
    tesseract.close();
    langues.values().forEach(Tesseract::close);
  }
}
