package tn.flotte.orchestrator.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a list of items shows and how; the whole of it stands in the address.
 *
 * @param bot its name; empty for all but those that stand aside
 * @param statut a status; empty for all
 * @param issue what became of it; empty for all
 * @param q text to look for
 * @param agent its name; empty for all
 * @param retard only what is open and past its deadline
 * @param jour the day of arrival, or null for all
 * @param tri the column sorted by
 * @param croissant smallest first
 * @param page from 1
 */
record ItemFilter(
    String path,
    String bot,
    String statut,
    String issue,
    String q,
    String agent,
    boolean retard,
    @Nullable LocalDate jour,
    String tri,
    boolean croissant,
    int page) {
  /** The bot whose items are only ticks of a clock. */
  static final String TECHNICAL = "releve";

  /**
   * The bots whose items are only looked at when asked for: ticks of a clock, lines of a log or a
   * register.
   */
  static final List<String> ASIDE = List.of(TECHNICAL, "contact", "registre");

  /** The list whose bot is given and which shows one day unless asked otherwise. */
  static final String MAILS = "/courrier";

  private static final String EVERY_DAY = "tous";

  static final int SIZE = 50;
  private static final int MOST_PAGES = 20_000;

  /** What may be sorted by, and how that is said in SQL. */
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("arrivee", "w.created_at");
    COLUMNS.put("numero", "w.id");
    COLUMNS.put("bot", "w.bot");
    COLUMNS.put("statut", "w.status");
    COLUMNS.put("issue", "issue_code");
    COLUMNS.put("sinistre", "w.claim");
    COLUMNS.put("dossier", "dossier");
    COLUMNS.put("expediteur", "w.payload ->> 'expediteur'");
    COLUMNS.put("sujet", "w.payload ->> 'sujet'");
    COLUMNS.put("essais", "w.attempt");
    COLUMNS.put("echeance", "w.deadline");
    COLUMNS.put("fin", "w.finished_at");
    COLUMNS.put("delai", "coalesce(w.finished_at, now()) - w.created_at");
  }

  private static final List<String> INDEXED = List.of("arrivee", "numero");

  private static final List<String> STATUSES =
      List.of("NEW", "IN_PROGRESS", "REVIEW", "UNCERTAIN", "DONE", "REJECTED", "FAILED");

  ItemFilter {
    statut = STATUSES.contains(statut) ? statut : "";
    if (!COLUMNS.containsKey(tri)) {
      tri = "arrivee";
      croissant = false;
    }
    page = Math.clamp(page, 1, MOST_PAGES);
    q = q.length() > 200 ? q.substring(0, 200) : q;
  }

  /**
   * What an address asks for; what makes no sense in it is as if it weren't there.
   *
   * @param day when the address names none; {@code tous} stands for every day
   */
  static ItemFilter asked(
      String path, Map<String, String> asked, String bot, @Nullable LocalDate day) {
    return new ItemFilter(
        path,
        bot,
        asked.getOrDefault("statut", ""),
        asked.getOrDefault("issue", ""),
        asked.getOrDefault("q", ""),
        asked.getOrDefault("agent", ""),
        asked.getOrDefault("retard", "").equals("oui"),
        day(asked.getOrDefault("jour", ""), day),
        asked.getOrDefault("tri", ""),
        asked.getOrDefault("sens", "").equals("asc"),
        number(asked.getOrDefault("page", "")));
  }

  private static @Nullable LocalDate day(String text, @Nullable LocalDate otherwise) {
    if (text.equals(EVERY_DAY)) {
      return null;
    }
    try {
      return text.isEmpty() ? otherwise : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 1;
  }

  private boolean isOfMails() {
    return path.equals(MAILS);
  }

  static List<String> statuses() {
    return STATUSES;
  }

  /** Whether rows come in this order from an index, however many there are. */
  boolean isIndexed() {
    return INDEXED.contains(tri);
  }

  String orderBy() {
    String direction = croissant ? " asc" : " desc";
    return isIndexed()
        ? COLUMNS.get(tri) + direction + ", w.id" + direction
        : COLUMNS.get(tri) + direction + " nulls last, w.id desc";
  }

  public Link link() {
    return new Link(path)
        .with("bot", isOfMails() ? "" : bot)
        .with("statut", statut)
        .with("issue", issue)
        .with("q", q)
        .with("agent", agent)
        .with("retard", retard ? "oui" : "")
        .with("jour", jourParametre())
        .with("tri", tri.equals("arrivee") && !croissant ? "" : tri)
        .with("sens", croissant ? "asc" : "");
  }

  public String jourParametre() {
    return jour == null ? (isOfMails() ? EVERY_DAY : "") : jour.toString();
  }

  /** The same list sorted by a column; by the same column again, the other way round. */
  public String sortedBy(String column) {
    boolean ascending = column.equals(tri) && !croissant;
    return link().with("tri", column).with("sens", ascending ? "asc" : "").toString();
  }

  /** For {@code aria-sort}. */
  public @Nullable String direction(String column) {
    return column.equals(tri) ? (croissant ? "ascending" : "descending") : null;
  }

  public String atPage(int number) {
    return link().with("page", number <= 1 ? "" : number).toString();
  }

  public String csv() {
    return link().at(path + ".csv").toString();
  }

  public boolean isNarrowed() {
    return !((bot.isEmpty() || isOfMails())
            && statut.isEmpty()
            && issue.isEmpty()
            && q.isBlank()
            && agent.isEmpty())
        || retard;
  }
}
