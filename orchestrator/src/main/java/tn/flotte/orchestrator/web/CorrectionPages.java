package tn.flotte.orchestrator.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people had to settle, counted per field: where reading or typing goes wrong. */
@Controller
class CorrectionPages {
  private final Corrections corrections;
  private final Boards boards;
  private final Shown shown;

  CorrectionPages(Corrections corrections, Boards boards, Shown shown) {
    this.corrections = corrections;
    this.boards = boards;
    this.shown = shown;
  }

  @GetMapping(CorrectionFilter.PATH)
  String list(@RequestParam Map<String, String> asked, Model model) {
    CorrectionFilter filter = CorrectionFilter.asked(asked, boards.today());
    model.addAttribute("filtre", filter);
    model.addAttribute("aujourdhui", boards.today());
    model.addAttribute("champs", corrections.counts(filter));
    model.addAttribute("liste", corrections.newest(filter));
    model.addAttribute("plein", Corrections.SHOWN);
    return "corrections";
  }

  @GetMapping(CorrectionFilter.PATH + ".csv")
  void export(@RequestParam Map<String, String> asked, HttpServletResponse response)
      throws IOException {
    Csv csv = Csv.to(response, "corrections.csv");
    csv.line(
        shown.text("corrections.quand"),
        shown.text("colonne.numero"),
        shown.text("colonne.sinistre"),
        shown.text("corrections.champ"),
        shown.text("corrections.pass"),
        shown.text("corrections.lu"),
        shown.text("corrections.retenu"));
    corrections.each(
        CorrectionFilter.asked(asked, boards.today()),
        c ->
            csv.line(
                shown.exact(c.at()),
                c.item(),
                c.claim(),
                shown.field(c.field()),
                c.pass(),
                c.read(),
                c.value()));
  }
}
