package tn.flotte.connectors.documents;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/** Hashes what passes and fails at the end when it isn't the document that was asked for. */
final class VerifyingInputStream extends FilterInputStream {
  private final DocumentId id;
  private final String source;
  private final MessageDigest digest = Digests.sha256();
  private boolean ended;

  VerifyingInputStream(InputStream in, DocumentId id, String source) {
    super(in);
    this.id = id;
    this.source = source;
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
    } else if (count < 0 && !ended) {
      ended = true;
      DocumentId found = DocumentId.ofDigest(digest.digest());
      if (!found.equals(id)) {
        throw damaged(id, source, found);
      }
    }
    return count;
  }

  /** Skipped bytes are hashed too: nothing goes round the check. */
  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[8192];
    long left = count;
    while (left > 0) {
      int read = read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return count - left;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  static ConnectorException damaged(DocumentId id, String source, DocumentId found) {
    return new ConnectorException(
        FailureKind.BUG,
        "Document %s in %s is damaged: its content has the hash %s. It is not handed out; restore it from the backup."
            .formatted(id, source, found));
  }
}
