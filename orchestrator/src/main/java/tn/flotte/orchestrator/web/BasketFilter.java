package tn.flotte.orchestrator.web;

import java.util.Map;

/**
 * What the basket shows; the whole of it stands in the address.
 *
 * @param cause a code; empty for all
 * @param agence an agency's code; empty for all
 * @param pris {@code moi}, {@code libre}, or empty for all
 * @param page from 1
 */
record BasketFilter(String cause, String agence, String pris, int page) {
  static final String PATH = "/corbeille";
  static final int SIZE = 50;

  static BasketFilter asked(Map<String, String> asked) {
    String page = asked.getOrDefault("page", "");
    return new BasketFilter(
        asked.getOrDefault("cause", ""),
        asked.getOrDefault("agence", ""),
        asked.getOrDefault("pris", ""),
        page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1);
  }

  public Link link() {
    return new Link(PATH).with("cause", cause).with("agence", agence).with("pris", pris);
  }

  public String atPage(int number) {
    return link().with("page", number <= 1 ? "" : number).toString();
  }

  public String csv() {
    return link().at(PATH + ".csv").toString();
  }

  public boolean isNarrowed() {
    return !(cause.isEmpty() && agence.isEmpty() && pris.isEmpty());
  }
}
