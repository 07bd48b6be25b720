package tn.flotte.orchestrator.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tn.flotte.orchestrator.work.Queue;

/** The first page, and what may be done to a bot from it. */
@Controller
class BoardPage {
  private final Boards boards;
  private final Queue queue;
  private final Shown shown;

  BoardPage(Boards boards, Queue queue, Shown shown) {
    this.boards = boards;
    this.queue = queue;
    this.shown = shown;
  }

  @GetMapping("/")
  String show(Model model) {
    model.addAttribute("tableau", boards.now());
    return "tableau";
  }

  @PostMapping("/bots/{name}/demarrage")
  String start(@PathVariable String name, RedirectAttributes next) {
    if (boards.bots().stream().noneMatch(bot -> bot.name().equals(name))) {
      throw new UnknownException("bot " + name);
    }
    queue.start(name);
    next.addFlashAttribute("nouvelle", shown.text("action.bot-demarre", shown.bot(name)));
    return "redirect:/";
  }
}
