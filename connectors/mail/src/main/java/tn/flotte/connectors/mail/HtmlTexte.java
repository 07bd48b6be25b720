package tn.flotte.connectors.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a person would read of an HTML text: nothing that runs, nothing that is hidden. */
final class HtmlTexte {
  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "center",
          "dd",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "li",
          "main",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "table",
          "tr",
          "ul");
  private static final Pattern HIDING =
      Pattern.compile(
          "display:none|visibility:hidden|mso-hide:all|opacity:0(?![.\\d])|opacity:0?\\.0+(?!\\d)|"
              + "font-size:0(?![.\\d])|(?:max-)?(?:height|width):0(?:px)?;.*overflow:hidden|overflow:hidden.*(?:max-)?(?:height|width):0(?![.\\d])|"
              + "text-indent:-\\d{3,}|left:-\\d{3,}");
  private static final Pattern WHITE =
      Pattern.compile("(?<![-\\w])color:(?:white|#fff(?:fff)?|rgb\\(255,255,255\\))(?![0-9a-f])");
  private static final Pattern RULE = Pattern.compile("([^{}]{1,200})\\{([^{}]{0,2000})\\}");
  private static final Pattern CID =
      Pattern.compile("cid:([^\"'\\s>)]+)", Pattern.CASE_INSENSITIVE);
  private static final int MAX_DEPTH = 400;
  private static final int MAX_CLIMB = 50;
  private static final int MAX_RULES = 200;

  private HtmlTexte() {}

  static String toText(String html) {
    Document document = Jsoup.parse(html);
    hideByRules(document);
    document
        .select(
            "script, style, head, template, noscript, object, embed, applet, iframe, svg, [hidden]")
        .remove();
    for (Element element : new ArrayList<>(document.body().getAllElements())) {
      if (isHidden(element)) {
        element.remove();
      }
    }
    StringBuilder text = new StringBuilder();
    document.body().traverse(new Writer(text));
    return text.toString();
  }

  /** The Content-IDs of the pictures that the text shows. */
  static Set<String> pictures(String html) {
    Set<String> ids = new HashSet<>();
    Matcher matcher = CID.matcher(html);
    while (matcher.find()) {
      ids.add(matcher.group(1).toLowerCase(Locale.ROOT));
    }
    return ids;
  }

  private static void hideByRules(Document document) {
    List<String> selectors = new ArrayList<>();
    for (Element style : document.select("style")) {
      Matcher matcher = RULE.matcher(style.data());
      while (matcher.find()) {
        if (HIDING.matcher(compact(matcher.group(2))).find()) {
          selectors.add(matcher.group(1).trim());
        }
      }
    }
    selectors.stream().limit(MAX_RULES).forEach(selector -> removeAll(document, selector));
  }

  private static void removeAll(Document document, String selector) {
    try {
      document.body().select(selector).remove();
    } catch (IllegalArgumentException | IllegalStateException e) {
      // jsoup knows fewer selectors than a browser: one that it can't read hides nothing.
    }
  }

  private static boolean isHidden(Element element) {
    String style = style(element);
    if (HIDING.matcher(style).find() || element.attr("type").equalsIgnoreCase("hidden")) {
      return true;
    }
    boolean white =
        WHITE.matcher(style).find()
            || (element.normalName().equals("font")
                && element.attr("color").matches("(?i)\\s*(white|#?fff(fff)?)\\s*"));
    return white && !hasBackground(element);
  }

  /** White on a coloured ground can be read. */
  private static boolean hasBackground(Element element) {
    Element e = element;
    for (int level = 0; e != null && level < MAX_CLIMB; level++, e = e.parent()) {
      String style = style(e);
      if (style.contains("background") || e.hasAttr("bgcolor") || e.hasAttr("background")) {
        return true;
      }
    }
    return false;
  }

  private static String style(Element element) {
    return compact(Texte.limit(element.attr("style"), 2_000));
  }

  private static String compact(String css) {
    return css.toLowerCase(Locale.ROOT)
        .replaceAll("/\\*.*?\\*/", "")
        .replaceAll("\\s+", "")
        .replace("!important", "");
  }

  private static final class Writer implements NodeVisitor {
    private final StringBuilder text;
    private int quotes;

    Writer(StringBuilder text) {
      this.text = text;
    }

    @Override
    public void head(Node node, int depth) {
      if (depth > MAX_DEPTH) {
        return;
      }
      if (node instanceof TextNode words) {
        append(words.text());
      } else if (node instanceof Element element) {
        String name = element.normalName();
        if (name.equals("br")) {
          newLine();
        } else if (BLOCKS.contains(name)) {
          startLine();
        }
        if (name.equals("blockquote")) {
          quotes++;
        } else if (name.equals("li")) {
          append("- ");
        } else if (name.equals("td") || name.equals("th")) {
          append(" ");
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (depth > MAX_DEPTH || !(node instanceof Element element)) {
        return;
      }
      String name = element.normalName();
      if (name.equals("blockquote")) {
        startLine();
        quotes--;
      } else if (name.equals("p")) {
        startLine();
        newLine();
      } else if (BLOCKS.contains(name)) {
        startLine();
      }
    }

    private void append(String words) {
      boolean lineStart = atLineStart();
      String fitting = lineStart ? words.stripLeading() : words;
      if (fitting.isEmpty()) {
        return;
      }
      if (lineStart && quotes > 0) {
        text.append("> ".repeat(Math.min(quotes, 20)));
      }
      if (!fitting.isBlank() || !lineStart) {
        text.append(fitting);
      }
    }

    private boolean atLineStart() {
      return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    }

    private void startLine() {
      if (!atLineStart()) {
        text.append('\n');
      }
    }

    private void newLine() {
      text.append('\n');
    }
  }
}
