package tn.flotte.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileKindTest {

  @Test
  void believesBytesOnly() {
    assertThat(FileKind.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0}))
        .isEqualTo(FileKind.JPEG);
    assertThat(FileKind.of("\n\n%PDF-1.4".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(FileKind.PDF);
    assertThat(FileKind.of("MZ executable".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(FileKind.UNKNOWN);
    assertThat(FileKind.of(new byte[0])).isEqualTo(FileKind.UNKNOWN);
  }
}
