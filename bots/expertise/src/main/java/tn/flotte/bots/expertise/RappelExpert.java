package tn.flotte.bots.expertise;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.connectors.pass.MissionEnCours;

/**
 * A reminder to an expert that is due one day, as the item that waits for it carries it.
 *
 * @param rang the mission's place among all missions of the dossier, from 1
 * @param expert the expert's code
 * @param priseLe when the expert took the order
 * @param numero 1 for the first; one more than the settings allow is the look after the last
 */
record RappelExpert(
    String dossier, int rang, String numeroOm, String expert, LocalDate priseLe, int numero) {
  /** The bot that reminds. */
  static final String BOT = "relance-expert";

  static RappelExpert premier(MissionEnCours mission) {
    return new RappelExpert(
        mission.dossier().valeur(),
        mission.rang(),
        mission.numeroOm(),
        mission.expertCode(),
        mission.priseLe(),
        1);
  }

  static RappelExpert de(WorkItem item) {
    Map<String, String> payload = item.payload();
    return new RappelExpert(
        payload.getOrDefault("dossier", ""),
        Integer.parseInt(payload.getOrDefault("rang", "1")),
        payload.getOrDefault("numero_om", ""),
        payload.getOrDefault("expert", ""),
        LocalDate.parse(payload.getOrDefault("prise_le", "")),
        Integer.parseInt(payload.getOrDefault("numero", "1")));
  }

  RappelExpert suivant() {
    return new RappelExpert(dossier, rang, numeroOm, expert, priseLe, numero + 1);
  }

  /** Puts it before the reminding bot; false when it was there already. */
  boolean deposer(Work work, Instant due) {
    return work.deposit(
        BOT,
        "%s/%d/%s/%d".formatted(dossier, rang, numeroOm, numero),
        Map.of(
            "dossier",
            dossier,
            "rang",
            Integer.toString(rang),
            "numero_om",
            numeroOm,
            "expert",
            expert,
            "prise_le",
            priseLe.toString(),
            "numero",
            Integer.toString(numero)),
        due);
  }
}
