package tn.flotte.orchestrator.web;

import java.security.Principal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Question;
import tn.flotte.orchestrator.review.Answer;
import tn.flotte.orchestrator.review.Fault;
import tn.flotte.orchestrator.review.Hold;
import tn.flotte.orchestrator.review.Holds;
import tn.flotte.orchestrator.review.Reviews;

/** The review desk: one item, its papers and fields, and what a person decides. */
@Controller
class DeskPages {
  private static final String POSTE = "/poste/{id:\\d{1,18}}";
  private static final int LONGEST_REASON = 500;

  /** What of the form is a draft; tokens and buttons aren't. */
  private static final String KEPT = "(champ|autre)\\.[a-z_]{1,40}|sujet|texte|motif|cloture";

  private static final int LONGEST_KEPT = 10_000;

  private final ItemRows rows;
  private final Holds holds;
  private final Reviews reviews;
  private final JdbcClient jdbc;
  private final Shown shown;
  private final Clock clock;

  DeskPages(
      ItemRows rows, Holds holds, Reviews reviews, JdbcClient jdbc, Shown shown, Clock clock) {
    this.rows = rows;
    this.holds = holds;
    this.reviews = reviews;
    this.jdbc = jdbc;
    this.shown = shown;
    this.clock = clock;
  }

  @GetMapping(POSTE)
  String show(@PathVariable long id, Principal who, Model model) {
    return page(id, who, Map.of(), List.of(), model);
  }

  private String page(
      long id, Principal who, Map<String, String> filled, List<Fault> faults, Model model) {
    ItemRow row = rows.find(id).orElseThrow(() -> new UnknownException("item " + id));
    Hold hold = holds.of(id);
    Map<String, String> form = new HashMap<>(hold.draft());
    form.putAll(filled);
    model.addAttribute(
        "poste",
        new Desk(
            row,
            reviews.asked(id).orElse(null),
            tasks(id),
            hold,
            hold.isBy(who.getName()),
            form,
            faults));
    model.addAttribute("maintenant", clock.instant());
    return "poste";
  }

  private List<Desk.Task> tasks(long id) {
    return jdbc.sql(
            "select id, cause, text from task where item_id = :item and done_at is null order by id")
        .param("item", id)
        .query(
            (row, _) ->
                new Desk.Task(row.getLong("id"), row.getString("cause"), row.getString("text")))
        .list();
  }

  @PostMapping(POSTE + "/prise")
  String take(@PathVariable long id, Principal who, RedirectAttributes next) {
    if (!holds.take(id, who.getName())) {
      next.addFlashAttribute("ennui", shown.text("poste.pas-pris"));
    }
    return "redirect:/poste/" + id;
  }

  @PostMapping(POSTE + "/rendue")
  String release(@PathVariable long id, Principal who) {
    holds.release(id, who.getName());
    return "redirect:" + BasketFilter.PATH;
  }

  /** A team lead takes it from whoever holds it. */
  @PostMapping(POSTE + "/liberation")
  String free(@PathVariable long id) {
    holds.free(id);
    return "redirect:/poste/" + id;
  }

  /** Keeps what is half done; answers with the part of the page that says so. */
  @PostMapping(POSTE + "/brouillon")
  String draft(
      @PathVariable long id, @RequestParam Map<String, String> form, Principal who, Model model) {
    boolean kept = holds.draft(id, who.getName(), kept(form));
    model.addAttribute("garde", kept);
    model.addAttribute("maintenant", clock.instant());
    return "poste-morceaux :: brouillon";
  }

  private static Map<String, String> kept(Map<String, String> form) {
    Map<String, String> kept = new TreeMap<>();
    form.forEach(
        (name, value) -> {
          if (name.matches(KEPT) && !value.isBlank() && value.length() <= LONGEST_KEPT) {
            kept.put(name, value);
          }
        });
    return kept;
  }

  @PostMapping(POSTE + "/decision")
  String decide(
      @PathVariable long id,
      @RequestParam int essai,
      @RequestParam Decision.Genre genre,
      @RequestParam Map<String, String> form,
      Principal who,
      Model model,
      RedirectAttributes next) {
    Optional<Reviews.Asked> asked = reviews.asked(id);
    Map<String, String> values = new HashMap<>();
    asked.ifPresent(
        now -> {
          for (Question.Champ champ : now.question().champs()) {
            values.put(champ.nom(), Desk.value(champ, form));
          }
        });
    Answer answer =
        new Answer(
            genre,
            values,
            form.getOrDefault("motif", ""),
            form.getOrDefault("sujet", ""),
            form.getOrDefault("texte", ""));
    return switch (reviews.decide(id, essai, who.getName(), answer)) {
      case Reviews.Result.Settled _ -> {
        next.addFlashAttribute("nouvelle", shown.text("poste.decide." + genre, Long.toString(id)));
        yield "redirect:" + BasketFilter.PATH;
      }
      case Reviews.Result.NotHeld _ -> {
        next.addFlashAttribute("ennui", shown.text("poste.plus-tenu"));
        yield "redirect:/poste/" + id;
      }
      case Reviews.Result.Gone _ -> {
        next.addFlashAttribute("ennui", shown.text("poste.plus-ouvert"));
        yield "redirect:/poste/" + id;
      }
      case Reviews.Result.Wrong(List<Fault> faults) -> page(id, who, kept(form), faults, model);
    };
  }

  @PostMapping(POSTE + "/cloture")
  String close(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String cloture,
      Principal who,
      Model model,
      RedirectAttributes next) {
    String reason = cloture.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      return page(
          id, who, Map.of("cloture", cloture), List.of(new Fault("cloture", "vide")), model);
    }
    if (!reviews.close(id, who.getName(), reason)) {
      next.addFlashAttribute("ennui", shown.text("poste.plus-tenu"));
      return "redirect:/poste/" + id;
    }
    next.addFlashAttribute("nouvelle", shown.text("action.clos", Long.toString(id)));
    return "redirect:" + BasketFilter.PATH;
  }

  @PostMapping("/taches/{task:\\d{1,18}}/fait")
  String acknowledge(@PathVariable long task, Principal who, RedirectAttributes next) {
    if (reviews.acknowledge(task, who.getName())) {
      next.addFlashAttribute("nouvelle", shown.text("poste.tache-faite"));
    } else {
      next.addFlashAttribute("ennui", shown.text("poste.tache-deja"));
    }
    return "redirect:" + BasketFilter.PATH;
  }
}
