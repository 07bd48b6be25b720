package tn.flotte.orchestrator.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Ecriture;
import tn.flotte.bots.api.Question;

/**
 * Checks a person's answer against the question and makes it a decision: values well-formed and
 * canonical, nothing left open that the robot can't do without, nothing decided that wasn't asked.
 */
final class Answers {
  static final int LONGEST_VALUE = 120;
  static final int LONGEST_REASON = 500;
  static final int LONGEST_SUBJECT = 200;
  static final int LONGEST_LETTER = 10_000;

  private static final Pattern CASES = Pattern.compile("\\d{1,2}(?:\\s*[,; ]\\s*\\d{1,2})*");
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(?:\\.\\d{1,3})?");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

  private Answers() {}

  /** What is wrong with it; empty when it can be taken. */
  static List<Fault> faults(Question question, Answer answer) {
    return switch (answer.genre()) {
      case CONTINUER ->
          question.continuer()
              ? question.champs().stream()
                  .flatMap(champ -> fault(champ, value(answer, champ)).stream())
                  .toList()
              : List.of(new Fault("", "impossible"));
      case DEMANDER ->
          question.lettre() == null
              ? List.of(new Fault("", "personne-a-qui-ecrire"))
              : letter(answer);
      case REJETER ->
          question.lettre() == null
              ? List.of(new Fault("", "personne-a-qui-ecrire"))
              : text("motif", answer.motif(), LONGEST_REASON).stream().toList();
    };
  }

  private static List<Fault> letter(Answer answer) {
    List<Fault> faults = new ArrayList<>();
    text("sujet", answer.sujet(), LONGEST_SUBJECT).ifPresent(faults::add);
    text("texte", answer.texte(), LONGEST_LETTER).ifPresent(faults::add);
    return faults;
  }

  private static Optional<Fault> text(String field, String text, int longest) {
    if (text.isBlank()) {
      return Optional.of(new Fault(field, "vide"));
    }
    return text.length() > longest ? Optional.of(new Fault(field, "trop-long")) : Optional.empty();
  }

  private static Optional<Fault> fault(Question.Champ champ, String value) {
    if (value.isBlank()) {
      return champ.enCause() ? Optional.of(new Fault(champ.nom(), "a-dire")) : Optional.empty();
    }
    if (value.equals(champ.pass())) {
      return Optional.empty();
    }
    if (!champ.modifiable()) {
      return Optional.of(new Fault(champ.nom(), "non-modifiable"));
    }
    return value.length() > LONGEST_VALUE || canonical(champ, value).isEmpty()
        ? Optional.of(new Fault(champ.nom(), "forme." + champ.forme()))
        : Optional.empty();
  }

  private static String value(Answer answer, Question.Champ champ) {
    return answer.valeurs().getOrDefault(champ.nom(), "").strip();
  }

  /**
   * The decision; only of an answer without {@link #faults}.
   *
   * @param numero the item's decisions so far, and one
   */
  static Decision decision(Question question, Answer answer, int numero, String who, Instant when) {
    boolean goesOn = answer.genre() == Decision.Genre.CONTINUER;
    return new Decision(
        numero,
        who,
        when,
        answer.genre(),
        goesOn ? settled(question, answer) : List.of(),
        goesOn ? question.doutes() : List.of(),
        answer.genre() == Decision.Genre.REJETER ? answer.motif().strip() : null,
        answer.genre() == Decision.Genre.DEMANDER
            ? new Question.Lettre(answer.sujet().strip(), answer.texte().strip())
            : null);
  }

  /** What was in question, and whatever the person wants otherwise than it stands. */
  private static List<Decision.Tranche> settled(Question question, Answer answer) {
    List<Decision.Tranche> settled = new ArrayList<>();
    for (Question.Champ champ : question.champs()) {
      String typed = value(answer, champ);
      if (typed.isBlank()) {
        continue;
      }
      String value = typed.equals(champ.pass()) ? typed : canonical(champ, typed).orElse(typed);
      String stands = champ.dit() == null ? champ.pass() : champ.dit();
      if (champ.enCause() || !Objects.equals(value, stands)) {
        settled.add(new Decision.Tranche(champ.nom(), champ.pass(), read(champ), value));
      }
    }
    return settled;
  }

  private static @Nullable String read(Question.Champ champ) {
    return champ.lus().isEmpty() ? null : champ.lus().getFirst().texte();
  }

  /** The value as PASS and the bots write it; empty when it isn't well-formed. */
  static Optional<String> canonical(Question.Champ champ, String typed) {
    return switch (champ.forme()) {
      case TEXTE -> Optional.of(text(typed));
      case DATE -> date(typed.strip());
      case HEURE -> hour(typed.strip());
      case IMMATRICULATION, DECLARATION -> identifier(champ.ecritures(), text(typed));
      case CASES -> boxes(typed.strip());
      case MONTANT -> amount(typed.strip());
      case OUI_NON -> yesNo(typed.strip());
    };
  }

  private static Optional<String> date(String typed) {
    try {
      return Optional.of(LocalDate.parse(typed).toString());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Optional<String> hour(String typed) {
    try {
      return Optional.of(HOUR.format(LocalTime.parse(typed)));
    } catch (DateTimeException notAnHour) {
      return Optional.empty();
    }
  }

  private static String text(String typed) {
    return typed.strip().replaceAll("\\s+", " ");
  }

  /** Where the question doesn't say how it is written, the bot checks it. */
  private static Optional<String> identifier(List<Ecriture> ecritures, String typed) {
    return ecritures.isEmpty()
        ? Optional.of(typed)
        : ecritures.stream().flatMap(e -> e.canonique(typed).stream()).findFirst();
  }

  /** As people write it, {@code 1 250,500}, or as it is kept. */
  private static Optional<String> amount(String typed) {
    String plain = typed.replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.');
    return AMOUNT.matcher(plain).matches()
        ? Optional.of(new BigDecimal(plain).setScale(3, RoundingMode.UNNECESSARY).toPlainString())
        : Optional.empty();
  }

  private static Optional<String> yesNo(String typed) {
    return switch (typed.toLowerCase(Locale.ROOT)) {
      case "oui", "yes", "true" -> Optional.of("true");
      case "non", "no", "false" -> Optional.of("false");
      default -> Optional.empty();
    };
  }

  private static Optional<String> boxes(String typed) {
    if (!CASES.matcher(typed).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Pattern.compile("\\D+")
            .splitAsStream(typed)
            .map(Integer::valueOf)
            .distinct()
            .sorted()
            .map(number -> String.format(Locale.ROOT, "%d", number))
            .collect(Collectors.joining(",")));
  }
}
