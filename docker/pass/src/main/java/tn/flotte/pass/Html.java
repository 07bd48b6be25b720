package tn.flotte.pass;

import java.net.URLEncoder;
import java.util.List;

/** Builds HTML; what comes from data goes through {@link #text} and is always inert. */
final class Html {

  private final StringBuilder out = new StringBuilder();

  /** Markup written by us. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** A value from data. */
  Html text(Object value) {
    out.append(escaped(value.toString()));
    return this;
  }

  Html add(Html other) {
    out.append(other.out);
    return this;
  }

  /** Escapes for element content and for quoted attributes. */
  static String escaped(String value) {
    StringBuilder safe = new StringBuilder(value.length() + 16);
    value
        .codePoints()
        .forEach(
            point -> {
              if (point == '&' || point == '<' || point == '>' || point == '"' || point == '\'') {
                safe.append("&#").append(point).append(';');
              } else {
                safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  /** A query-string value; safe inside a quoted attribute and a script string within it. */
  static String url(String value) {
    return URLEncoder.encode(value, Gate.FORM);
  }

  /** A result table: headings, then one list of cells a line. */
  static Html table(List<String> headings, List<List<Html>> lines) {
    Html html =
        new Html()
            .raw(
                "<table class=\"liste\" border=\"1\" cellspacing=\"0\" cellpadding=\"2\""
                    + " width=\"98%\"><tr class=\"entete\">");
    headings.forEach(heading -> html.raw("<td><b>").text(heading).raw("</b></td>"));
    html.raw("</tr>\n");
    int row = 0;
    for (List<Html> cells : lines) {
      html.raw(row++ % 2 == 0 ? "<tr class=\"pair\">" : "<tr class=\"impair\">");
      cells.forEach(cell -> html.raw("<td nowrap>").add(cell).raw("</td>"));
      html.raw("</tr>\n");
    }
    return html.raw("</table>");
  }

  static Html of(Object value) {
    return new Html().text(value);
  }

  /** The page; what ISO-8859-1 lacks becomes a numeric reference. */
  String latin() {
    StringBuilder latin = new StringBuilder(out.length());
    out.codePoints()
        .forEach(
            point -> {
              if (point > 0xFF) {
                latin.append("&#").append(point).append(';');
              } else {
                latin.appendCodePoint(point);
              }
            });
    return latin.toString();
  }
}
