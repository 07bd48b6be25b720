package tn.flotte.bots.expertise;

import java.time.LocalDate;
import java.util.Map;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.connectors.pass.DossierSansRapport;

/**
 * A claim that is about to be time-barred, as the item that tells of it carries it.
 *
 * @param mode of settlement, as PASS spells it
 * @param limite the day on which it is time-barred
 * @param jours the alert's distance from that day
 */
record Echeance(
    String dossier,
    String declaration,
    LocalDate accident,
    String mode,
    LocalDate limite,
    int jours) {
  /** The bot that tells. */
  static final String BOT = "prescription";

  static Echeance de(DossierSansRapport one, LocalDate limite, int jours) {
    return new Echeance(
        one.numero().valeur(),
        one.declaration().valeur(),
        one.accident(),
        one.mode(),
        limite,
        jours);
  }

  static Echeance de(WorkItem item) {
    Map<String, String> payload = item.payload();
    return new Echeance(
        payload.getOrDefault("dossier", ""),
        payload.getOrDefault("declaration", ""),
        LocalDate.parse(payload.getOrDefault("accident", "")),
        payload.getOrDefault("mode", ""),
        LocalDate.parse(payload.getOrDefault("limite", "")),
        Integer.parseInt(payload.getOrDefault("jours", "0")));
  }

  /** Puts it before the telling bot; false when it was there already. */
  boolean deposer(Work work) {
    return work.deposit(
        BOT,
        "%s/%s/%d".formatted(dossier, limite, jours),
        Map.of(
            "dossier",
            dossier,
            "declaration",
            declaration,
            "accident",
            accident.toString(),
            "mode",
            mode,
            "limite",
            limite.toString(),
            "jours",
            Integer.toString(jours)));
  }
}
