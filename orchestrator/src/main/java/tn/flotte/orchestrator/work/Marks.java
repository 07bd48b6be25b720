package tn.flotte.orchestrator.work;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How words by which people look for a claim are kept: in capitals, without accents. */
public final class Marks {
  private static final Pattern SEPARATORS = Pattern.compile("[^A-Z0-9]+");

  private Marks() {}

  /** A number, a plate or a policy, whatever stands between its parts: {@code 123TU4567}. */
  public static String compact(String text) {
    return SEPARATORS.matcher(capitals(text)).replaceAll("");
  }

  /** The words of a name. */
  public static List<String> words(String text) {
    return SEPARATORS
        .splitAsStream(capitals(text))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  private static String capitals(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toUpperCase(Locale.ROOT);
  }
}
