package tn.flotte.orchestrator.web;

import java.util.List;
import org.springframework.stereotype.Component;
import tn.flotte.orchestrator.archive.Archive;
import tn.flotte.orchestrator.archive.Entry;
import tn.flotte.orchestrator.archive.Exports;

/** Gathers what a claim's page shows of its archive. */
@Component
class ArchiveParts {
  private final Archive archive;
  private final Exports exports;

  ArchiveParts(Archive archive, Exports exports) {
    this.archive = archive;
    this.exports = exports;
  }

  ArchivePart of(String claim) {
    List<Entry> entries = archive.entries(claim);
    return new ArchivePart(
        entries.stream().filter(Entry::isDocument).toList(),
        archive.originals(entries),
        exports.state(claim, entries));
  }
}
