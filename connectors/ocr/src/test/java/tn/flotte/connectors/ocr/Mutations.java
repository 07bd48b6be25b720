package tn.flotte.connectors.ocr;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files: flipped bytes, cuts, pieces of one in another, false numbers near the start. */
final class Mutations {
  private final List<byte[]> originals;
  private final Random random;

  Mutations(List<byte[]> originals, long seed) {
    this.originals = originals;
    this.random = new Random(seed);
  }

  byte[] next() {
    byte[] file = any().clone();
    return switch (random.nextInt(4)) {
      case 0 -> flipped(file, file.length);
      case 1 -> Arrays.copyOf(file, random.nextInt(file.length));
      case 2 -> spliced(file, any());
      default -> lying(file);
    };
  }

  private byte[] any() {
    return originals.get(random.nextInt(originals.size()));
  }

  private byte[] flipped(byte[] file, int within) {
    for (int i = random.nextInt(1, 40); i > 0; i--) {
      file[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
    }
    return file;
  }

  private byte[] spliced(byte[] file, byte[] other) {
    int length = random.nextInt(1, Math.min(file.length, other.length));
    int to = random.nextInt(file.length - length);
    System.arraycopy(other, random.nextInt(other.length - length), file, to, length);
    return file;
  }

  /** The first bytes say what and how large a file is. */
  private byte[] lying(byte[] file) {
    int header = Math.min(file.length, 700);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      byte extreme = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
      int at = random.nextInt(4, header - 4);
      Arrays.fill(file, at, at + random.nextInt(1, 4), extreme);
    }
    return file;
  }
}
