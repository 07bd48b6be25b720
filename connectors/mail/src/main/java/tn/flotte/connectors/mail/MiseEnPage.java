package tn.flotte.connectors.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a mail block by block, and writes the same blocks as plain text and as HTML. */
public final class MiseEnPage {
  private static final String STYLE =
      "font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.5;color:#1d2733";

  private final List<Bloc> blocs = new ArrayList<>();

  private sealed interface Bloc {
    record Paragraphe(String texte) implements Bloc {}

    record Liste(List<String> elements) implements Bloc {}

    record Tableau(Map<String, String> lignes) implements Bloc {}

    record Lien(String texte, URI adresse) implements Bloc {}
  }

  public MiseEnPage paragraphe(String texte) {
    blocs.add(new Bloc.Paragraphe(texte));
    return this;
  }

  public MiseEnPage liste(List<String> elements) {
    blocs.add(new Bloc.Liste(List.copyOf(elements)));
    return this;
  }

  /** Lines of label and value, in order. */
  public MiseEnPage tableau(Map<String, String> lignes) {
    blocs.add(new Bloc.Tableau(new LinkedHashMap<>(lignes)));
    return this;
  }

  /** A place of our own to open; never one that came by mail. */
  public MiseEnPage lien(String texte, URI adresse) {
    blocs.add(new Bloc.Lien(texte, adresse));
    return this;
  }

  public Message message(String sujet) {
    return new Message(sujet, texte(), html());
  }

  private String texte() {
    StringBuilder text = new StringBuilder();
    for (Bloc bloc : blocs) {
      switch (bloc) {
        case Bloc.Paragraphe p -> text.append(p.texte()).append('\n');
        case Bloc.Liste l -> l.elements().forEach(e -> text.append("  - ").append(e).append('\n'));
        case Bloc.Tableau t -> {
          int width = t.lignes().keySet().stream().mapToInt(String::length).max().orElse(0);
          t.lignes()
              .forEach(
                  (label, value) ->
                      text.append("  ")
                          .append(label)
                          .append(" ".repeat(width - label.length()))
                          .append(" : ")
                          .append(value)
                          .append('\n'));
        }
        case Bloc.Lien l -> text.append(l.texte()).append(" : ").append(l.adresse()).append('\n');
      }
      text.append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }

  private String html() {
    StringBuilder html =
        new StringBuilder(
                "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"></head>\n<body style=\"")
            .append(STYLE)
            .append("\">\n");
    for (Bloc bloc : blocs) {
      switch (bloc) {
        case Bloc.Paragraphe p ->
            html.append("<p>").append(inerte(p.texte()).replace("\n", "<br>")).append("</p>\n");
        case Bloc.Liste l -> {
          html.append("<ul>\n");
          l.elements().forEach(e -> html.append("<li>").append(inerte(e)).append("</li>\n"));
          html.append("</ul>\n");
        }
        case Bloc.Tableau t -> {
          html.append("<table style=\"border-collapse:collapse\">\n");
          t.lignes()
              .forEach(
                  (label, value) ->
                      html.append(
                              "<tr><th style=\"text-align:left;vertical-align:top;padding:2px 16px 2px 0;font-weight:normal;color:#5b6875\">")
                          .append(inerte(label))
                          .append(
                              "</th><td style=\"padding:2px 0;word-break:break-word;overflow-wrap:anywhere\"><strong>")
                          .append(inerte(value))
                          .append("</strong></td></tr>\n"));
          html.append("</table>\n");
        }
        case Bloc.Lien l ->
            html.append("<p><a href=\"")
                .append(inerte(l.adresse().toString()))
                .append("\">")
                .append(inerte(l.texte()))
                .append("</a></p>\n");
      }
    }
    return html.append("</body></html>\n").toString();
  }

  private static String inerte(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
