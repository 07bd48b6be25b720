package tn.flotte.demo;

import java.io.IOException;
import java.nio.file.Path;

/** The command line of Tesseract, full page, one thread: the floor that reading is held against. */
final class Tesseract {
  private Tesseract() {}

  static double seconds(Path page) throws IOException {
    long begin = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder("tesseract", page.toString(), "stdout", "-l", "fra", "--psm", "3");
    builder.environment().put("OMP_THREAD_LIMIT", "1");
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      int code = builder.start().waitFor();
      if (code != 0) {
        throw new IOException("tesseract ended with " + code + " on " + page + ".");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while tesseract ran.", e);
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
