package tn.flotte.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mail as it lies in a file: bytes that are handed on untouched, and the two headers that the
 * check needs. Headers may be broken; nothing here refuses a mail. Only its head is kept: a mailbox
 * may hold more than a driver's memory.
 */
final class RawMail {
  static final String UNKNOWN_SENDER = "expediteur-illisible@demo.example";
  private static final int HEADER_LIMIT = 256 * 1024;
  private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>\\s@]+@[^<>\\s@]+)>");
  private static final Pattern BARE =
      Pattern.compile("([A-Za-z0-9._%+'=-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)");
  private static final Pattern SAFE = Pattern.compile("[\\x21-\\x7e&&[^<>]]{3,250}");

  private final String name;
  private final Supplier<byte[]> content;
  private final byte[] head;
  private final String sha256;

  RawMail(String name, byte[] bytes) {
    this(name, bytes, bytes::clone);
  }

  private RawMail(String name, byte[] bytes, Supplier<byte[]> content) {
    this.name = name;
    this.content = content;
    this.head = Arrays.copyOf(bytes, Math.min(bytes.length, HEADER_LIMIT));
    this.sha256 = sha256(bytes);
  }

  /** Every {@code *.eml} of a directory, in name order. */
  static List<RawMail> of(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new WrongUseException("Le dossier de courriels n'existe pas : " + directory);
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<RawMail> mails =
          files
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".eml"))
              .filter(Files::isRegularFile)
              .sorted()
              .map(RawMail::read)
              .toList();
      if (mails.isEmpty()) {
        throw new WrongUseException("Aucun fichier .eml dans " + directory);
      }
      return mails;
    } catch (IOException e) {
      throw new DemoException("Le dossier de courriels est illisible : " + directory, e);
    }
  }

  private static RawMail read(Path file) {
    return new RawMail(
        Objects.requireNonNull(file.getFileName()).toString(), bytes(file), () -> bytes(file));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DemoException("Le courriel est illisible : " + file, e);
    }
  }

  /** The file's name. */
  String name() {
    return name;
  }

  /** The whole mail, read anew. */
  byte[] bytes() {
    return content.get();
  }

  /** The value as it stands in the header, unfolded; empty without one. */
  String messageId() {
    return header("Message-ID").orElse("");
  }

  /** From the From header, or an invented address when that header holds none. */
  String envelopeSender() {
    String from = header("From").orElse("");
    return lastMatch(IN_BRACKETS, from)
        .or(() -> lastMatch(BARE, from))
        .filter(address -> SAFE.matcher(address).matches())
        .orElse(UNKNOWN_SENDER);
  }

  String sha256() {
    return sha256;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  Optional<String> header(String name) {
    StringBuilder value = new StringBuilder();
    boolean found = false;
    for (String line : headerLines()) {
      if (line.isEmpty()) {
        break;
      }
      boolean continuation = line.charAt(0) == ' ' || line.charAt(0) == '\t';
      if (found && continuation) {
        value.append(line);
      } else if (found) {
        break;
      } else if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
        found = true;
        value.append(line, name.length() + 1, line.length());
      }
    }
    return found ? Optional.of(value.toString().strip()) : Optional.empty();
  }

  private String[] headerLines() {
    return new String(head, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
  }

  private static Optional<String> lastMatch(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    Optional<String> last = Optional.empty();
    while (matcher.find()) {
      last = Optional.of(matcher.group(1));
    }
    return last;
  }
}
