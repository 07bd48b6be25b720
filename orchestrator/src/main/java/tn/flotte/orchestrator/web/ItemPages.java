package tn.flotte.orchestrator.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tn.flotte.orchestrator.work.Queue;

/** The list of items, one item, and what people may do with it. */
@Controller
class ItemPages {
  private static final int LONGEST_REASON = 500;

  private final ItemRows rows;
  private final ItemSheets sheets;
  private final Queue queue;
  private final Shown shown;
  private final Clock clock;

  ItemPages(ItemRows rows, ItemSheets sheets, Queue queue, Shown shown, Clock clock) {
    this.rows = rows;
    this.sheets = sheets;
    this.queue = queue;
    this.shown = shown;
    this.clock = clock;
  }

  private static ItemFilter filter(Map<String, String> asked) {
    return ItemFilter.asked("/elements", asked, asked.getOrDefault("bot", ""), null);
  }

  /** What waits for a person is the basket's. */
  @GetMapping(path = "/elements", params = "attend=personne")
  String basket() {
    return "redirect:" + BasketFilter.PATH;
  }

  @GetMapping("/elements")
  String list(@RequestParam Map<String, String> asked, Model model) {
    ItemFilter filter = filter(asked);
    model.addAttribute("filtre", filter);
    model.addAttribute("liste", rows.page(filter));
    model.addAttribute("bots", rows.bots());
    model.addAttribute("statuts", ItemFilter.statuses());
    model.addAttribute("issues", Issue.values());
    model.addAttribute("maintenant", clock.instant());
    return "elements";
  }

  @GetMapping("/elements.csv")
  void export(@RequestParam Map<String, String> asked, HttpServletResponse response)
      throws IOException {
    Csv csv = Csv.to(response, "elements.csv");
    csv.line(
        shown.text("colonne.numero"),
        shown.text("colonne.bot"),
        shown.text("colonne.statut"),
        shown.text("colonne.issue"),
        shown.text("colonne.motif"),
        shown.text("colonne.expediteur"),
        shown.text("colonne.sujet"),
        shown.text("colonne.sinistre"),
        shown.text("colonne.dossier"),
        shown.text("colonne.essais"),
        shown.text("colonne.arrivee"),
        shown.text("colonne.fin"),
        shown.text("colonne.reference"));
    rows.each(
        filter(asked),
        row ->
            csv.line(
                row.id(),
                row.bot(),
                shown.status(row.status()),
                shown.issue(row.issue()),
                row.reason(),
                row.expediteur(),
                row.sujet(),
                row.claim(),
                row.dossier(),
                row.attempt(),
                shown.exact(row.createdAt()),
                shown.exact(row.finishedAt()),
                row.reference()));
  }

  @GetMapping("/elements/{id:\\d{1,18}}")
  String show(@PathVariable long id, Model model) {
    ItemSheet sheet = sheets.find(id).orElseThrow(() -> new UnknownException("item " + id));
    model.addAttribute("fiche", sheet);
    model.addAttribute("maintenant", clock.instant());
    return "element";
  }

  /** The form that asks once more before something is done. */
  @GetMapping("/elements/{id:\\d{1,18}}/confirmation")
  String confirm(
      @PathVariable long id, @RequestParam(defaultValue = "reprise") String action, Model model) {
    show(id, model);
    model.addAttribute("confirmation", action.equals("cloture") ? "cloture" : "reprise");
    return "element";
  }

  @PostMapping("/elements/{id:\\d{1,18}}/reprise")
  String retry(@PathVariable long id, Principal who, RedirectAttributes next) {
    boolean done = queue.again(id, who.getName());
    return back(id, done, "action.repris", next);
  }

  @PostMapping("/elements/{id:\\d{1,18}}/cloture")
  String close(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String motif,
      Principal who,
      RedirectAttributes next) {
    String reason = motif.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      next.addFlashAttribute("ennui", shown.text("action.motif-manquant", LONGEST_REASON));
      return "redirect:/elements/" + id + "/confirmation?action=cloture";
    }
    boolean done = queue.close(id, who.getName(), reason);
    return back(id, done, "action.clos", next);
  }

  private String back(long id, boolean done, String news, RedirectAttributes next) {
    if (done) {
      next.addFlashAttribute("nouvelle", shown.text(news, Long.toString(id)));
    } else {
      next.addFlashAttribute("ennui", shown.text("action.trop-tard"));
    }
    return "redirect:/elements/" + id;
  }
}
