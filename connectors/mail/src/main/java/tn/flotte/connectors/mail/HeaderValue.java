package tn.flotte.connectors.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A structured header ({@code attachment; filename="constat.pdf"}). Parameters are read as they
 * come: quoted or not, with spaces, RFC 2231 pieces in any order, RFC 2047 words inside quotes.
 */
final class HeaderValue {
  /** {@code filename}, {@code filename*}, {@code filename*2}, {@code filename*2*}. */
  private static final Pattern NAME = Pattern.compile("([^*]+)(?:\\*(\\d{1,4}))?(\\*)?");

  private final String value;
  private final Map<String, String> parameters;

  private HeaderValue(String value, Map<String, String> parameters) {
    this.value = value;
    this.parameters = parameters;
  }

  String value() {
    return value;
  }

  /** Decoded, untrusted: may hold anything. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  static HeaderValue parse(String header) {
    int semicolon = header.indexOf(';');
    String value = semicolon < 0 ? header : header.substring(0, semicolon);
    Map<String, String> plain = new LinkedHashMap<>();
    Map<String, NavigableMap<Integer, Piece>> split = new LinkedHashMap<>();
    if (semicolon >= 0) {
      new Scanner(header, semicolon + 1).forEach((name, text) -> collect(name, text, plain, split));
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    plain.forEach((name, text) -> parameters.put(name, EncodedWords.decode(text)));
    // RFC 2231 wins over the plain form that is given beside it for old readers.
    split.forEach((name, pieces) -> parameters.put(name, join(pieces)));
    return new HeaderValue(value.trim(), parameters);
  }

  private record Piece(String text, boolean encoded) {}

  private static void collect(
      String name,
      String text,
      Map<String, String> plain,
      Map<String, NavigableMap<Integer, Piece>> split) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return;
    }
    String base = matcher.group(1).trim().toLowerCase(Locale.ROOT);
    if (matcher.group(2) == null && matcher.group(3) == null) {
      plain.putIfAbsent(base, text);
    } else {
      int index = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
      split
          .computeIfAbsent(base, key -> new TreeMap<>())
          .putIfAbsent(index, new Piece(text, matcher.group(3) != null));
    }
  }

  private static String join(NavigableMap<Integer, Piece> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String charset = "";
    boolean anyEncoded = false;
    boolean first = true;
    for (Piece piece : pieces.values()) {
      String text = piece.text();
      if (piece.encoded()) {
        anyEncoded = true;
        int quote = text.indexOf('\'');
        int second = quote < 0 ? -1 : text.indexOf('\'', quote + 1);
        if (first && second >= 0) {
          charset = text.substring(0, quote);
          text = text.substring(second + 1);
        }
        unescape(text, bytes);
      } else {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
      }
      first = false;
    }
    String joined = Charsets.decode(bytes.toByteArray(), charset).text();
    return anyEncoded ? joined : EncodedWords.decode(joined);
  }

  private static void unescape(String text, ByteArrayOutputStream out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (low >= 0) {
        out.write((high << 4) | low);
        i += 2;
      } else {
        out.write(c);
      }
    }
  }

  /** Walks over {@code name=value} pairs. */
  private static final class Scanner {
    private final String text;
    private int position;

    Scanner(String text, int position) {
      this.text = text;
      this.position = position;
    }

    void forEach(BiConsumer<String, String> action) {
      while (position < text.length()) {
        int equals = text.indexOf('=', position);
        int semicolon = text.indexOf(';', position);
        if (equals < 0) {
          return;
        }
        if (semicolon >= 0 && semicolon < equals) {
          position = semicolon + 1;
          continue;
        }
        String name = text.substring(position, equals).trim();
        position = equals + 1;
        String value = readValue();
        if (!name.isEmpty()) {
          action.accept(name, value);
        }
      }
    }

    private String readValue() {
      while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
        position++;
      }
      if (position < text.length() && text.charAt(position) == '"') {
        return readQuoted();
      }
      int semicolon = text.indexOf(';', position);
      int stop = semicolon < 0 ? text.length() : semicolon;
      String value = text.substring(position, stop).trim();
      position = Math.min(text.length(), stop + 1);
      return value;
    }

    private String readQuoted() {
      StringBuilder value = new StringBuilder();
      position++;
      while (position < text.length() && text.charAt(position) != '"') {
        char c = text.charAt(position);
        boolean escape =
            c == '\\'
                && position + 1 < text.length()
                && (text.charAt(position + 1) == '"' || text.charAt(position + 1) == '\\');
        if (escape) {
          position++;
          c = text.charAt(position);
        }
        value.append(c);
        position++;
      }
      int semicolon = text.indexOf(';', position);
      position = semicolon < 0 ? text.length() : semicolon + 1;
      return value.toString();
    }
  }
}
