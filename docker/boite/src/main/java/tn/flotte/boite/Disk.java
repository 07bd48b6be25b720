package tn.flotte.boite;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The data directory: {@code livres/<recipient>/<n>.eml} every delivery byte for byte, {@code
 * messages/<sha256>.eml} what the mailboxes show, {@code boites/<account>.tsv} which folder holds
 * which message. Every file is written beside its place, forced to the disk, then moved there.
 */
final class Disk {
  /** A message in a folder, or, with an empty {@code message}, the folder itself. */
  record Kept(String folder, String message, String flags, long received) {}

  private final Path delivered;
  private final Path messages;
  private final Path accounts;
  private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();

  Disk(Path directory) throws IOException {
    delivered = Files.createDirectories(directory.resolve("livres"));
    messages = Files.createDirectories(directory.resolve("messages"));
    accounts = Files.createDirectories(directory.resolve("boites"));
    for (Path folder : List.of(delivered, messages, accounts)) {
      removeHalfWritten(folder);
    }
  }

  private static void removeHalfWritten(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tmp")).toList()) {
        Files.delete(file);
      }
    }
  }

  void keepDelivery(String recipient, byte[] raw) throws IOException {
    Path folder = Files.createDirectories(delivered.resolve(recipient));
    AtomicLong number = numbers.get(recipient);
    if (number == null) {
      AtomicLong last = new AtomicLong(lastNumber(folder));
      number = numbers.computeIfAbsent(recipient, key -> last);
    }
    write(folder.resolve("%06d.eml".formatted(number.incrementAndGet())), raw);
  }

  private static long lastNumber(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("\\d{1,12}\\.eml"))
          .mapToLong(name -> Long.parseLong(name.substring(0, name.length() - 4)))
          .max()
          .orElse(0);
    }
  }

  String keepMessage(byte[] content) throws IOException {
    String name = sha256(content);
    Path file = messages.resolve(name + ".eml");
    if (!Files.exists(file)) {
      write(file, content);
    }
    return name;
  }

  byte[] message(String name) throws IOException {
    return Files.readAllBytes(messages.resolve(name + ".eml"));
  }

  List<String> accounts() throws IOException {
    try (Stream<Path> files = Files.list(accounts)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".tsv"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList();
    }
  }

  void save(String account, List<Kept> kept) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Kept line : kept) {
      text.append(URLEncoder.encode(line.folder(), StandardCharsets.UTF_8))
          .append('\t')
          .append(line.message())
          .append('\t')
          .append(line.flags())
          .append('\t')
          .append(line.received())
          .append('\n');
    }
    write(accounts.resolve(account + ".tsv"), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  List<Kept> load(String account) throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (String line : Files.readAllLines(accounts.resolve(account + ".tsv"))) {
      String[] fields = line.split("\t", -1);
      if (fields.length == 4) {
        kept.add(
            new Kept(
                URLDecoder.decode(fields[0], StandardCharsets.UTF_8),
                fields[1],
                fields[2],
                Long.parseLong(fields[3])));
      }
    }
    return kept;
  }

  static void write(Path file, byte[] content) throws IOException {
    Path temporary = file.resolveSibling(UUID.randomUUID() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}
