package tn.flotte.connectors.ocr;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the reader.
 *
 * @param tessdata directory of Tesseract's language data
 * @param langues language of the papers for Tesseract, such as {@code fra}
 * @param maxOctets largest file that is opened
 * @param maxPages pages read of one file; a longer file is refused
 * @param maxPixels largest picture, in pixels, that is decoded
 * @param threads workers, hence files read at the same time; one a core is enough
 * @param formulaires directory with further blank forms ({@code name.json} and {@code name.png}),
 *     or null
 * @param delaiFichier longest time that a file may take, to which {@code delaiPage} is added for
 *     each of its pages
 */
@ConfigurationProperties(prefix = "flotte.ocr")
public record OcrSettings(
    @DefaultValue("/usr/share/tesseract-ocr/5/tessdata") Path tessdata,
    @DefaultValue("fra") String langues,
    @DefaultValue("26214400") long maxOctets,
    @DefaultValue("40") int maxPages,
    @DefaultValue("50000000") long maxPixels,
    @DefaultValue("2") int threads,
    @Nullable Path formulaires,
    @DefaultValue("60s") Duration delaiFichier,
    @DefaultValue("20s") Duration delaiPage) {

  public OcrSettings {
    if (maxOctets <= 0 || maxPages <= 0 || maxPixels <= 0 || threads <= 0) {
      throw new IllegalArgumentException(
          "flotte.ocr: max-octets, max-pages, max-pixels and threads must be positive");
    }
    if (!delaiFichier.isPositive() || !delaiPage.isPositive()) {
      throw new IllegalArgumentException(
          "flotte.ocr: delai-fichier and delai-page must be positive");
    }
  }

  /** Debian's Tesseract with French, two workers. */
  public static OcrSettings defaults() {
    return new OcrSettings(
        Path.of("/usr/share/tesseract-ocr/5/tessdata"),
        "fra",
        26_214_400,
        40,
        50_000_000,
        2,
        null,
        Duration.ofSeconds(60),
        Duration.ofSeconds(20));
  }
}
