package tn.flotte.connectors.mail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The size of a picture from its first bytes, without decoding what a stranger drew. */
final class Image {
  /** A sheet of paper scanned at 60 dots an inch has as many: less can't be a paper. */
  private static final long LOGO_PIXELS = 350_000;

  private static final int LOGO_BYTES = 20_000;

  private Image() {}

  /** Too small for a paper that anybody could read. */
  static boolean isSmall(byte[] content) {
    long pixels = pixels(content);
    return pixels > 0 ? pixels < LOGO_PIXELS : content.length < LOGO_BYTES;
  }

  private static long pixels(byte[] content) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      if (content.length > 24 && bytes.getInt(0) == 0x89504e47) {
        return (long) bytes.getInt(16) * bytes.getInt(20);
      }
      if (content.length > 10 && content[0] == 'G' && content[1] == 'I' && content[2] == 'F') {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        return (long) (bytes.getShort(6) & 0xffff) * (bytes.getShort(8) & 0xffff);
      }
      if (content.length > 26 && content[0] == 'B' && content[1] == 'M') {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        return (long) Math.abs(bytes.getInt(18)) * Math.abs(bytes.getInt(22));
      }
      if (content.length > 4 && bytes.getShort(0) == (short) 0xffd8) {
        return jpegPixels(bytes);
      }
      return 0;
    } catch (IndexOutOfBoundsException e) {
      // Cut short: nobody can tell.
      return 0;
    }
  }

  private static long jpegPixels(ByteBuffer bytes) {
    int position = 2;
    while (position + 9 < bytes.limit()) {
      int marker = bytes.getShort(position) & 0xffff;
      boolean frame =
          marker >= 0xffc0
              && marker <= 0xffcf
              && marker != 0xffc4
              && marker != 0xffc8
              && marker != 0xffcc;
      if (frame) {
        return (long) (bytes.getShort(position + 5) & 0xffff)
            * (bytes.getShort(position + 7) & 0xffff);
      }
      int length = bytes.getShort(position + 2) & 0xffff;
      if (marker < 0xff00 || length < 2) {
        return 0;
      }
      position += 2 + length;
    }
    return 0;
  }
}
