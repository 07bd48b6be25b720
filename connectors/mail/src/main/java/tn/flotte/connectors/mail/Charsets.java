package tn.flotte.connectors.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/** Turns bytes into text when the charset they claim may be missing, unknown or wrong. */
final class Charsets {
  static final Charset WINDOWS = Charset.forName("windows-1252");

  private Charsets() {}

  /** {@code guessed}: the text couldn't be what it said it was. */
  record Decoded(String text, boolean guessed) {}

  static Decoded decode(byte[] bytes, String claimed) {
    Optional<Charset> charset = find(claimed);
    boolean unknown = charset.isEmpty() && !claimed.isBlank();
    if (isAscii(bytes) && charset.map(Charsets::extendsAscii).orElse(true)) {
      return new Decoded(new String(bytes, StandardCharsets.US_ASCII), unknown);
    }
    Optional<String> asUtf8 = strictly(bytes, StandardCharsets.UTF_8);
    if (charset.isEmpty()) {
      return new Decoded(asUtf8.orElseGet(() -> new String(bytes, WINDOWS)), unknown);
    }
    boolean latin =
        charset.get().equals(StandardCharsets.ISO_8859_1) || charset.get().equals(WINDOWS);
    if (latin) {
      // Letters outside ASCII that happen to be valid UTF-8 are UTF-8.
      return asUtf8.isPresent()
          ? new Decoded(asUtf8.get(), true)
          : new Decoded(new String(bytes, WINDOWS), false);
    }
    return strictly(bytes, charset.get())
        .map(text -> new Decoded(text, false))
        .orElseGet(() -> new Decoded(asUtf8.orElseGet(() -> new String(bytes, WINDOWS)), true));
  }

  static boolean isUtf8(byte[] bytes) {
    return strictly(bytes, StandardCharsets.UTF_8).isPresent();
  }

  private static Optional<Charset> find(String name) {
    String cleaned = name.trim().replace("\"", "").toLowerCase(Locale.ROOT);
    try {
      return switch (cleaned) {
        case "" -> Optional.empty();
        case "utf8", "utf-8", "unicode-1-1-utf-8" -> Optional.of(StandardCharsets.UTF_8);
        case "cp-1252", "win-1252", "ansi" -> Optional.of(WINDOWS);
        default -> Optional.of(Charset.forName(cleaned));
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      // ESC starts the shifts of ISO 2022.
      if (b < 0 || b == 0x1b) {
        return false;
      }
    }
    return true;
  }

  private static boolean extendsAscii(Charset charset) {
    return !charset.name().startsWith("UTF-16") && !charset.name().startsWith("UTF-32");
  }

  private static Optional<String> strictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
