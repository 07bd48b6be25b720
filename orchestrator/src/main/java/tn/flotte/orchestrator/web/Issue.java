package tn.flotte.orchestrator.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of a mail: every mail received is in exactly one of these. */
enum Issue {
  DOSSIER_OUVERT("vert"),
  REGULARISATION_DEMANDEE("bleu"),
  A_VERIFIER("ambre"),
  DOUBLON("gris"),
  IGNORE("gris"),
  QUARANTAINE("violet"),
  RAPPORT_EXPERTISE("cyan"),
  REJETE("orange"),
  ECHEC("rouge"),
  /** Not finished yet. */
  EN_COURS("bleu-clair");

  /** What became of a reminder; no mail ends so. */
  private static final List<String> REMINDERS =
      List.of("relance_envoyee", "relance_sans_objet", "sans_reponse");

  /** A code that is none of these; a balance that holds one does not balance. */
  static final String UNKNOWN = "autre";

  private final String colour;

  Issue(String colour) {
    this.colour = colour;
  }

  /** As databases, addresses and the API spell it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String colourOf(@Nullable String code) {
    return Arrays.stream(values())
        .filter(issue -> issue.code().equals(code))
        .findFirst()
        .map(issue -> issue.colour)
        .orElse("gris");
  }

  /**
   * SQL: the code of a row of {@code work_item w}. Where the item stands comes first: what an
   * earlier attempt concluded does not count while it is tried again.
   */
  static String inSql() {
    String finished =
        Stream.concat(
                Arrays.stream(values()).filter(issue -> issue != EN_COURS).map(Issue::code),
                REMINDERS.stream())
            .map(code -> "'" + code + "'")
            .collect(Collectors.joining(", "));
    return """
    case when w.status in ('NEW', 'IN_PROGRESS', 'UNCERTAIN') then 'en_cours'
         when w.status = 'FAILED' then 'echec'
         when w.issue in (%s) then w.issue
         when w.issue is not null then 'autre'
         when w.status = 'REVIEW' then 'a_verifier'
         when w.status = 'REJECTED' then 'rejete'
         else 'autre' end"""
        .formatted(finished);
  }
}
