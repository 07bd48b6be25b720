package tn.flotte.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files: flipped bytes, cuts, pieces of one in another, false numbers near the start. */
final class Damage {
  private final List<byte[]> originals;
  private final Random random;

  Damage(List<byte[]> originals, long seed) {
    this.originals = originals.stream().filter(file -> file.length > 100).toList();
    this.random = new Random(seed);
  }

  byte[] next() {
    byte[] file = any().clone();
    switch (random.nextInt(4)) {
      case 0 -> flip(file);
      case 1 -> {
        return Arrays.copyOf(file, random.nextInt(file.length));
      }
      case 2 -> splice(file, any());
      default -> lie(file);
    }
    return file;
  }

  private byte[] any() {
    return originals.get(random.nextInt(originals.size()));
  }

  private void flip(byte[] file) {
    for (int i = random.nextInt(1, 40); i > 0; i--) {
      file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  private void splice(byte[] file, byte[] other) {
    int length = random.nextInt(1, Math.min(file.length, other.length));
    int to = random.nextInt(file.length - length);
    System.arraycopy(other, random.nextInt(other.length - length), file, to, length);
  }

  /** The first bytes say what and how large a file is. */
  private void lie(byte[] file) {
    int header = Math.min(file.length, 700);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      byte extreme = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
      int at = random.nextInt(4, header - 4);
      Arrays.fill(file, at, at + random.nextInt(1, 4), extreme);
    }
  }
}
