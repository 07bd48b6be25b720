package tn.flotte.orchestrator.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The basket: what waits for a person. */
@Controller
class BasketPages {
  private final BasketRows rows;
  private final Shown shown;
  private final Clock clock;

  BasketPages(BasketRows rows, Shown shown, Clock clock) {
    this.rows = rows;
    this.shown = shown;
    this.clock = clock;
  }

  @GetMapping(BasketFilter.PATH)
  String list(@RequestParam Map<String, String> asked, Principal who, Model model) {
    BasketFilter filter = BasketFilter.asked(asked);
    model.addAttribute("filtre", filter);
    model.addAttribute("liste", rows.page(filter, who.getName()));
    model.addAttribute("causes", rows.causes());
    model.addAttribute("agences", rows.agencies());
    model.addAttribute("maintenant", clock.instant());
    return "corbeille";
  }

  @GetMapping(BasketFilter.PATH + ".csv")
  void export(@RequestParam Map<String, String> asked, Principal who, HttpServletResponse response)
      throws IOException {
    Csv csv = Csv.to(response, "corbeille.csv");
    csv.line(
        shown.text("colonne.numero"),
        shown.text("corbeille.cause"),
        shown.text("colonne.motif"),
        shown.text("corbeille.agence"),
        shown.text("colonne.expediteur"),
        shown.text("colonne.sujet"),
        shown.text("colonne.sinistre"),
        shown.text("colonne.dossier"),
        shown.text("colonne.arrivee"),
        shown.text("colonne.echeance"),
        shown.text("corbeille.pris-par"));
    for (BasketRow row : rows.all(BasketFilter.asked(asked), who.getName())) {
      csv.line(
          row.item(),
          shown.cause(row.cause()),
          row.reason(),
          row.agency(),
          row.expediteur(),
          row.sujet(),
          row.claim(),
          row.dossier(),
          shown.exact(row.createdAt()),
          shown.exact(row.deadline()),
          row.holder());
    }
  }
}
