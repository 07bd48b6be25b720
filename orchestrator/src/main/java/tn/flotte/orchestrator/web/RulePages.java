package tn.flotte.orchestrator.web;

import java.security.Principal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tn.flotte.bots.api.RuleBook;
import tn.flotte.orchestrator.rules.Difference;
import tn.flotte.orchestrator.rules.RuleShelf;
import tn.flotte.orchestrator.rules.RuleShelf.Saving;
import tn.flotte.orchestrator.rules.RuleVersion;

/** The bots' rules: what is in force, what was, and how team leads change it. */
@Controller
class RulePages {
  static final String PATH = "/parametres/regles";

  private static final String BOOK = PATH + "/{livre:[a-z]{1,40}}";
  private static final String VERSION = "{version:[1-9]\\d{0,8}}";
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_TEXT = 200_000;

  private final RuleShelf shelf;
  private final Shown shown;

  RulePages(RuleShelf shelf, Shown shown) {
    this.shelf = shelf;
    this.shown = shown;
  }

  private RuleBook book(String name) {
    return shelf.book(name).orElseThrow(() -> new UnknownException("rule book " + name));
  }

  private RuleVersion newest(RuleBook book) {
    return shelf
        .newest(book.name())
        .orElseThrow(() -> new UnknownException("version of " + book.name()));
  }

  private RuleVersion version(RuleBook book, int number) {
    return shelf
        .find(book.name(), number)
        .orElseThrow(() -> new UnknownException("version %d of %s".formatted(number, book.name())));
  }

  @GetMapping({"/parametres", PATH})
  String first() {
    return shelf.books().stream()
        .findFirst()
        .map(book -> "redirect:" + PATH + "/" + book.name())
        .orElseThrow(() -> new UnknownException("rule book"));
  }

  @GetMapping(BOOK)
  String show(@PathVariable String livre, Model model) {
    RuleBook book = book(livre);
    show(book, newest(book), model);
    model.addAttribute("histoire", shelf.history(livre));
    return "regles";
  }

  private void show(RuleBook book, RuleVersion version, Model model) {
    model.addAttribute("livres", shelf.books());
    model.addAttribute("livre", book);
    model.addAttribute("version", version);
    switch (book.read(version.text())) {
      case RuleBook.Reading.Accepted accepted -> model.addAttribute("tableaux", accepted.tables());
      case RuleBook.Reading.Refused refused ->
          model.addAttribute(
              "refus", RuleDraft.of(version.text(), "", 0).refused(refused.faults()));
    }
  }

  @GetMapping(BOOK + "/versions/" + VERSION)
  String past(@PathVariable String livre, @PathVariable int version, Model model) {
    RuleBook book = book(livre);
    RuleVersion found = version(book, version);
    show(book, found, model);
    model.addAttribute("enVigueur", newest(book).version() == version);
    shelf
        .before(livre, version)
        .ifPresent(
            before -> {
              model.addAttribute("precedente", before);
              model.addAttribute("ecart", Difference.between(before.text(), found.text()));
            });
    return "regles-version";
  }

  /** {@code reprise}: the version whose text is taken up again; the newest when none is named. */
  @GetMapping(BOOK + "/modification")
  String edit(
      @PathVariable String livre, @RequestParam(defaultValue = "0") int reprise, Model model) {
    RuleBook book = book(livre);
    RuleVersion newest = newest(book);
    RuleDraft draft =
        reprise == 0 || reprise == newest.version()
            ? RuleDraft.of(newest.text(), "", newest.version())
            : RuleDraft.of(
                version(book, reprise).text(),
                shown.text("regles.reprise-motif", Integer.toString(reprise)),
                newest.version());
    return editor(book, draft, model);
  }

  private String editor(RuleBook book, RuleDraft draft, Model model) {
    model.addAttribute("livre", book);
    model.addAttribute("brouillon", draft);
    model.addAttribute("longueurMotif", LONGEST_REASON);
    return "regles-modification";
  }

  @PostMapping(BOOK + "/modification")
  String save(
      @PathVariable String livre,
      @RequestParam int base,
      @RequestParam(defaultValue = "") String texte,
      @RequestParam(defaultValue = "") String motif,
      Principal who,
      Model model,
      RedirectAttributes next) {
    RuleBook book = book(livre);
    String reason = motif.strip();
    RuleDraft draft = RuleDraft.of(texte.replace("\r\n", "\n"), motif, base);
    if (texte.length() > LONGEST_TEXT) {
      model.addAttribute("ennui", shown.text("regles.trop-long"));
      return editor(book, draft, model);
    }
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      return editor(book, draft.withoutReason(), model);
    }
    return switch (shelf.save(book, base, texte, who.getName(), reason)) {
      case Saving.Saved(int version) -> {
        next.addFlashAttribute("nouvelle", shown.text("regles.gardees", Integer.toString(version)));
        yield "redirect:" + PATH + "/" + livre;
      }
      case Saving.Same _ -> {
        model.addAttribute("ennui", shown.text("regles.rien-change"));
        yield editor(book, draft, model);
      }
      case Saving.Refused(var faults) -> editor(book, draft.refused(faults), model);
      case Saving.Overtaken(RuleVersion newest) ->
          editor(book, draft.overtaken(newest, theirs(livre, base, newest)), model);
    };
  }

  private List<Difference.Line> theirs(String livre, int base, RuleVersion newest) {
    return shelf
        .find(livre, base)
        .map(from -> Difference.between(from.text(), newest.text()))
        .orElse(List.of());
  }
}
