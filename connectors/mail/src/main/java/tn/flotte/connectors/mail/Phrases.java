package tn.flotte.connectors.mail;

import java.util.Map;
import java.util.ResourceBundle;

/**
 * The sentences that a bot writes with: a bundle's texts, whose places in braces are filled with
 * named values. What came by mail goes through {@link #ligne} or {@link #inerte} first.
 */
public final class Phrases {
  /** Most characters of a value that somebody else chose. */
  private static final int VALEUR_LONGUEUR = 120;

  private final ResourceBundle texts;

  public Phrases(ResourceBundle texts) {
    this.texts = texts;
  }

  public boolean contient(String key) {
    return texts.containsKey(key);
  }

  public String text(String key) {
    return texts.getString(key);
  }

  /** The same with its places filled; one without a value stays empty. */
  public String text(String key, Map<String, String> values) {
    String template = text(key);
    StringBuilder filled = new StringBuilder();
    int from = 0;
    // One pass: a brace inside a value is never looked at again.
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      int close = template.indexOf('}', open);
      filled
          .append(template, from, open)
          .append(values.getOrDefault(template.substring(open + 1, close), ""));
      from = close + 1;
    }
    return filled.append(template.substring(from)).toString();
  }

  /** On one line, without what hides text or turns its direction. */
  public static String ligne(String value) {
    return value
        .replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
        .replaceAll("[\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]", "")
        .strip();
  }

  /** The same, no longer than a value needs to be. */
  public static String inerte(String value) {
    String line = ligne(value);
    return line.length() <= VALEUR_LONGUEUR ? line : line.substring(0, VALEUR_LONGUEUR) + "…";
  }
}
