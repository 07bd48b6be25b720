package tn.flotte.connectors.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.tika.Tika;

/**
 * Gathers the files of one mail: opens archives as far as the limits allow, and says which file is
 * a danger. Bytes are counted while they come out of an archive, so a bomb is never held in memory.
 */
final class Pieces {
  /** Up to here a high ratio harms nobody: a white page compresses well. */
  private static final long RATIO_FLOOR = 1L << 20;

  private static final int HEAD = 1 << 16;
  private static final Charset CP_850 = Charset.forName("IBM850");
  private static final Tika TIKA = new Tika();

  private final Limits limits;
  private final List<PieceJointe> pieces = new ArrayList<>();
  private final List<Menace> menaces = new ArrayList<>();
  private final List<String> remarques = new ArrayList<>();
  private long decompressed;
  private int entries;
  private boolean exploded;

  Pieces(Limits limits) {
    this.limits = limits;
  }

  List<PieceJointe> pieces() {
    return pieces;
  }

  List<Menace> menaces() {
    return menaces;
  }

  List<String> remarques() {
    return remarques;
  }

  void remark(String remarque) {
    if (remarques.size() < 100 && !remarques.contains(remarque)) {
      remarques.add(remarque);
    }
  }

  void threaten(Menace.Code code, String phrase, String chemin) {
    if (menaces.size() < 100) {
      menaces.add(new Menace(code, phrase, chemin));
    }
  }

  /**
   * A mail inside the mail, or inside an archive: what to do with it is not this class's affair.
   */
  interface NestedMail {
    void open(byte[] raw, int depth);
  }

  /**
   * @param rawNames every name the mail gives to the file; the first that leaves something is shown
   * @param declared the media type the mail claims
   */
  void add(
      List<String> rawNames,
      String folder,
      String declared,
      byte[] content,
      boolean inline,
      int depth,
      NestedMail nested) {
    String type = type(content, declared);
    String name =
        rawNames.stream()
            .map(Noms::safe)
            .filter(safe -> !safe.isEmpty())
            .findFirst()
            .orElseGet(() -> "piece-" + (pieces.size() + 1) + endingOf(type));
    String path = folder + name;
    boolean dangerous = inspect(rawNames, name, path, content, type);
    boolean picture = inline && type.startsWith("image/") && Image.isSmall(content);
    PieceJointe piece = new PieceJointe(name, path, type, content, picture);
    if (content.length == 0) {
      remark("La pièce « " + path + " » est vide.");
      pieces.add(piece);
    } else if (dangerous || exploded) {
      // Nothing more is opened in a mail that goes into quarantine.
      pieces.add(piece);
    } else if (type.equals("message/rfc822") && depth < limits.profondeur() + 2) {
      nested.open(content, depth + 1);
    } else if (startsWith(content, "PK\u0003\u0004") || startsWith(content, "PK\u0005\u0006")) {
      openZip(piece, depth, nested);
    } else if (type.equals("application/gzip") || startsWith(content, "\u001f\u008b")) {
      openGzip(piece, depth, nested);
    } else if (type.equals("application/x-tar") || isTar(content)) {
      openTar(piece, depth, nested);
    } else {
      remarkOnUnopened(piece);
      pieces.add(piece);
    }
  }

  private void remarkOnUnopened(PieceJointe piece) {
    String ending = Noms.extension(piece.nom());
    boolean archive =
        piece.type().contains("rar-compressed")
            || piece.type().equals("application/x-7z-compressed")
            || ending.equals("rar")
            || ending.equals("7z")
            || ending.equals("zip");
    if (archive) {
      remark("L'archive « " + piece.chemin() + " » n'a pas pu être ouverte.");
    } else if (piece.type().equals("application/pkcs7-mime") || ending.equals("p7m")) {
      remark("Le message est chiffré ou scellé (S/MIME) : son contenu n'a pas été ouvert.");
    } else if (ending.equals("msg")) {
      remark("Le message Outlook « " + piece.chemin() + " » n'a pas été ouvert.");
    }
  }

  private boolean inspect(
      List<String> rawNames, String name, String path, byte[] content, String type) {
    boolean byName = Noms.isExecutable(name) || rawNames.stream().anyMatch(Noms::isExecutable);
    if (byName || isProgram(content)) {
      threaten(
          Menace.Code.EXECUTABLE,
          "La pièce « "
              + path
              + " » est un programme ou un script"
              + (byName ? " (d'après son nom)." : " (d'après son contenu)."),
          path);
      return true;
    }
    boolean scriptedPage =
        (type.equals("text/html")
                || type.equals("application/xhtml+xml")
                || type.equals("image/svg+xml"))
            && containsIgnoringCase(content, "<script");
    if (scriptedPage) {
      threaten(Menace.Code.EXECUTABLE, "La page « " + path + " » contient un script.", path);
      return true;
    }
    boolean ole = content.length > 8 && content[0] == (byte) 0xd0 && content[1] == (byte) 0xcf;
    boolean macros =
        Noms.hasMacros(name)
            || rawNames.stream().anyMatch(Noms::hasMacros)
            || (ole && indexOf(content, utf16("_VBA_PROJECT"), content.length) >= 0);
    if (macros) {
      threaten(Menace.Code.MACRO, "Le document « " + path + " » contient des macros.", path);
      return true;
    }
    return false;
  }

  private static boolean isProgram(byte[] content) {
    if (startsWith(content, "\u007fELF") || startsWith(content, "dex\n03")) {
      return true;
    }
    if (startsWith(content, "MZ") && hasBinary(content, 64)) {
      return true;
    }
    if (content.length >= 8) {
      int magic =
          (content[0] & 0xff) << 24
              | (content[1] & 0xff) << 16
              | (content[2] & 0xff) << 8
              | (content[3] & 0xff);
      switch (magic) {
        // Mach-O in its byte orders, Java classes and fat binaries, Windows shortcuts.
        case 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe, 0x4c000000 -> {
          return true;
        }
        default -> {
          // Not one of them.
        }
      }
    }
    String start =
        new String(content, 0, Math.min(content.length, 200), StandardCharsets.ISO_8859_1)
            .replace("\u00ef\u00bb\u00bf", "")
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    return start.matches("(?s)#! ?/.*")
        || start.startsWith("@echo off")
        || start.startsWith("<hta:")
        || start.startsWith("wscript.")
        || start.startsWith("<?php")
        || start.startsWith("[internetshortcut]")
        || start.startsWith("windows registry editor");
  }

  private static boolean hasBinary(byte[] content, int within) {
    for (int i = 2; i < Math.min(content.length, within); i++) {
      if (content[i] < 9) {
        return true;
      }
    }
    return false;
  }

  // ---- archives

  private void openZip(PieceJointe archive, int depth, NestedMail nested) {
    if (tooDeep(archive, depth)) {
      return;
    }
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive.contenu()))
            .get()) {
      boolean office = zip.getEntry("[Content_Types].xml") != null || isOpenDocument(zip);
      List<Entry> found = entriesOf(zip, archive, office);
      if (exploded) {
        return;
      }
      inspectPackage(zip, archive, office);
      if (office) {
        pieces.add(
            new PieceJointe(
                archive.nom(),
                archive.chemin(),
                officeType(archive, zip),
                archive.contenu(),
                archive.enLigne()));
      } else if (found.isEmpty()) {
        remark("L'archive « " + archive.chemin() + " » est vide.");
        pieces.add(archive);
      } else {
        addEntries(archive, found, depth, nested);
      }
    } catch (IOException | RuntimeException e) {
      unopened(archive);
    }
  }

  /** An office document's entries are only counted: the document is one piece. */
  private List<Entry> entriesOf(ZipFile zip, PieceJointe archive, boolean office)
      throws IOException {
    List<Entry> found = new ArrayList<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      String name = nameOf(entry);
      if (!count(archive, 1)) {
        return List.of();
      }
      if (entry.isUnixSymlink()) {
        remark("Le lien « " + archive.chemin() + "/" + Noms.safe(name) + " » est ignoré.");
      } else if (!entry.isDirectory()) {
        found.add(new Entry(name, contentOf(zip, entry, name, archive, !office)));
        if (exploded) {
          return List.of();
        }
      }
    }
    return found;
  }

  private byte[] contentOf(
      ZipFile zip, ZipArchiveEntry entry, String name, PieceJointe archive, boolean keep)
      throws IOException {
    if (!zip.canReadEntryData(entry) || entry.getGeneralPurposeBit().usesEncryption()) {
      remark(
          "L'archive « "
              + archive.chemin()
              + " » est protégée par un mot de passe : son contenu est illisible.");
      return new byte[0];
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return extract(archive, name, in, entry.getCompressedSize(), keep);
    }
  }

  private void inspectPackage(ZipFile zip, PieceJointe archive, boolean office) {
    if (zip.getEntry("classes.dex") != null) {
      threaten(
          Menace.Code.EXECUTABLE,
          "La pièce « " + archive.chemin() + " » est une application.",
          archive.chemin());
    }
    boolean macros =
        office
            && Collections.list(zip.getEntries()).stream()
                .anyMatch(entry -> entry.getName().endsWith("vbaProject.bin"));
    if (macros) {
      threaten(
          Menace.Code.MACRO,
          "Le document « " + archive.chemin() + " » contient des macros.",
          archive.chemin());
    }
  }

  /** Names without a flag are UTF-8 when they can be, or else what Windows writes in France. */
  private static String nameOf(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    boolean said =
        entry.getNameSource() != ZipArchiveEntry.NameSource.NAME
            || entry.getGeneralPurposeBit().usesUTF8ForNames();
    if (raw == null || said) {
      return entry.getName();
    }
    return Charsets.isUtf8(raw) ? new String(raw, StandardCharsets.UTF_8) : new String(raw, CP_850);
  }

  @SuppressWarnings("ArrayRecordComponent") // lives for one loop; nobody compares entries
  private record Entry(String name, byte[] content) {
    @Override
    public String toString() {
      return name;
    }
  }

  private void addEntries(PieceJointe archive, List<Entry> found, int depth, NestedMail nested) {
    for (Entry entry : found) {
      if (exploded) {
        return;
      }
      if (isClutter(entry.name())) {
        continue;
      }
      add(
          List.of(entry.name()),
          archive.chemin() + "/" + folderOf(entry.name()),
          "",
          entry.content(),
          false,
          depth + 1,
          nested);
    }
  }

  /** What a Mac and Windows leave in the archives they make. */
  private static boolean isClutter(String name) {
    String base = Noms.safe(name);
    return name.startsWith("__MACOSX/")
        || base.equals(".DS_Store")
        || base.equalsIgnoreCase("Thumbs.db")
        || base.equalsIgnoreCase("desktop.ini");
  }

  /** The folders inside an archive, without any that would lead out of it. */
  private static String folderOf(String name) {
    StringBuilder folder = new StringBuilder();
    String[] segments = name.replace('\\', '/').split("/", -1);
    for (int i = 0; i < segments.length - 1; i++) {
      String safe = Noms.safe(segments[i]);
      if (!safe.isEmpty() && !safe.matches("[A-Za-z]:")) {
        folder.append(safe).append('/');
      }
    }
    return folder.toString();
  }

  private void openGzip(PieceJointe archive, int depth, NestedMail nested) {
    if (tooDeep(archive, depth) || !count(archive, 1)) {
      return;
    }
    String inner = archive.nom().replaceFirst("(?i)\\.t?gz(ip)?$", "");
    if (archive.nom().toLowerCase(Locale.ROOT).endsWith(".tgz")) {
      inner += ".tar";
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(archive.contenu()))) {
      byte[] content = extract(archive, inner, in, archive.contenu().length, true);
      if (!exploded) {
        add(List.of(inner), archive.chemin() + "/", "", content, false, depth + 1, nested);
      }
    } catch (IOException | RuntimeException e) {
      unopened(archive);
    }
  }

  private void openTar(PieceJointe archive, int depth, NestedMail nested) {
    if (tooDeep(archive, depth)) {
      return;
    }
    List<Entry> found = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(archive.contenu()))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!count(archive, 1)) {
          return;
        }
        if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
          byte[] content =
              extract(archive, entry.getName(), tar, Math.max(1, entry.getSize()), true);
          if (exploded) {
            return;
          }
          found.add(new Entry(entry.getName(), content));
        }
      }
    } catch (IOException | RuntimeException e) {
      unopened(archive);
      return;
    }
    addEntries(archive, found, depth, nested);
  }

  private void unopened(PieceJointe archive) {
    remark("L'archive « " + archive.chemin() + " » est endommagée : elle n'a pas pu être ouverte.");
    pieces.add(archive);
  }

  private boolean tooDeep(PieceJointe archive, int depth) {
    if (depth < limits.profondeur()) {
      return false;
    }
    explode(
        archive, "trop d'archives les unes dans les autres (plus de " + limits.profondeur() + ")");
    return true;
  }

  private boolean count(PieceJointe archive, int more) {
    entries += more;
    if (entries > limits.entrees()) {
      explode(archive, "trop de fichiers (plus de " + limits.entrees() + ")");
    }
    return !exploded;
  }

  private void explode(PieceJointe archive, String why) {
    exploded = true;
    pieces.add(archive);
    threaten(
        Menace.Code.ARCHIVE_EXPLOSIVE,
        "L'archive « " + archive.chemin() + " » est piégée : " + why + ".",
        archive.chemin());
  }

  /** Counts while it reads and stops at the first byte too many. */
  private byte[] extract(
      PieceJointe archive, String name, InputStream in, long compressed, boolean keep)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];
    long size = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      size += count;
      decompressed += count;
      if (decompressed > limits.totalDecompresse()) {
        explode(archive, "son contenu dépasse " + (limits.totalDecompresse() >> 20) + " Mo");
        return new byte[0];
      }
      if (size > RATIO_FLOOR && size / Math.max(1, compressed) > limits.ratio()) {
        explode(
            archive,
            "« " + Noms.safe(name) + " » gonfle plus de " + limits.ratio() + " fois à l'ouverture");
        return new byte[0];
      }
      if (keep) {
        out.write(buffer, 0, count);
      }
    }
    return out.toByteArray();
  }

  private static boolean isOpenDocument(ZipFile zip) {
    return zip.getEntry("mimetype") != null && zip.getEntry("META-INF/manifest.xml") != null;
  }

  private static String officeType(PieceJointe archive, ZipFile zip) {
    if (zip.getEntry("word/document.xml") != null) {
      return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    }
    if (zip.getEntry("xl/workbook.xml") != null) {
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
    if (zip.getEntry("ppt/presentation.xml") != null) {
      return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    }
    return TIKA.detect(archive.contenu(), archive.nom());
  }

  // ---- content

  /** By content alone; what the mail claims is asked only when the content says nothing. */
  static String type(byte[] content, String declared) {
    if (content.length == 0) {
      return PieceJointe.TYPE_VIDE;
    }
    byte[] head = content.length <= HEAD ? content : Arrays.copyOf(content, HEAD);
    String type = TIKA.detect(head);
    boolean text = type.equals("text/plain") || type.equals("application/octet-stream");
    boolean usable =
        declared.startsWith("text/")
            || declared.equals("message/rfc822")
            || declared.equals("message/delivery-status")
            || declared.equals("application/ms-tnef")
            || declared.startsWith("application/pkcs7")
            || declared.startsWith("application/pgp");
    return text && usable ? declared : type;
  }

  private static String endingOf(String type) {
    return switch (type) {
      case "application/pdf" -> ".pdf";
      case "image/jpeg" -> ".jpg";
      case "image/png" -> ".png";
      case "image/tiff" -> ".tif";
      case "image/gif" -> ".gif";
      case "text/plain" -> ".txt";
      case "text/html" -> ".html";
      case "text/calendar" -> ".ics";
      case "application/zip" -> ".zip";
      default -> ".bin";
    };
  }

  private static boolean isTar(byte[] content) {
    return content.length > 512 && startsWith(content, 257, "ustar");
  }

  private static boolean startsWith(byte[] content, String magic) {
    return startsWith(content, 0, magic);
  }

  private static boolean startsWith(byte[] content, int offset, String magic) {
    if (content.length < offset + magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((content[offset + i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static boolean containsIgnoringCase(byte[] content, String needle) {
    String text =
        new String(content, 0, Math.min(content.length, 4 << 20), StandardCharsets.ISO_8859_1);
    return text.toLowerCase(Locale.ROOT).contains(needle)
        || text.replace("\u0000", "").toLowerCase(Locale.ROOT).contains(needle);
  }

  private static int indexOf(byte[] content, byte[] needle, int end) {
    for (int i = 0; i + needle.length <= end; i++) {
      int j = 0;
      while (j < needle.length && content[i + j] == needle[j]) {
        j++;
      }
      if (j == needle.length) {
        return i;
      }
    }
    return -1;
  }
}
