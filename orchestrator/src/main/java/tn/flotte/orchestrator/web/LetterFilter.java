package tn.flotte.orchestrator.web;

import java.util.List;
import java.util.Map;

/**
 * Which letters are shown; the whole of it stands in the address.
 *
 * @param etat one of {@link #STATES}
 * @param q a declaration's or a dossier's number, or how a company's name begins; empty for all
 * @param page from 1
 */
record LetterFilter(String etat, String q, int page) {
  static final String PATH = "/lettres";
  static final int SIZE = 50;

  /** What is to be handed over comes first: it is what the page is for. */
  static final List<String> STATES =
      List.of("a-remettre", "en-retard", "en-cours", "echue", "toutes");

  private static final int LONGEST = 100;

  static LetterFilter asked(Map<String, String> asked) {
    String state = asked.getOrDefault("etat", "");
    String text = asked.getOrDefault("q", "").strip();
    String page = asked.getOrDefault("page", "");
    return new LetterFilter(
        STATES.contains(state) ? state : STATES.getFirst(),
        text.length() > LONGEST ? text.substring(0, LONGEST) : text,
        page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1);
  }

  public Link link() {
    return new Link(PATH).with("etat", etat.equals(STATES.getFirst()) ? "" : etat).with("q", q);
  }

  public String atPage(int number) {
    return link().with("page", number <= 1 ? "" : number).toString();
  }

  public String csv() {
    return link().at(PATH + ".csv").toString();
  }

  public boolean isNarrowed() {
    return !(etat.equals(STATES.getFirst()) && q.isEmpty());
  }
}
