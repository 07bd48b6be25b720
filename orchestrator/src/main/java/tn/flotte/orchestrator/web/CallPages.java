package tn.flotte.orchestrator.web;

import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tn.flotte.bots.api.Contact;
import tn.flotte.orchestrator.work.Queue;

/**
 * The small form on which a call is noted. It becomes a contact like a mail's, and the bot that
 * keeps the contact log writes it there.
 */
@Controller
class CallPages {
  private static final String PATH = "/appel";

  private final ClaimFiles files;
  private final Queue queue;
  private final Shown shown;
  private final Clock clock;

  CallPages(ClaimFiles files, Queue queue, Shown shown, Clock clock) {
    this.files = files;
    this.queue = queue;
    this.shown = shown;
    this.clock = clock;
  }

  @GetMapping(PATH)
  String form(@RequestParam(defaultValue = "") String sinistre, Model model) {
    String number =
        sinistre.length() > Call.SINISTRE ? sinistre.substring(0, Call.SINISTRE) : sinistre;
    return form(Call.about(number), Map.of(), model);
  }

  private static String form(Call call, Map<String, String> faults, Model model) {
    model.addAttribute("appel", call);
    model.addAttribute("fautes", faults);
    return "appel";
  }

  @PostMapping(PATH)
  String note(
      @RequestParam String cle,
      @RequestParam String sens,
      @RequestParam String qui,
      @RequestParam(defaultValue = "") String numero,
      @RequestParam(defaultValue = "") String sinistre,
      @RequestParam String sujet,
      @RequestParam(defaultValue = "") String note,
      Principal who,
      Model model,
      RedirectAttributes next) {
    Call call = new Call(cle, sens, qui, numero, sinistre, sujet, note);
    if (!call.ours()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "not a form of this house");
    }
    Optional<ClaimFiles.Numbers> claim = files.numbers(call.sinistre());
    Map<String, String> faults = call.faults(claim.isPresent());
    if (!faults.isEmpty()) {
      return form(call, faults, model);
    }
    Contact contact =
        new Contact(
            "appel/" + call.cle(),
            Contact.Sens.valueOf(call.sens()),
            clock.instant(),
            call.correspondant(),
            call.objet(),
            claim.map(ClaimFiles.Numbers::declaration).orElse(null),
            claim.map(ClaimFiles.Numbers::dossier).orElse(null),
            who.getName());
    queue.deposit(Contact.BOT, contact.cle(), contact.payload());
    next.addFlashAttribute("nouvelle", shown.text("appel.note"));
    return claim
        .map(numbers -> "redirect:" + new Link("/dossiers/" + numbers.declaration()))
        .orElse("redirect:" + BasketFilter.PATH);
  }
}
