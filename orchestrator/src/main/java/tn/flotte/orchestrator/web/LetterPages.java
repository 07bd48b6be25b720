package tn.flotte.orchestrator.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tn.flotte.orchestrator.letters.Letter;
import tn.flotte.orchestrator.letters.Letters;

/** The letters that people hand over to adverse companies, and the clocks that run since. */
@Controller
class LetterPages {
  private static final String LETTER = LetterFilter.PATH + "/{id:[1-9]\\d{0,17}}";
  private static final int LONGEST_REASON = 500;

  private final LetterRows rows;
  private final Letters letters;
  private final Shown shown;

  LetterPages(LetterRows rows, Letters letters, Shown shown) {
    this.rows = rows;
    this.letters = letters;
    this.shown = shown;
  }

  @GetMapping(LetterFilter.PATH)
  String list(@RequestParam Map<String, String> asked, Model model) {
    LetterFilter filter = LetterFilter.asked(asked);
    model.addAttribute("filtre", filter);
    model.addAttribute("liste", rows.page(filter));
    model.addAttribute("etats", LetterFilter.STATES);
    model.addAttribute("aujourdhui", letters.today());
    model.addAttribute("longueurMotif", LONGEST_REASON);
    return "lettres";
  }

  @GetMapping(LetterFilter.PATH + ".csv")
  void export(@RequestParam Map<String, String> asked, HttpServletResponse response)
      throws IOException {
    Csv csv = Csv.to(response, "lettres.csv");
    csv.line(
        shown.text("lettres.lettre"),
        shown.text("lettres.compagnie"),
        shown.text("colonne.sinistre"),
        shown.text("colonne.dossier"),
        shown.text("lettres.editee"),
        shown.text("lettres.remettre-avant"),
        shown.text("lettres.remise"),
        shown.text("lettres.remise-par"),
        shown.text("lettres.fin"),
        shown.text("lettres.etat"));
    LocalDate today = letters.today();
    for (Letter letter : rows.all(LetterFilter.asked(asked))) {
      csv.line(
          shown.text("lettre.genre." + letter.genre()),
          letter.compagnie(),
          letter.claim(),
          letter.dossier(),
          shown.day(letter.editedOn()),
          shown.day(letter.deliverBy()),
          day(letter.deliveredOn()),
          letter.deliveredBy(),
          day(letter.end()),
          shown.text("lettre.etat." + letter.state(today)));
    }
  }

  private String day(@org.jspecify.annotations.Nullable LocalDate day) {
    return day == null ? "" : shown.day(day);
  }

  @PostMapping(LETTER + "/remise")
  String deliver(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String jour,
      @RequestParam Map<String, String> asked,
      Principal who,
      RedirectAttributes next) {
    Optional<LocalDate> day = parsed(jour);
    if (day.isEmpty()) {
      next.addFlashAttribute("ennui", shown.text("lettres.jour-illisible"));
      return back(asked);
    }
    return said(letters.deliver(id, day.get(), who.getName()), "lettres.notee", id, asked, next);
  }

  @PostMapping(LETTER + "/annulation")
  String takeBack(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String motif,
      @RequestParam Map<String, String> asked,
      Principal who,
      RedirectAttributes next) {
    String reason = motif.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      next.addFlashAttribute("ennui", shown.text("lettres.motif-manque", LONGEST_REASON));
      return back(asked);
    }
    return said(letters.takeBack(id, reason, who.getName()), "lettres.annulee", id, asked, next);
  }

  private String said(
      Letters.Noted noted,
      String done,
      long id,
      Map<String, String> asked,
      RedirectAttributes next) {
    switch (noted) {
      case DONE -> next.addFlashAttribute("nouvelle", shown.text(done));
      case ALREADY -> next.addFlashAttribute("ennui", shown.text("lettres.deja"));
      case TOO_LATE -> next.addFlashAttribute("ennui", shown.text("lettres.futur"));
      case TOO_EARLY -> next.addFlashAttribute("ennui", shown.text("lettres.avant"));
      case UNKNOWN -> throw new UnknownException("letter " + id);
    }
    return back(asked);
  }

  private static String back(Map<String, String> asked) {
    LetterFilter filter = LetterFilter.asked(asked);
    return "redirect:" + filter.atPage(filter.page());
  }

  private static Optional<LocalDate> parsed(String day) {
    try {
      return Optional.of(LocalDate.parse(day.strip()));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }
}
