package tn.flotte.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Whether every mail delivered has one outcome, and what PASS says of it.
 *
 * <p>Mails are told apart by their Message-ID. Work is keyed by a mail's content, so the very same
 * bytes delivered again may be taken as the one mail they are (an outcome fewer) or as a mail of
 * their own: both balance. Two mails that differ need two outcomes, even under one Message-ID.
 */
final class Balance {
  private final List<RawMail> delivered;
  private final List<Resultat> results;
  private final JsonNode truth;
  private final Map<Issue, Integer> sums = new EnumMap<>(Issue.class);
  private final List<String> complaints = new ArrayList<>();
  private int absorbed;
  private int unfinished;

  /**
   * @param truth what {@code GET /verite} of the stand-in says at the end
   */
  Balance(List<RawMail> delivered, List<Resultat> results, JsonNode truth) {
    this.delivered = List.copyOf(delivered);
    this.results = List.copyOf(results);
    this.truth = truth;
    countOutcomes();
    compareWithDelivered();
    compareWithTruth();
  }

  private void countOutcomes() {
    for (Resultat result : results) {
      Optional<Issue> issue = result.issue();
      if (issue.isPresent()) {
        sums.merge(issue.get(), 1, Integer::sum);
      } else {
        unfinished++;
      }
    }
    if (unfinished > 0) {
      complaints.add(Nombre.de(unfinished, "courriel") + " sans issue à la fin du délai");
    }
    for (Issue bad : List.of(Issue.ECHEC, Issue.INCONNUE)) {
      if (sums.getOrDefault(bad, 0) > 0) {
        complaints.add(bad.counted(sums.getOrDefault(bad, 0)));
      }
    }
  }

  private void compareWithDelivered() {
    Map<String, List<RawMail>> mails = new LinkedHashMap<>();
    delivered.forEach(
        mail -> mails.computeIfAbsent(mail.messageId(), id -> new ArrayList<>()).add(mail));
    Map<String, Integer> entries = new HashMap<>();
    results.forEach(result -> entries.merge(result.messageId(), 1, Integer::sum));
    mails.forEach(
        (id, same) -> {
          int found = entries.getOrDefault(id, 0);
          long distinct = same.stream().map(RawMail::sha256).distinct().count();
          if (found < distinct) {
            complaints.add(
                "perdu : "
                    + names(same)
                    + " ("
                    + Nombre.de(found, "issue")
                    + " pour "
                    + distinct
                    + ")");
          } else if (found > same.size()) {
            complaints.add("compté " + found + " fois : " + names(same));
          } else {
            absorbed += same.size() - found;
          }
        });
    entries.keySet().stream()
        .filter(id -> !mails.containsKey(id))
        .forEach(id -> complaints.add("issue d'un courriel que personne n'a envoyé : " + id));
  }

  private static String names(List<RawMail> mails) {
    return mails.stream().map(RawMail::name).collect(Collectors.joining(", "));
  }

  private void compareWithTruth() {
    Set<String> dossiers = new HashSet<>();
    Map<String, List<String>> byDeclaration = new LinkedHashMap<>();
    for (JsonNode dossier : truth.path("dossiers")) {
      String number = dossier.path("numero_dossier").asString("");
      dossiers.add(number);
      byDeclaration
          .computeIfAbsent(
              dossier.path("numero_declaration").asString(""), declaration -> new ArrayList<>())
          .add(number);
    }
    byDeclaration.forEach(
        (declaration, numbers) -> {
          if (numbers.size() > 1) {
            complaints.add(
                "la déclaration "
                    + declaration
                    + " a "
                    + numbers.size()
                    + " dossiers : "
                    + numbers);
          }
        });
    results.stream()
        .filter(result -> result.issue().equals(Optional.of(Issue.DOSSIER_OUVERT)))
        .filter(result -> !dossiers.contains(result.numeroDossier().orElse("")))
        .forEach(
            result ->
                complaints.add(
                    "dossier "
                        + result.numeroDossier().orElse("sans numéro")
                        + " annoncé mais absent de PASS : "
                        + result.messageId()));
  }

  /** Such as {@code 4 reçus = 3 dossiers ouverts + 1 ignoré}. */
  String sentence() {
    List<String> terms = new ArrayList<>();
    sums.forEach((issue, count) -> terms.add(issue.counted(count)));
    if (absorbed > 0) {
      terms.add(
          Nombre.de(
              absorbed,
              "remise identique d'un même courriel",
              "remises identiques d'un même courriel"));
    }
    if (unfinished > 0) {
      terms.add(unfinished + " sans issue");
    }
    int sum = sums.values().stream().mapToInt(Integer::intValue).sum() + absorbed + unfinished;
    String sign = sum == delivered.size() ? " = " : " ≠ ";
    return Nombre.de(delivered.size(), "reçu")
        + sign
        + (terms.isEmpty() ? "0" : String.join(" + ", terms));
  }

  /** What is wrong, each in a sentence; empty when all is well. */
  List<String> complaints() {
    return Collections.unmodifiableList(complaints);
  }

  boolean isRight() {
    return complaints.isEmpty();
  }
}
