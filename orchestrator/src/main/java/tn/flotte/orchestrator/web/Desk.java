package tn.flotte.orchestrator.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Question;
import tn.flotte.orchestrator.review.Fault;
import tn.flotte.orchestrator.review.Hold;
import tn.flotte.orchestrator.review.Reviews.Asked;

/**
 * The review desk for one item, as its page shows it.
 *
 * @param asked what the bot asks, or null when there is nothing to answer but to close
 * @param tasks what the finished item left
 * @param mine whether the viewer holds it and may work
 * @param faults what is wrong with the answer just given
 */
record Desk(
    ItemRow row,
    @Nullable Asked asked,
    List<Task> tasks,
    Hold hold,
    boolean mine,
    Map<String, String> filled,
    List<Fault> faults) {
  private static final String ILLISIBLE = "illisible";

  Desk {
    tasks = List.copyOf(tasks);
    filled = Map.copyOf(filled);
    faults = List.copyOf(faults);
  }

  /** A paper and where its fields lie, as polygons by field. */
  record Sheet(Question.Papier papier, Map<String, String> zones) {}

  /** Something left to people. */
  record Task(long id, String cause, String text) {}

  /**
   * One way to settle a field.
   *
   * @param code as the form gives it back
   * @param source {@code pass}, {@code dit} or {@code lu}
   * @param confidence of what was read, in percent; null for other sources
   */
  record Choice(
      String code,
      String source,
      String value,
      @Nullable Integer confidence,
      @Nullable String colour,
      @Nullable String paper,
      @Nullable String field,
      boolean chosen) {}

  /** One field as the form shows it. */
  record Field(Question.Champ champ, List<Choice> choices, String other, boolean otherChosen) {
    /** What was read but can't be chosen: PASS wouldn't take it, or nobody could read it surely. */
    public List<Choice> onlyShown() {
      return champ.lus().stream()
          .filter(lu -> !lu.texte().isBlank() && !lu.texte().equals(champ.pass()))
          .filter(lu -> !eligible(champ, lu))
          .map(
              lu ->
                  new Choice(
                      "",
                      "lu",
                      lu.texte(),
                      percent(lu),
                      colour(lu.avis()),
                      lu.fichier(),
                      lu.champ(),
                      false))
          .toList();
    }
  }

  /** The fields, those in question first. */
  public List<Field> fields() {
    Asked now = asked;
    if (now == null) {
      return List.of();
    }
    return now.question().champs().stream()
        .sorted((a, b) -> Boolean.compare(b.enCause(), a.enCause()))
        .map(this::field)
        .toList();
  }

  private Field field(Question.Champ champ) {
    String given = filled.get(choiceName(champ));
    String said = champ.dit();
    String pass = champ.pass();
    String standing = champ.enCause() ? null : said != null ? "dit" : pass == null ? null : "pass";
    String chosen = given != null ? given : standing;
    List<Choice> choices = new ArrayList<>();
    if (said != null) {
      choices.add(new Choice("dit", "dit", said, null, null, null, null, "dit".equals(chosen)));
    }
    if (pass != null) {
      choices.add(pass(champ, pass, "pass".equals(chosen)));
    }
    for (int i = 0; i < champ.lus().size(); i++) {
      Question.Lu lu = champ.lus().get(i);
      String code = "lu" + i;
      if (eligible(champ, lu) && !Objects.equals(lu.texte(), pass)) {
        choices.add(
            new Choice(
                code,
                "lu",
                lu.texte(),
                percent(lu),
                colour(lu.avis()),
                lu.fichier(),
                lu.champ(),
                code.equals(chosen)));
      }
    }
    return new Field(
        champ,
        choices,
        filled.getOrDefault(otherName(champ), ""),
        "autre".equals(chosen) || choices.isEmpty());
  }

  /** What was hardly made out is no choice: whoever can read it better types it. */
  private static boolean eligible(Question.Champ champ, Question.Lu lu) {
    return champ.modifiable() && !lu.texte().isBlank() && !lu.avis().equals(ILLISIBLE);
  }

  /** PASS's value, and how surely a paper says the same. */
  private static Choice pass(Question.Champ champ, String pass, boolean chosen) {
    return champ.lus().stream()
        .filter(lu -> lu.texte().equals(pass))
        .findFirst()
        .map(
            lu ->
                new Choice(
                    "pass",
                    "pass",
                    pass,
                    percent(lu),
                    colour(lu.avis()),
                    lu.fichier(),
                    lu.champ(),
                    chosen))
        .orElseGet(() -> new Choice("pass", "pass", pass, null, null, null, null, chosen));
  }

  private static int percent(Question.Lu lu) {
    return (int) Math.round(lu.confiance() * 100);
  }

  static String colour(String avis) {
    return switch (avis) {
      case "concorde" -> "vert";
      case "probable" -> "cyan";
      case "contredit" -> "ambre";
      case "contredit_sur" -> "rouge";
      default -> "gris";
    };
  }

  /** The value that the form gives for a field; empty when none is chosen. */
  static String value(Question.Champ champ, Map<String, String> form) {
    String chosen = form.getOrDefault(choiceName(champ), "");
    String pass = champ.pass();
    String said = champ.dit();
    if (chosen.equals("pass") && pass != null) {
      return pass;
    }
    if (chosen.equals("dit") && said != null) {
      return said;
    }
    if (chosen.matches("lu\\d{1,2}")) {
      int index = Integer.parseInt(chosen.substring(2));
      return index < champ.lus().size() && eligible(champ, champ.lus().get(index))
          ? champ.lus().get(index).texte()
          : "";
    }
    return chosen.equals("autre") ? form.getOrDefault(otherName(champ), "") : "";
  }

  static String choiceName(Question.Champ champ) {
    return "champ." + champ.nom();
  }

  static String otherName(Question.Champ champ) {
    return "autre." + champ.nom();
  }

  /** The papers as they are shown. */
  public List<Sheet> sheets() {
    Asked now = asked;
    return now == null ? List.of() : now.question().papiers().stream().map(Desk::sheet).toList();
  }

  private static Sheet sheet(Question.Papier papier) {
    Question.Vue vue = papier.vue();
    Map<String, String> zones = new TreeMap<>();
    if (vue != null) {
      vue.zones()
          .forEach(
              (field, corners) -> zones.put(field, points(corners, vue.largeur(), vue.hauteur())));
    }
    return new Sheet(papier, zones);
  }

  /** Corners in parts of the page as an SVG polygon in pixels wants them. */
  static String points(List<Double> corners, int width, int height) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i + 1 < corners.size(); i += 2) {
      points.append(
          String.format(
              Locale.ROOT, "%.1f,%.1f ", corners.get(i) * width, corners.get(i + 1) * height));
    }
    return points.toString().strip();
  }

  /** What the sender wrote, a line each. */
  public List<String> message() {
    Asked now = asked;
    return now == null ? List.of() : now.question().message().lines().toList();
  }

  public String filled(String name, String otherwise) {
    return filled.getOrDefault(name, otherwise);
  }

  /** What is wrong with a field of the form, as a code; null when nothing is. */
  public @Nullable String fault(String field) {
    return faults.stream()
        .filter(fault -> fault.champ().equals(field))
        .map(Fault::code)
        .findFirst()
        .orElse(null);
  }
}
