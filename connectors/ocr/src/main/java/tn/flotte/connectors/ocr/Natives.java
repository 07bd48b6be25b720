package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/** Loads OpenCV once a process. */
final class Natives {
  private static boolean loaded;

  private Natives() {}

  /**
   * The library lies unpacked only while it is opened: what a process that is killed leaves behind
   * would fill the disk, 65 MB a time.
   */
  @SuppressWarnings("restricted") // native access is this class's purpose
  static synchronized void load() {
    if (loaded) {
      return;
    }
    String arch = System.getProperty("os.arch").equals("aarch64") ? "ARMv8" : "x86_64";
    String name = "/nu/pattern/opencv/linux/" + arch + "/lib" + Core.NATIVE_LIBRARY_NAME + ".so";
    try (InputStream packed = OpenCV.class.getResourceAsStream(name)) {
      if (packed == null) {
        throw new IOException(name + " is missing");
      }
      Path library = Files.createTempFile("flotte-opencv", ".so");
      try {
        Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
        System.load(library.toString());
      } finally {
        Files.delete(library);
      }
    } catch (IOException | LinkageError e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "OpenCV's library cannot be loaded: " + e.getMessage(), e);
    }
    // Parallelism is between pages, never within one.
    Core.setNumThreads(1);
    loaded = true;
  }
}
