package tn.flotte.connectors.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RFC 2047 words, wherever they stand. Neighbours in the same charset are joined before they are
 * decoded, since some programs cut a letter in two. Bytes outside ASCII that stand in a header
 * without any encoding are taken for UTF-8, or else for Windows-1252.
 */
final class EncodedWords {
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?\\s]{1,60})\\?([bBqQ])\\?([^?]*)\\?=");

  private EncodedWords() {}

  /** {@code header} holds one character a byte, as {@link Part} reads it. */
  static String decode(String header) {
    Matcher matcher = WORD.matcher(header);
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream pending = new ByteArrayOutputStream();
    String charset = "";
    int position = 0;
    while (matcher.find()) {
      String between = header.substring(position, matcher.start());
      String wordCharset = charsetOf(matcher.group(1));
      boolean joined = pending.size() > 0 && between.isBlank();
      if (!joined || !wordCharset.equals(charset)) {
        flush(pending, charset, text);
      }
      if (!joined) {
        text.append(unencoded(between));
      }
      charset = wordCharset;
      pending.writeBytes(bytes(matcher.group(2), matcher.group(3)));
      position = matcher.end();
    }
    flush(pending, charset, text);
    return text.append(unencoded(header.substring(position))).toString();
  }

  /** RFC 2231 lets a language follow the charset. */
  private static String charsetOf(String name) {
    int star = name.indexOf('*');
    return (star < 0 ? name : name.substring(0, star)).toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(String encoding, String word) {
    byte[] source = word.getBytes(StandardCharsets.ISO_8859_1);
    if (encoding.equalsIgnoreCase("B")) {
      return Part.decodeBase64(source, 0, source.length);
    }
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '_') {
        source[i] = ' ';
      }
    }
    return Part.decodeQuotedPrintable(source, 0, source.length);
  }

  private static void flush(ByteArrayOutputStream pending, String charset, StringBuilder text) {
    if (pending.size() > 0) {
      text.append(Charsets.decode(pending.toByteArray(), charset).text());
      pending.reset();
    }
  }

  private static String unencoded(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return text;
      }
    }
    return Charsets.decode(text.getBytes(StandardCharsets.ISO_8859_1), "").text();
  }
}
