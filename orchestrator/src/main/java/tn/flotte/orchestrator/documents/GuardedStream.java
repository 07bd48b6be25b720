package tn.flotte.orchestrator.documents;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tn.flotte.connectors.documents.DocumentId;

/**
 * What somebody hands in, read once: its end is reached only when it is the announced content.
 * Whoever stores while reading so stores nothing that is wrong.
 */
final class GuardedStream extends FilterInputStream {
  private final DocumentId announced;
  private final long limit;
  private final MessageDigest digest;
  private long seen;

  GuardedStream(InputStream content, DocumentId announced, long limit) {
    super(content);
    this.announced = announced;
    this.limit = limit;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
      seen += count;
      if (seen > limit) {
        throw new TooLargeException("A document may have " + limit + " bytes at most.");
      }
    } else if (count < 0) {
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(announced.sha256())) {
        throw new HashMismatchException(
            "The content has the hash " + found + ", not " + announced + "; nothing was stored.");
      }
    }
    return count;
  }

  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("Every byte is hashed.");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
