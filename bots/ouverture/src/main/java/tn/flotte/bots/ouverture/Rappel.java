package tn.flotte.bots.ouverture;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.bots.ouverture.Effets.CourrielEnvoye;

/**
 * A reminder that is due one day, as the item that waits for it carries it.
 *
 * @param declaration number of the claim
 * @param element the item whose sender was asked
 * @param demande Message-ID of the request
 * @param fil Message-IDs of the conversation, oldest first
 * @param pieces what is missing, a line each, as the sender was told; empty when a person wrote in
 *     words of their own
 * @param numero 1 for the first; one more than the rules allow is the look after the last
 */
record Rappel(
    String declaration,
    long element,
    String destinataire,
    String demande,
    List<String> fil,
    List<String> pieces,
    LocalDate demandeLe,
    int numero) {
  private static final String LINE = "\n";

  Rappel {
    fil = List.copyOf(fil);
    pieces = List.copyOf(pieces);
  }

  /** The first one after a request that has just been sent. */
  static Rappel apres(Work work, ZoneId zone, List<String> pieces) {
    Courrier mail = work.get(Courrier.class);
    CourrielEnvoye request = work.get(CourrielEnvoye.class);
    List<String> thread = new ArrayList<>(Effets.fil(mail));
    thread.add(request.messageId());
    return new Rappel(
        work.get(Fiche.class).preouverture().numero().valeur(),
        work.item().id(),
        request.destinataire(),
        request.messageId(),
        thread,
        pieces,
        LocalDate.ofInstant(work.clock().instant(), zone),
        1);
  }

  static Rappel de(WorkItem item) {
    Map<String, String> payload = item.payload();
    return new Rappel(
        payload.getOrDefault("declaration", ""),
        Long.parseLong(payload.getOrDefault("element", "0")),
        payload.getOrDefault("destinataire", ""),
        payload.getOrDefault("demande", ""),
        lines(payload.getOrDefault("fil", "")),
        lines(payload.getOrDefault("pieces", "")),
        LocalDate.parse(payload.getOrDefault("demande_le", "")),
        Integer.parseInt(payload.getOrDefault("numero", "1")));
  }

  Rappel suivant() {
    return new Rappel(
        declaration, element, destinataire, demande, fil, pieces, demandeLe, numero + 1);
  }

  /** Puts it before the reminding bot, due after the rules' delay. */
  void deposer(Work work, Regles.Relances regles) {
    work.deposit(
        Relance.NOM,
        "%s/%d/%d".formatted(declaration, element, numero),
        Map.of(
            "declaration", declaration,
            "element", Long.toString(element),
            "destinataire", destinataire,
            "demande", demande,
            "fil", String.join(LINE, fil),
            "pieces", String.join(LINE, pieces),
            "demande_le", demandeLe.toString(),
            "numero", Integer.toString(numero)),
        work.clock().instant().plus(Duration.ofDays(regles.delaiJours())));
  }

  private static List<String> lines(String text) {
    return Stream.of(text.split(LINE, -1)).filter(line -> !line.isBlank()).toList();
  }
}
