package tn.flotte.orchestrator.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Every mail received and what became of it, with the day's balance. */
@Controller
class MailPages {
  private final ItemRows rows;
  private final Balances balances;
  private final Boards boards;
  private final Shown shown;

  MailPages(ItemRows rows, Balances balances, Boards boards, Shown shown) {
    this.rows = rows;
    this.balances = balances;
    this.boards = boards;
    this.shown = shown;
  }

  /** Whoever looks for something means every day, unless a day is named. */
  private ItemFilter filter(Map<String, String> asked) {
    boolean searched = !asked.getOrDefault("q", "").isBlank();
    return ItemFilter.asked(
        ItemFilter.MAILS, asked, Balances.MAILS, searched ? null : boards.today());
  }

  @GetMapping(ItemFilter.MAILS)
  String list(@RequestParam Map<String, String> asked, Model model) {
    ItemFilter filter = filter(asked);
    LocalDate day = filter.jour();
    LocalDate today = boards.today();
    model.addAttribute("filtre", filter);
    model.addAttribute("liste", rows.page(filter));
    model.addAttribute("issues", Issue.values());
    model.addAttribute("aujourdhui", today);
    if (day != null) {
      model.addAttribute("bilan", balances.of(day));
      model.addAttribute("veille", day.minusDays(1));
      model.addAttribute("lendemain", day.isBefore(today) ? day.plusDays(1) : null);
    }
    return "courrier";
  }

  @GetMapping(ItemFilter.MAILS + ".csv")
  void export(@RequestParam Map<String, String> asked, HttpServletResponse response)
      throws IOException {
    Csv csv = Csv.to(response, "courrier.csv");
    csv.line(
        shown.text("colonne.numero"),
        shown.text("colonne.arrivee"),
        shown.text("colonne.expediteur"),
        shown.text("colonne.sujet"),
        shown.text("colonne.issue"),
        shown.text("colonne.motif"),
        shown.text("colonne.sinistre"),
        shown.text("colonne.dossier"),
        shown.text("colonne.fin"),
        shown.text("colonne.delai-secondes"),
        shown.text("colonne.reference"));
    rows.each(
        filter(asked),
        row -> {
          var delay = row.delay();
          csv.line(
              row.id(),
              shown.exact(row.createdAt()),
              row.expediteur(),
              row.sujet(),
              shown.issue(row.issue()),
              row.reason(),
              row.claim(),
              row.dossier(),
              shown.exact(row.finishedAt()),
              delay == null ? null : delay.toSeconds(),
              row.reference());
        });
  }
}
