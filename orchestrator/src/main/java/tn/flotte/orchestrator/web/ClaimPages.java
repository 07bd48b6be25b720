package tn.flotte.orchestrator.web;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.orchestrator.letters.Letters;

/** The search in the frame, and a claim on one page. */
@Controller
class ClaimPages {
  private static final int LONGEST = 100;

  private final ClaimSearch search;
  private final ClaimFiles files;
  private final ArchiveParts archives;
  private final Letters letters;

  ClaimPages(ClaimSearch search, ClaimFiles files, ArchiveParts archives, Letters letters) {
    this.search = search;
    this.files = files;
    this.archives = archives;
    this.letters = letters;
  }

  /** Whoever finds one claim is led to it. */
  @GetMapping("/recherche")
  String search(@RequestParam(defaultValue = "") String q, Model model) {
    String typed = q.length() > LONGEST ? q.substring(0, LONGEST) : q;
    List<ClaimSearch.Hit> hits = search.find(typed);
    if (hits.size() == 1) {
      return "redirect:" + new Link("/dossiers/" + hits.getFirst().declaration());
    }
    model.addAttribute("q", typed);
    model.addAttribute("trouves", hits.stream().limit(ClaimSearch.MOST).toList());
    model.addAttribute("encore", hits.size() > ClaimSearch.MOST);
    return "recherche";
  }

  @GetMapping("/dossiers/{numero:[A-Za-z0-9._-]{1,40}}")
  String show(@PathVariable String numero, Model model) {
    ClaimFile file = files.find(numero).orElseThrow(() -> new UnknownException("claim " + numero));
    model.addAttribute("sinistre", file);
    model.addAttribute("archive", archives.of(file.declaration()));
    model.addAttribute("lettres", letters.of(file.declaration()));
    model.addAttribute("aujourdhui", letters.today());
    return "dossier";
  }
}
