package tn.flotte.connectors.ocr;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directories of a TIFF, one a page, as far as they must be believed before it is opened: a
 * reader follows them for ever when they lead in a circle, and takes missing pixels for black ones.
 */
final class TiffDirectories {
  private static final int HEADER = 8;
  private static final int ENTRY = 12;
  private static final short CLASSIC = 42;

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int STRIPS = 273;
  private static final int SAMPLES = 277;
  private static final int COUNTS = 279;
  private static final int TILES = 324;
  private static final Set<Integer> TAGS =
      Set.of(WIDTH, HEIGHT, BITS, COMPRESSION, STRIPS, SAMPLES, COUNTS, TILES);

  private static final int UNCOMPRESSED = 1;

  /** Strips of a page that are looked at; of more, nobody cuts a page. */
  private static final int MOST_VALUES = 100_000;

  private final ByteBuffer file;
  private final List<Boolean> complete = new ArrayList<>();

  private TiffDirectories(ByteBuffer file) {
    this.file = file;
  }

  /**
   * Follows the directories of a file.
   *
   * @throws UnreadableException when they lead in a circle or beyond the file, or are too many
   */
  static TiffDirectories of(byte[] contenu, int maxPages) throws UnreadableException {
    ByteBuffer file = ByteBuffer.wrap(contenu);
    file.order(contenu[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    TiffDirectories directories = new TiffDirectories(file);
    if (contenu.length >= HEADER && file.getShort(2) == CLASSIC) {
      try {
        directories.follow(maxPages);
      } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
        throw new UnreadableException("fichier abîmé", e);
      }
    }
    return directories;
  }

  /** Whether all pixels of a page lie within the file, as far as its directory tells. */
  boolean isComplete(int page) {
    return page >= complete.size() || complete.get(page);
  }

  private void follow(int maxPages) throws UnreadableException {
    Set<Integer> seen = new HashSet<>();
    int at = file.getInt(4);
    while (at != 0) {
      if (!seen.add(at)) {
        throw new UnreadableException("fichier abîmé");
      }
      if (seen.size() > maxPages) {
        throw new UnreadableException("fichier de trop de pages (plus de " + maxPages + ")");
      }
      int entries = Short.toUnsignedInt(file.getShort(at));
      Map<Integer, List<Long>> values = new HashMap<>();
      for (int i = 0; i < entries; i++) {
        int entry = at + 2 + ENTRY * i;
        int tag = Short.toUnsignedInt(file.getShort(entry));
        // The first of each alone: a directory may repeat a long one without end.
        if (TAGS.contains(tag) && !values.containsKey(tag)) {
          values.put(tag, values(entry));
        }
      }
      complete.add(isComplete(values));
      at = file.getInt(at + 2 + ENTRY * entries);
    }
  }

  /** Whole numbers only; nothing for any other kind of entry. */
  private List<Long> values(int entry) {
    int type = file.getShort(entry + 2);
    int size = type == 3 ? 2 : type == 4 ? 4 : 0;
    long count = Integer.toUnsignedLong(file.getInt(entry + 4));
    if (size == 0 || count > MOST_VALUES) {
      return List.of();
    }
    int at = count * size <= 4 ? entry + 8 : file.getInt(entry + 8);
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < count; i++, at += size) {
      values.add(
          size == 2
              ? Short.toUnsignedLong(file.getShort(at))
              : Integer.toUnsignedLong(file.getInt(at)));
    }
    return values;
  }

  private boolean isComplete(Map<Integer, List<Long>> values) {
    List<Long> starts = values.getOrDefault(STRIPS, values.getOrDefault(TILES, List.of()));
    if (starts.stream().anyMatch(start -> start >= file.capacity())) {
      return false;
    }
    List<Long> counts = values.getOrDefault(COUNTS, List.of());
    if (first(values, COMPRESSION, 0) != UNCOMPRESSED || counts.size() != starts.size()) {
      return true;
    }
    long there = 0;
    for (int i = 0; i < counts.size(); i++) {
      there += Math.min(counts.get(i), file.capacity() - starts.get(i));
    }
    long row =
        (first(values, WIDTH, 0) * first(values, BITS, 1) * first(values, SAMPLES, 1) + 7) / 8;
    return there >= row * first(values, HEIGHT, 0);
  }

  private static long first(Map<Integer, List<Long>> values, int tag, long otherwise) {
    List<Long> found = values.getOrDefault(tag, List.of());
    return found.isEmpty() ? otherwise : found.getFirst();
  }
}
