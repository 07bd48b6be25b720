package tn.flotte.orchestrator.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tn.flotte.orchestrator.archive.Archive;
import tn.flotte.orchestrator.archive.Entry;
import tn.flotte.orchestrator.archive.Exports;
import tn.flotte.orchestrator.work.Queue;

/** What people do with a claim's archive: note paper originals, export it. */
@Controller
class ArchivePages {
  private static final String CLAIM = "/dossiers/{numero:[A-Za-z0-9._-]{1,40}}";

  private final ClaimFiles files;
  private final Archive archive;
  private final Exports exports;
  private final Queue queue;
  private final Shown shown;

  ArchivePages(ClaimFiles files, Archive archive, Exports exports, Queue queue, Shown shown) {
    this.files = files;
    this.archive = archive;
    this.exports = exports;
    this.queue = queue;
    this.shown = shown;
  }

  private ClaimFiles.Numbers numbers(String numero) {
    return files.numbers(numero).orElseThrow(() -> new UnknownException("claim " + numero));
  }

  private static String back(String claim) {
    return "redirect:/dossiers/" + claim + "#archive";
  }

  @PostMapping(CLAIM + "/originaux")
  String original(
      @PathVariable String numero,
      @RequestParam String type,
      @RequestParam boolean recu,
      Principal who,
      RedirectAttributes next) {
    String claim = numbers(numero).declaration();
    if (archive.original(claim, type, recu, who.getName())) {
      next.addFlashAttribute(
          "nouvelle", shown.text(recu ? "archive.original-note" : "archive.original-retire"));
    } else {
      next.addFlashAttribute("ennui", shown.text("archive.original-deja"));
    }
    return back(claim);
  }

  @PostMapping(CLAIM + "/export")
  String export(@PathVariable String numero, RedirectAttributes next) {
    String claim = numbers(numero).declaration();
    List<Entry> entries = archive.entries(claim);
    if (entries.isEmpty()) {
      next.addFlashAttribute("ennui", shown.text("archive.vide-export"));
      return back(claim);
    }
    Exports.Order order = exports.order(claim, entries);
    queue.deposit(Exports.BOT, order.reference(), order.payload());
    return back(claim);
  }

  /** The whole dossier; nothing of it is sent before all of it is there. */
  @GetMapping(CLAIM + "/dossier.pdf")
  void pdf(@PathVariable String numero, Principal who, HttpServletResponse response)
      throws IOException {
    ClaimFiles.Numbers numbers = numbers(numero);
    String claim = numbers.declaration();
    String dossier = numbers.dossier();
    Optional<Path> file =
        exports.print(claim, dossier, archive.entries(claim), who.getName(), shown::printedPiece);
    if (file.isEmpty()) {
      throw new UnknownException("export of " + claim);
    }
    try {
      response.setContentType(MediaType.APPLICATION_PDF_VALUE);
      response.setContentLengthLong(Files.size(file.get()));
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          ContentDisposition.attachment()
              .filename((dossier == null ? claim : dossier) + ".pdf")
              .build()
              .toString());
      Files.copy(file.get(), response.getOutputStream());
    } finally {
      Files.delete(file.get());
    }
  }
}
