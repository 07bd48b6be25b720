package tn.flotte.connectors.ocr;

import java.nio.charset.StandardCharsets;

/** A process with a reader that never ends its page; to be killed. */
final class AbandonedOcr {
  private AbandonedOcr() {}

  public static void main(String[] args) {
    Ocr ocr = new Ocr(OcrSettings.defaults(), Launch.of(FrailWorker.class));
    ProcessHandle.current().children().forEach(child -> System.out.println(child.pid()));
    ocr.read("sans-fin", "LOOP".getBytes(StandardCharsets.UTF_8));
  }
}
