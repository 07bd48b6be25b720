package tn.flotte.connectors.documents;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** The name of a document: the SHA-256 of its content, as 64 lower-case hexadecimal digits. */
public record DocumentId(String sha256) {
  private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{64}");

  public DocumentId {
    if (!FORMAT.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "A document is named by 64 lower-case hexadecimal digits, not by '" + sha256 + "'");
    }
  }

  static DocumentId ofDigest(byte[] digest) {
    return new DocumentId(HexFormat.of().formatHex(digest));
  }

  @Override
  public String toString() {
    return sha256;
  }
}
