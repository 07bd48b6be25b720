package tn.flotte.orchestrator.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tn.flotte.orchestrator.HouseSettings;

/** How pages write times, durations and codes, in the reader's language and the house's zone. */
@Component("affiche")
class Shown {
  private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
  private static final Duration NOW = Duration.ofSeconds(5);
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ISO_DATE = Pattern.compile("([0-9]{4})-([01][0-9])-([0-3][0-9])");

  private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}\\.\\d{3}");

  /** Where thousands part before the decimals. */
  private static final Pattern GROUPS = Pattern.compile("\\B(?=(?:\\d{3})+\\.)");

  private static final Set<String> YES_NO = Set.of("true", "false");

  private final MessageSource messages;
  private final HouseSettings house;
  private final Clock clock;

  Shown(MessageSource messages, HouseSettings house, Clock clock) {
    this.messages = messages;
    this.house = house;
    this.clock = clock;
  }

  public String text(String key, Object... values) {
    return messages.getMessage(key, values, LocaleContextHolder.getLocale());
  }

  /** A label that may not exist: a code nobody foresaw is shown as it is. */
  private String label(String key, String code) {
    String found =
        messages.getMessage(key + "." + code, null, code, LocaleContextHolder.getLocale());
    return found == null ? code : found;
  }

  public String exact(@Nullable Instant time) {
    return time == null ? "" : EXACT.format(time.atZone(house.fuseau()));
  }

  /** The time of day, such as 14:05. */
  public String hour(@Nullable Instant time) {
    return time == null ? "" : HOUR.format(time.atZone(house.fuseau()));
  }

  /** A canonical value as people write it; a raw reading that is none as it is. */
  public String value(String form, String canonical) {
    return switch (form) {
      case "DATE" -> date(canonical);
      case "MONTANT" ->
          AMOUNT.matcher(canonical).matches()
              ? GROUPS.matcher(canonical).replaceAll("\u202f").replace('.', ',')
              : inert(canonical);
      case "OUI_NON" ->
          YES_NO.contains(canonical)
              ? text(canonical.equals("true") ? "oui" : "non")
              : inert(canonical);
      default -> inert(canonical);
    };
  }

  private String date(String canonical) {
    try {
      return DAY.format(LocalDate.parse(canonical));
    } catch (DateTimeParseException rawReading) {
      return inert(canonical);
    }
  }

  public String day(LocalDate day) {
    return DAY.format(day);
  }

  /** Such as "il y a 3 min", "dans 2 h"; a week away or more, the day. */
  public String relative(@Nullable Instant time) {
    if (time == null) {
      return "";
    }
    Duration ago = Duration.between(time, clock.instant());
    Duration away = ago.abs();
    if (away.compareTo(NOW) < 0) {
      return text("temps.maintenant");
    }
    if (away.toDays() >= 7) {
      return DAY.format(time.atZone(house.fuseau()));
    }
    return text(ago.isNegative() ? "temps.dans" : "temps.ilya", rough(away));
  }

  /** A firing to come, which may be due this very second. */
  public String upcoming(@Nullable Instant time) {
    boolean soon = time != null && time.isBefore(clock.instant().plus(NOW));
    return soon ? text("temps.imminent") : relative(time);
  }

  private String rough(Duration length) {
    if (length.toDays() >= 2) {
      return text("temps.jours", Long.toString(length.toDays()));
    }
    if (length.toHours() >= 1) {
      return text("temps.heures", Long.toString(length.toHours()));
    }
    if (length.toMinutes() >= 1) {
      return text("temps.minutes", Long.toString(length.toMinutes()));
    }
    return text("temps.secondes", Long.toString(length.toSeconds()));
  }

  /** A measured length, such as "420 ms", "12,3 s", "4 min 05 s", "2 h 10 min". */
  public String duration(@Nullable Duration length) {
    if (length == null) {
      return "";
    }
    Locale locale = LocaleContextHolder.getLocale();
    if (length.toMillis() < 1_000) {
      return length.toMillis() + " ms";
    }
    if (length.toMinutes() < 1) {
      return String.format(locale, "%.1f s", length.toMillis() / 1000.0);
    }
    if (length.toHours() < 1) {
      return "%d min %02d s".formatted(length.toMinutes(), length.toSecondsPart());
    }
    if (length.toDays() < 2) {
      return "%d h %02d min".formatted(length.toHours(), length.toMinutesPart());
    }
    return text("temps.jours", Long.toString(length.toDays()));
  }

  public String status(String code) {
    return label("statut", code);
  }

  public String issue(@Nullable String code) {
    return code == null ? "" : label("issue", code);
  }

  public String issueColour(@Nullable String code) {
    return Issue.colourOf(code);
  }

  public String bot(String name) {
    return label("bot", name);
  }

  public String piece(String type) {
    return label("piece", type);
  }

  /** The same on paper, which is in French whoever prints it. */
  public String printedPiece(String type) {
    String found = messages.getMessage("piece." + type, null, type, Locale.FRENCH);
    return found == null ? type : found;
  }

  /** A field of PASS; one that nobody has named yet as the bots spell it. */
  public String field(String name) {
    String found = label("champ", name);
    return found.equals(name) ? inert(name.replace('_', ' ')) : found;
  }

  public String nature(String code) {
    return label("nature", code);
  }

  /** A step or an effect, as the bots spell it: {@code lire l'ordre de mission}. */
  public String step(String name) {
    return spelt("etape", name);
  }

  public String schedule(String name) {
    return spelt("planning", name);
  }

  /** Keys of texts hold letters and dashes only. */
  private String spelt(String key, String name) {
    String plain = name.replaceAll("[^a-z0-9]+", "-");
    String found = label(key, plain);
    return found.equals(plain) ? inert(name) : found;
  }

  /** A value of a field; a date as people write it. */
  public String value(String text) {
    Matcher date = ISO_DATE.matcher(text);
    return date.matches() ? date.group(3) + "/" + date.group(2) + "/" + date.group(1) : inert(text);
  }

  /** A reference as people can compare it: of a hash only its beginning. */
  public String reference(@Nullable String text) {
    String shown = inert(text);
    return HASH.matcher(shown).matches() ? shown.substring(0, 12) + "…" : shown;
  }

  /** Why something waits for a person. */
  public String cause(String code) {
    return label("cause", code);
  }

  public String event(String kind) {
    return label("evenement", kind);
  }

  /**
   * What came from outside, as people may see it: without the invisible characters that turn the
   * direction of writing or hide text.
   */
  public String inert(@Nullable String fromOutside) {
    if (fromOutside == null) {
      return "";
    }
    StringBuilder shown = new StringBuilder(fromOutside.length());
    fromOutside
        .codePoints()
        .forEach(
            point -> {
              int type = Character.getType(point);
              if (Character.isISOControl(point)) {
                shown.append(' ');
              } else if (type != Character.FORMAT
                  && type != Character.LINE_SEPARATOR
                  && type != Character.PARAGRAPH_SEPARATOR) {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }
}
