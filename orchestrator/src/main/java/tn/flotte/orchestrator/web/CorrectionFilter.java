package tn.flotte.orchestrator.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which corrections are looked at.
 *
 * @param du first day
 * @param au last day, never before the first
 * @param champ a field as the bots spell it, empty for all
 */
record CorrectionFilter(LocalDate du, LocalDate au, String champ) {
  static final String PATH = "/corrections";

  /** Days that are shown unless others are asked for. */
  private static final int USUAL = 30;

  /** What can't be understood is as if it had not been asked. */
  static CorrectionFilter asked(Map<String, String> asked, LocalDate today) {
    LocalDate last = day(asked.get("au"), today);
    LocalDate first = day(asked.get("du"), last.minusDays(USUAL - 1L));
    String field = asked.getOrDefault("champ", "");
    return new CorrectionFilter(
        first.isAfter(last) ? last : first, last, field.length() > 100 ? "" : field);
  }

  private static LocalDate day(@Nullable String text, LocalDate otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      return day.getYear() >= 2000 && day.getYear() < 2200 ? day : otherwise;
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }

  /** The same with this field only; every field when empty. */
  public String of(String field) {
    return link(PATH, field);
  }

  public String csv() {
    return link(PATH + ".csv", champ);
  }

  private String link(String path, String field) {
    UriComponentsBuilder link =
        UriComponentsBuilder.fromPath(path).queryParam("du", du).queryParam("au", au);
    if (!field.isEmpty()) {
      link.queryParam("champ", "{champ}");
    }
    return field.isEmpty()
        ? link.build().toUriString()
        : link.encode().buildAndExpand(field).toUriString();
  }
}
