package tn.flotte.pass;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a value is typed and shown. The canonical form is the seed's: ISO dates, plates {@code 123 TU
 * 4567}, amounts as numbers in TND.
 */
enum Mask {
  TEXTE {
    @Override
    Object canonical(String typed) {
      return typed.strip();
    }
  },
  DATE {
    @Override
    Object canonical(String typed) throws MaskException {
      try {
        return LocalDate.parse(typed.strip(), JOUR).toString();
      } catch (DateTimeException e) {
        throw new MaskException("date invalide (JJ/MM/AAAA)", e);
      }
    }

    @Override
    String shown(Object canonical) {
      try {
        return LocalDate.parse(canonical.toString()).format(JOUR);
      } catch (DateTimeException e) {
        // An agent's impossible date is shown as it is, so that someone can correct it.
        return canonical.toString();
      }
    }
  },
  HEURE {
    @Override
    Object canonical(String typed) throws MaskException {
      Matcher hour = HEURES.matcher(typed.strip());
      if (!hour.matches()) {
        throw new MaskException("heure invalide (HH:MM)");
      }
      return hour.group(1) + ":" + hour.group(2);
    }
  },
  PLAQUE {
    @Override
    Object canonical(String typed) throws MaskException {
      String plate = typed.strip().toUpperCase(Locale.ROOT);
      if (!PLAQUES.matcher(plate).matches()) {
        throw new MaskException("immatriculation invalide (123 TU 4567 ou RS 123456)");
      }
      return plate;
    }
  },
  MONTANT {
    @Override
    Object canonical(String typed) throws MaskException {
      String amount = typed.strip().replace("\u00a0", " ");
      if (!MONTANTS.matcher(amount).matches()) {
        throw new MaskException("montant invalide (1 250,500)");
      }
      return plain(new BigDecimal(amount.replace(" ", "").replace(',', '.')));
    }

    @Override
    String shown(Object canonical) {
      String[] parts =
          new BigDecimal(canonical.toString())
              .setScale(3, RoundingMode.HALF_UP)
              .toPlainString()
              .split("\\.");
      return parts[0].replaceAll("(?<=\\d)(?=(\\d{3})+$)", " ") + "," + parts[1];
    }
  },
  POURCENT {
    @Override
    Object canonical(String typed) throws MaskException {
      if (!POURCENTS.matcher(typed.strip()).matches()) {
        throw new MaskException("pourcentage invalide (0 à 100)");
      }
      return Integer.valueOf(typed.strip());
    }
  },
  CASES {
    @Override
    Object canonical(String typed) throws MaskException {
      List<Integer> crosses = new ArrayList<>();
      for (String part : typed.strip().split("\\s*,\\s*")) {
        if (!part.isEmpty()) {
          if (!CASE.matcher(part).matches()) {
            throw new MaskException("case inconnue (1 à 17)");
          }
          crosses.add(Integer.valueOf(part));
        }
      }
      return crosses.stream().sorted().distinct().toList();
    }

    @Override
    String shown(Object canonical) {
      return canonical instanceof Collection<?> crosses
          ? crosses.stream().map(String::valueOf).collect(Collectors.joining(", "))
          : canonical.toString();
    }
  };

  static final DateTimeFormatter JOUR =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.FRENCH)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern HEURES = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)");
  private static final Pattern PLAQUES = Pattern.compile("\\d{1,3} TU \\d{1,4}|RS \\d{1,6}");
  private static final Pattern MONTANTS =
      Pattern.compile("(\\d{1,9}|\\d{1,3}( \\d{3}){1,2})(,\\d{1,3})?");
  private static final Pattern POURCENTS = Pattern.compile("\\d{1,2}|100");
  private static final Pattern CASE = Pattern.compile("[1-9]|1[0-7]");

  /** The canonical form of what was typed, or a reason in French. */
  abstract Object canonical(String typed) throws MaskException;

  /** The canonical value as the screens show it. */
  String shown(Object canonical) {
    return canonical.toString();
  }

  /** An amount without needless zeros, so that 756.500 and 756.5 are one value. */
  static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  /** What was typed does not fit the mask; the message is French and meant for the screen. */
  static final class MaskException extends Exception {
    MaskException(String message) {
      super(message);
    }

    MaskException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
