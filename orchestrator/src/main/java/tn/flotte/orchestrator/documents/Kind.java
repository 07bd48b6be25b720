package tn.flotte.orchestrator.documents;

import java.nio.charset.StandardCharsets;

/**
 * How a document may be shown, judged by its own first bytes and never by what its sender says of
 * it. Whatever isn't known to be a picture or a PDF is handed over as a file to save.
 */
enum Kind {
  PNG("image/png", "png", true),
  JPEG("image/jpeg", "jpg", true),
  PDF("application/pdf", "pdf", true),
  OTHER("application/octet-stream", "bin", false);

  /** The bytes that {@link #of} wants to see. */
  static final int HEAD = 8;

  private final String mediaType;
  private final String extension;
  private final boolean shown;

  Kind(String mediaType, String extension, boolean shown) {
    this.mediaType = mediaType;
    this.extension = extension;
    this.shown = shown;
  }

  static Kind of(byte[] head) {
    if (startsWith(head, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return PNG;
    }
    if (startsWith(head, 0xff, 0xd8, 0xff)) {
      return JPEG;
    }
    if (new String(head, StandardCharsets.ISO_8859_1).startsWith("%PDF-")) {
      return PDF;
    }
    return OTHER;
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  String mediaType() {
    return mediaType;
  }

  String extension() {
    return extension;
  }

  boolean shown() {
    return shown;
  }

  /**
   * Even what is shown may do nothing. A browser's PDF viewer refuses to work in a sandbox; it runs
   * apart from the site anyway.
   */
  String contentPolicy() {
    String nothing = "default-src 'none'; frame-ancestors 'none'";
    return this == PDF
        ? nothing + "; object-src 'self'; style-src 'unsafe-inline'"
        : nothing + "; sandbox";
  }
}
