package tn.flotte.connectors.pass.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How PASS writes a kind of value, and the one canonical form it is compared in. Both directions
 * take either writing; what is not of the kind is left as it stands, so that it differs from
 * everything that is.
 */
public enum Forme {
  /** Free text; runs of white space count as one blank. */
  TEXTE {
    @Override
    public String canonique(String valeur) {
      return ESPACES.matcher(valeur).replaceAll(" ").strip();
    }
  },
  /** {@code 21/05/2026}; canonical {@code 2026-05-21}. */
  DATE {
    @Override
    public String canonique(String valeur) {
      try {
        return LocalDate.parse(valeur.strip(), JOUR).toString();
      } catch (DateTimeException e) {
        return valeur.strip();
      }
    }

    @Override
    public String ecrite(String canonique) {
      try {
        return LocalDate.parse(canonique.strip()).format(JOUR);
      } catch (DateTimeException e) {
        return canonique.strip();
      }
    }
  },
  /** {@code 07:55}, canonical the same. */
  HEURE {
    @Override
    public String canonique(String valeur) {
      Matcher parts = HEURES.matcher(valeur.strip());
      return parts.matches()
          ? "%02d:%s".formatted(Integer.parseInt(parts.group(1)), parts.group(2))
          : valeur.strip();
    }
  },
  /** {@code 123 TU 4567} or {@code RS 123456}, canonical the same. */
  PLAQUE {
    @Override
    public String canonique(String valeur) {
      String compact = ESPACES.matcher(valeur).replaceAll("").toUpperCase(Locale.ROOT);
      Matcher tunisian = TU.matcher(compact);
      if (tunisian.matches()) {
        return tunisian.group(1) + " TU " + tunisian.group(2);
      }
      Matcher suspended = RS.matcher(compact);
      return suspended.matches()
          ? "RS " + suspended.group(1)
          : TEXTE.canonique(valeur).toUpperCase(Locale.ROOT);
    }
  },
  /** TND, {@code 1 250,500}; canonical {@code 1250.500}. */
  MONTANT {
    @Override
    public String canonique(String valeur) {
      String compact = ESPACES.matcher(valeur).replaceAll("").replace(',', '.');
      try {
        return new BigDecimal(compact).setScale(3, RoundingMode.UNNECESSARY).toPlainString();
      } catch (NumberFormatException | ArithmeticException e) {
        return valeur.strip();
      }
    }

    @Override
    public String ecrite(String canonique) {
      String plain = canonique(canonique);
      Matcher parts = MONTANT_CANONIQUE.matcher(plain);
      return parts.matches()
          ? MILLIERS.matcher(parts.group(1)).replaceAll(" ") + "," + parts.group(2)
          : plain;
    }
  },
  /** A whole number without sign, such as a percentage. */
  NOMBRE {
    @Override
    public String canonique(String valeur) {
      String compact = valeur.strip();
      return CHIFFRES.matcher(compact).matches()
          ? new BigDecimal(compact).toPlainString()
          : compact;
    }
  },
  /** Ticked boxes, {@code 5, 12}; canonical {@code 5,12}, ascending. */
  CASES {
    @Override
    public String canonique(String valeur) {
      return Arrays.stream(PAS_CHIFFRES.split(valeur))
          .filter(number -> !number.isEmpty())
          .map(Integer::valueOf)
          .sorted()
          .map(String::valueOf)
          .collect(Collectors.joining(","));
    }
  },
  /** {@code OUI}, {@code NON} or a box; canonical {@code true}, {@code false}. */
  OUI_NON {
    @Override
    public String canonique(String valeur) {
      return switch (valeur.strip().toUpperCase(Locale.ROOT)) {
        case "OUI", "TRUE" -> "true";
        case "NON", "FALSE", "" -> "false";
        default -> valeur.strip();
      };
    }
  },
  /** A code, alone or before its name: {@code 027 - Sousse}; canonical {@code 027}. */
  CODE {
    @Override
    public String canonique(String valeur) {
      String text = TEXTE.canonique(valeur);
      int dash = text.indexOf(" - ");
      return dash < 0 ? text : text.substring(0, dash);
    }
  };

  private static final Pattern ESPACES = Pattern.compile("[\\s\\u00a0\\u202f]+");
  private static final Pattern HEURES = Pattern.compile("([01]?\\d|2[0-3])[:hH]([0-5]\\d)");
  private static final Pattern TU = Pattern.compile("(\\d{1,3})TU(\\d{1,4})");
  private static final Pattern RS = Pattern.compile("RS(\\d{1,6})");
  private static final Pattern MONTANT_CANONIQUE = Pattern.compile("(\\d+)\\.(\\d{3})");
  private static final Pattern MILLIERS = Pattern.compile("\\B(?=(?:\\d{3})+$)");
  private static final Pattern CHIFFRES = Pattern.compile("\\d{1,9}");
  private static final Pattern PAS_CHIFFRES = Pattern.compile("\\D+");
  private static final DateTimeFormatter JOUR =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** The canonical form of what PASS shows. */
  public abstract String canonique(String valeur);

  /** What to write into PASS's field. */
  public String ecrite(String canonique) {
    return canonique(canonique);
  }
}
