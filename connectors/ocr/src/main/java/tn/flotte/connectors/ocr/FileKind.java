package tn.flotte.connectors.ocr;

/** What a file is by its first bytes; names and extensions are never believed. */
enum FileKind {
  PDF,
  JPEG,
  PNG,
  TIFF,
  HEIC,
  UNKNOWN;

  static FileKind of(byte[] b) {
    if (starts(b, 0, 0xFF, 0xD8, 0xFF)) {
      return JPEG;
    }
    if (starts(b, 0, 0x89, 'P', 'N', 'G')) {
      return PNG;
    }
    if (starts(b, 0, 'I', 'I', 42, 0)
        || starts(b, 0, 'M', 'M', 0, 42)
        || starts(b, 0, 'I', 'I', 43, 0)) {
      return TIFF;
    }
    if (starts(b, 4, 'f', 't', 'y', 'p', 'h', 'e')
        || starts(b, 4, 'f', 't', 'y', 'p', 'm', 'i', 'f')) {
      return HEIC;
    }
    // A PDF may be preceded by rubbish of up to a kilobyte (ISO 32000-1, annex H.3.4.1).
    for (int i = 0; i < Math.min(b.length, 1024); i++) {
      if (starts(b, i, '%', 'P', 'D', 'F', '-')) {
        return PDF;
      }
    }
    return UNKNOWN;
  }

  private static boolean starts(byte[] b, int at, int... magic) {
    if (b.length < at + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((b[at + i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
