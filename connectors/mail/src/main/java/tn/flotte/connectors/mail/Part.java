package tn.flotte.connectors.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One part of a mail, read as mail programs of every quality write it: any line ending, boundaries
 * that never close, headers without a body, padding that is wrong. Reading never fails; a part is a
 * window on the mail's bytes, so nothing is copied until it is decoded.
 *
 * <p>Jakarta Mail refuses much of this unless JVM-wide properties are set, which would change every
 * other user of it in the same process: hence a reader of our own.
 */
final class Part {
  /** A header as it stands in the mail: the value unfolded, its bytes as ISO 8859-1 characters. */
  record Header(String name, String value) {}

  private static final int MAX_HEADERS = 2_000;
  private static final int MAX_CHILDREN = 2_000;
  private static final int MAX_GUESS_LINES = 500;

  private final byte[] raw;
  private final int bodyStart;
  private final int end;
  private final List<Header> headers;

  private Part(byte[] raw, int bodyStart, int end, List<Header> headers) {
    this.raw = raw;
    this.bodyStart = bodyStart;
    this.end = end;
    this.headers = headers;
  }

  static Part read(byte[] raw) {
    return read(raw, 0, raw.length);
  }

  private static Part read(byte[] raw, int start, int end) {
    List<Header> headers = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    int position = start;
    // An mbox separator isn't a header.
    if (startsWith(raw, position, end, "From ")) {
      position = nextLine(raw, position, end);
    }
    while (position < end) {
      int next = nextLine(raw, position, end);
      int stop = lineStop(raw, position, next);
      if (stop == position) {
        position = next;
        break;
      }
      boolean continued = raw[position] == ' ' || raw[position] == '\t';
      if (!continued && headers.isEmpty() && current.isEmpty() && !isHeader(raw, position, stop)) {
        // No header at all: everything is text.
        break;
      }
      if (!continued) {
        add(headers, current);
        current.setLength(0);
      }
      current.append(new String(raw, position, stop - position, StandardCharsets.ISO_8859_1));
      position = next;
    }
    add(headers, current);
    return new Part(raw, Math.min(position, end), end, List.copyOf(headers));
  }

  private static boolean isHeader(byte[] raw, int start, int stop) {
    for (int i = start; i < stop; i++) {
      if (raw[i] == ':') {
        return i > start;
      }
      if (raw[i] <= ' ' || raw[i] == 0x7f) {
        return false;
      }
    }
    return false;
  }

  private static void add(List<Header> headers, CharSequence line) {
    String text = line.toString();
    int colon = text.indexOf(':');
    if (colon > 0 && headers.size() < MAX_HEADERS) {
      headers.add(
          new Header(
              text.substring(0, colon).trim().toLowerCase(Locale.ROOT),
              text.substring(colon + 1).trim()));
    }
  }

  /** The first header of this name, as it stands. */
  Optional<String> header(String name) {
    return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).findFirst();
  }

  List<String> headers(String name) {
    return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).toList();
  }

  boolean has(String name) {
    return header(name).isPresent();
  }

  HeaderValue contentType() {
    return HeaderValue.parse(header("content-type").orElse(""));
  }

  HeaderValue disposition() {
    return HeaderValue.parse(header("content-disposition").orElse(""));
  }

  /** In lower case; text/plain when none is given or it makes no sense. */
  String mediaType() {
    String value = contentType().value().toLowerCase(Locale.ROOT);
    return value.matches("[!-~&&[^/]]+/[!-~&&[^/]]+") ? value : "text/plain";
  }

  boolean isMultipart() {
    return mediaType().startsWith("multipart/");
  }

  /** The parts of a multipart; empty when there is no boundary to find them by. */
  List<Part> children() {
    String boundary = contentType().parameter("boundary").orElse("").stripTrailing();
    List<Part> children = boundary.isEmpty() ? List.of() : children(boundary);
    if (!children.isEmpty()) {
      return children;
    }
    String guessed = guessBoundary();
    return guessed.isEmpty() ? List.of() : children(guessed);
  }

  /** A mail whose boundary was lost or spoilt still shows it: dashes, then headers. */
  private String guessBoundary() {
    int position = bodyStart;
    for (int line = 0; line < MAX_GUESS_LINES && position < end; line++) {
      int next = nextLine(raw, position, end);
      int stop = lineStop(raw, position, next);
      int length = stop - position;
      boolean dashes = length > 3 && length < 200 && startsWith(raw, position, stop, "--");
      if (dashes && isHeader(raw, next, lineStop(raw, next, nextLine(raw, next, end)))) {
        return new String(raw, position + 2, length - 2, StandardCharsets.ISO_8859_1)
            .stripTrailing();
      }
      position = next;
    }
    return "";
  }

  private List<Part> children(String boundary) {
    List<Part> children = new ArrayList<>();
    byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    int childStart = -1;
    int position = bodyStart;
    while (position < end) {
      int next = nextLine(raw, position, end);
      int match = delimiterAt(position, next, delimiter);
      if (match != 0) {
        if (childStart >= 0 && children.size() < MAX_CHILDREN) {
          children.add(read(raw, childStart, beforeLineBreak(childStart, position)));
        }
        childStart = match > 0 ? next : -1;
        if (match < 0) {
          break;
        }
      }
      position = next;
    }
    if (childStart >= 0 && childStart < end && children.size() < MAX_CHILDREN) {
      // Cut off before its end, as a mail that was truncated on its way.
      children.add(read(raw, childStart, end));
    }
    return children;
  }

  /** 1 for a delimiter, -1 for the closing one, 0 for any other line. */
  private int delimiterAt(int start, int next, byte[] delimiter) {
    int stop = lineStop(raw, start, next);
    if (stop - start < delimiter.length) {
      return 0;
    }
    for (int i = 0; i < delimiter.length; i++) {
      if (raw[start + i] != delimiter[i]) {
        return 0;
      }
    }
    int rest = start + delimiter.length;
    boolean closing = stop - rest >= 2 && raw[rest] == '-' && raw[rest + 1] == '-';
    for (int i = closing ? rest + 2 : rest; i < stop; i++) {
      if (raw[i] != ' ' && raw[i] != '\t') {
        return 0;
      }
    }
    return closing ? -1 : 1;
  }

  private int beforeLineBreak(int start, int position) {
    int stop = position;
    if (stop > start && raw[stop - 1] == '\n') {
      stop--;
    }
    if (stop > start && raw[stop - 1] == '\r') {
      stop--;
    }
    return stop;
  }

  /** The body without its transfer encoding. */
  byte[] content() {
    String encoding =
        header("content-transfer-encoding")
            .map(value -> HeaderValue.parse(value).value().toLowerCase(Locale.ROOT))
            .orElse("");
    return switch (encoding) {
      case "base64", "x-base64" -> decodeBase64(raw, bodyStart, end);
      case "quoted-printable" -> decodeQuotedPrintable(raw, bodyStart, end);
      case "x-uuencode", "uuencode", "x-uue" -> decodeUuencode();
      default -> rawBody();
    };
  }

  byte[] rawBody() {
    byte[] body = new byte[end - bodyStart];
    System.arraycopy(raw, bodyStart, body, 0, body.length);
    return body;
  }

  /** Skips what isn't base64 and forgives missing padding. */
  static byte[] decodeBase64(byte[] source, int start, int end) {
    byte[] out = new byte[(int) ((end - start) * 3L / 4) + 3];
    int length = 0;
    int bits = 0;
    int count = 0;
    for (int i = start; i < end; i++) {
      int value = base64Value(source[i]);
      if (source[i] == '=') {
        // Two texts encoded one after the other: each begins on a fresh group.
        bits = 0;
        count = 0;
      } else if (value >= 0) {
        bits = (bits << 6) | value;
        count++;
        if (count >= 2) {
          out[length++] = (byte) (bits >> ((4 - count) * 2));
        }
        if (count == 4) {
          bits = 0;
          count = 0;
        }
      }
    }
    return Arrays.copyOf(out, length);
  }

  private static int base64Value(byte b) {
    if (b >= 'A' && b <= 'Z') {
      return b - 'A';
    }
    if (b >= 'a' && b <= 'z') {
      return b - 'a' + 26;
    }
    if (b >= '0' && b <= '9') {
      return b - '0' + 52;
    }
    return b == '+' ? 62 : b == '/' ? 63 : -1;
  }

  static byte[] decodeQuotedPrintable(byte[] source, int start, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
    int i = start;
    while (i < end) {
      if (source[i] != '=') {
        out.write(source[i++]);
        continue;
      }
      int high = i + 1 < end ? Character.digit(source[i + 1], 16) : -1;
      int low = i + 2 < end ? Character.digit(source[i + 2], 16) : -1;
      if (high >= 0 && low >= 0) {
        out.write((high << 4) | low);
        i += 3;
        continue;
      }
      int next = i + 1;
      while (next < end && (source[next] == ' ' || source[next] == '\t' || source[next] == '\r')) {
        next++;
      }
      if (next < end && source[next] == '\n') {
        i = next + 1;
      } else if (next >= end) {
        i = end;
      } else {
        out.write(source[i++]);
      }
    }
    return out.toByteArray();
  }

  private byte[] decodeUuencode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean begun = false;
    for (int position = bodyStart; position < end; ) {
      int next = nextLine(raw, position, end);
      int stop = lineStop(raw, position, next);
      if (!begun) {
        begun = startsWith(raw, position, stop, "begin ");
      } else if (startsWith(raw, position, stop, "end")) {
        break;
      } else if (stop > position) {
        int length = (raw[position] - 32) & 63;
        for (int i = 0; i < length; i++) {
          int group = position + 1 + i / 3 * 4;
          int shift = i % 3;
          int first = group + shift < stop ? (raw[group + shift] - 32) & 63 : 0;
          int second = group + shift + 1 < stop ? (raw[group + shift + 1] - 32) & 63 : 0;
          out.write((first << (2 * (shift + 1))) | (second >> (4 - 2 * shift)));
        }
      }
      position = next;
    }
    return out.toByteArray();
  }

  private static boolean startsWith(byte[] raw, int start, int end, String prefix) {
    if (end - start < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (raw[start + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int nextLine(byte[] raw, int start, int end) {
    for (int i = start; i < end; i++) {
      if (raw[i] == '\n') {
        return i + 1;
      }
    }
    return end;
  }

  private static int lineStop(byte[] raw, int start, int next) {
    int stop = next;
    if (stop > start && raw[stop - 1] == '\n') {
      stop--;
    }
    if (stop > start && raw[stop - 1] == '\r') {
      stop--;
    }
    return stop;
  }
}
