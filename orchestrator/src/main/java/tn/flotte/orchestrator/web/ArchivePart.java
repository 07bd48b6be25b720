package tn.flotte.orchestrator.web;

import java.util.List;
import tn.flotte.orchestrator.archive.Archive;
import tn.flotte.orchestrator.archive.Entry;
import tn.flotte.orchestrator.archive.Exports;

/**
 * What a claim's page shows of its archive.
 *
 * @param documents the entries with a document, oldest first
 */
record ArchivePart(List<Entry> documents, List<Archive.Original> originals, Exports.Export export) {
  ArchivePart {
    documents = List.copyOf(documents);
    originals = List.copyOf(originals);
  }

  public boolean isNone() {
    return export.state() == Exports.State.NONE;
  }

  public boolean isRunning() {
    return export.state() == Exports.State.RUNNING;
  }

  public boolean isReady() {
    return export.state() == Exports.State.READY;
  }

  public boolean isFailed() {
    return export.state() == Exports.State.FAILED;
  }
}
