package tn.flotte.connectors.ocr;

import org.opencv.core.Core;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/** Loads OpenCV once a process. */
final class Natives {
  private static boolean loaded;

  private Natives() {}

  static synchronized void load() {
    if (loaded) {
      return;
    }
    try {
      nu.pattern.OpenCV.loadLocally();
    } catch (RuntimeException | LinkageError e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "OpenCV's library cannot be loaded: " + e.getMessage(), e);
    }
    // Parallelism is between pages, never within one.
    Core.setNumThreads(1);
    loaded = true;
  }
}
