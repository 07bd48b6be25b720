package tn.flotte.pass;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * One page in the making, in the manner of 2004: one form, layout tables, a veil while it works.
 */
final class Screen {

  private final Screens screens;
  private final String title;
  private final long veil;
  private final List<String> errors = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final Html body = new Html();
  private String action = "";
  private String prefix = "";

  Screen(Screens screens, String title, long veil) {
    this.screens = screens;
    this.title = title;
    this.veil = veil;
  }

  /** Control names carry a part that is new at every start, as identifiers do. */
  Screen generatedNames() {
    prefix = screens.namePrefix();
    return this;
  }

  /** The address its form is sent to. */
  Screen form(String address) {
    action = address;
    return this;
  }

  Screen error(String message) {
    errors.add(message);
    return this;
  }

  Screen errors(List<String> messages) {
    errors.addAll(messages);
    return this;
  }

  Screen notice(String message) {
    notices.add(message);
    return this;
  }

  Screen raw(String markup) {
    body.raw(markup);
    return this;
  }

  Screen text(Object value) {
    body.text(value);
    return this;
  }

  Screen add(Html html) {
    body.add(html);
    return this;
  }

  Screen openTable(String heading) {
    body.raw(
            "<table class=\"bloc\" border=\"0\" cellspacing=\"1\" cellpadding=\"2\" width=\"98%\">")
        .raw("<tr><td colspan=\"4\" class=\"rubrique\"><b>")
        .text(heading)
        .raw("</b></td></tr>\n");
    return this;
  }

  Screen closeTable() {
    body.raw("</table>\n");
    return this;
  }

  /** A line of the form: label and control in neighbouring cells, nothing that ties them. */
  Screen row(String label, Html control) {
    body.raw("<tr><td class=\"lib\" nowrap>")
        .text(label)
        .raw("&nbsp;:</td><td class=\"val\" colspan=\"3\">")
        .add(control)
        .raw("</td></tr>\n");
    return this;
  }

  Screen row(String label, Html control, String label2, Html control2) {
    body.raw("<tr><td class=\"lib\" nowrap>")
        .text(label)
        .raw("&nbsp;:</td><td class=\"val\">")
        .add(control)
        .raw("</td><td class=\"lib\" nowrap>")
        .text(label2)
        .raw("&nbsp;:</td><td class=\"val\">")
        .add(control2)
        .raw("</td></tr>\n");
    return this;
  }

  Screen hidden(String name, String value) {
    body.raw("<input type=\"hidden\" name=\"" + name + "\" value=\"").text(value).raw("\">\n");
    return this;
  }

  private String named(String name) {
    return "name=\"" + prefix + name + "\" id=\"" + screens.identifier(title, name) + "\"";
  }

  /** A text control; its mask reformats what is typed, on the key or when it is left. */
  Html input(String name, String value, int length, Mask mask) {
    String script =
        switch (mask) {
          case DATE -> " onkeyup=\"mDate(this,event)\" onblur=\"fDate(this)\"";
          case HEURE -> " onkeyup=\"mHeure(this,event)\" onblur=\"fHeure(this)\"";
          case PLAQUE -> " onblur=\"fPlaque(this)\"";
          case MONTANT -> " onblur=\"fMontant(this)\" style=\"text-align:right\"";
          case POURCENT -> " onblur=\"fPct(this)\"";
          case TEXTE, CASES -> "";
        };
    return new Html()
        .raw("<input type=\"text\" class=\"zone\" " + named(name))
        .raw(" size=\"" + Math.min(length + 2, 46) + "\" maxlength=\"" + length + "\"")
        .raw(script + " value=\"")
        .text(value)
        .raw("\">");
  }

  Html password(String name) {
    return new Html()
        .raw("<input type=\"password\" class=\"zone\" size=\"18\" " + named(name) + ">");
  }

  /** A list; the first line is empty. Key = what is sent, value = what is shown. */
  Html select(String name, Map<String, String> choices, String selected) {
    Html html =
        new Html().raw("<select class=\"zone\" " + named(name) + "><option value=\"\"></option>");
    choices.forEach(
        (value, shown) ->
            html.raw("<option value=\"")
                .text(value)
                .raw(value.equals(selected) ? "\" selected>" : "\">")
                .text(shown)
                .raw("</option>"));
    return html.raw("</select>");
  }

  Html area(String name, String value, int rows) {
    return new Html()
        .raw("<textarea class=\"zone\" cols=\"80\" rows=\"" + rows + "\" " + named(name) + ">\n")
        .text(value)
        .raw("</textarea>");
  }

  Html check(String name, String value, boolean checked) {
    String identifier = screens.identifier(title, name + value);
    return new Html()
        .raw(
            "<input type=\"checkbox\" name=\""
                + prefix
                + name
                + "\" id=\""
                + identifier
                + "\" value=\"")
        .text(value)
        .raw(checked ? "\" checked>" : "\">");
  }

  /** A button that runs a script of ours; {@code script} holds no data but encoded numbers. */
  Html button(String label, String script) {
    return new Html()
        .raw("<input type=\"button\" class=\"btn\" id=\"" + screens.identifier(title, label) + "\"")
        .raw(" value=\"")
        .text(label)
        .raw("\" onclick=\"")
        .text(script)
        .raw("\">&nbsp;");
  }

  /** A link inside the work frame. */
  static Html link(String shown, String address) {
    return new Html()
        .raw("<a href=\"#\" onclick=\"")
        .text("return aller('" + address + "')")
        .raw("\">")
        .text(shown)
        .raw("</a>");
  }

  Screen buttons(Html... those) {
    body.raw("<br><table border=\"0\" width=\"98%\"><tr><td align=\"center\">");
    for (Html one : those) {
      body.add(one);
    }
    body.raw("</td></tr></table>\n");
    return this;
  }

  /** Ten lines of a result list, and how to turn the page. */
  Screen pager(Slice<?> slice) {
    body.raw("<table border=\"0\" width=\"98%\"><tr><td class=\"pied\">")
        .text(slice.total() + " ENREGISTREMENT(S) - PAGE " + slice.number() + "/" + slice.pages())
        .raw("</td><td class=\"pied\" align=\"right\">");
    if (slice.hasPrevious()) {
      body.raw("<a href=\"#\" onclick=\"return tourner(" + (slice.number() - 1) + ")\">")
          .text("<< Précédent")
          .raw("</a>&nbsp;&nbsp;");
    }
    if (slice.hasNext()) {
      body.raw("<a href=\"#\" onclick=\"return tourner(" + (slice.number() + 1) + ")\">")
          .text("Suivant >>")
          .raw("</a>");
    }
    body.raw("</td></tr></table>\n");
    return this;
  }

  ResponseEntity<byte[]> reply() {
    Html page =
        new Html()
            .raw("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n<html><head>")
            .raw("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-1\">")
            .raw("<title>PASS - ")
            .text(title)
            .raw("</title><link rel=\"stylesheet\" type=\"text/css\" href=\"pass.css\">")
            .raw("<script type=\"text/javascript\" src=\"pass.js\"></script></head>\n")
            .raw("<body onload=\"pret(" + veil + ")\">")
            .raw("<div class=\"voile\" id=\"" + screens.identifier(title, "voile") + "\">")
            .raw("<table align=\"center\" class=\"patience\"><tr><td>Veuillez patienter&#8230;")
            .raw("</td></tr></table></div>\n<center>")
            .raw(
                "<table width=\"98%\" border=\"0\"><tr><td class=\"titre\"><font color=\"#FFFFFF\"><b>")
            .text(title)
            .raw("</b></font></td></tr></table>\n");
    for (String error : errors) {
      page.raw("<table width=\"98%\"><tr><td><font color=\"#CC0000\" size=\"2\"><b>")
          .text(error)
          .raw("</b></font></td></tr></table>\n");
    }
    for (String notice : notices) {
      page.raw("<table width=\"98%\"><tr><td class=\"info\"><font color=\"#006600\" size=\"2\"><b>")
          .text(notice)
          .raw("</b></font></td></tr></table>\n");
    }
    page.raw(
            "<form name=\"f1\" method=\"post\" action=\""
                + action
                + "\" onsubmit=\"return false\">\n")
        .add(body)
        .raw("</form></center></body></html>\n");
    return answer(page);
  }

  static ResponseEntity<byte[]> answer(Html page) {
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "html", StandardCharsets.ISO_8859_1))
        .body(page.latin().getBytes(StandardCharsets.ISO_8859_1));
  }
}
