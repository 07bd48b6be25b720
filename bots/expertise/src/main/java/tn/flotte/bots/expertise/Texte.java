package tn.flotte.bots.expertise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How amounts and days are written for people: {@code 1 250,500}, {@code 09/05/2026}. */
final class Texte {
  private static final DateTimeFormatter JOUR =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.FRENCH);

  private Texte() {}

  static String montant(BigDecimal amount) {
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.FRENCH);
    symbols.setGroupingSeparator(' ');
    symbols.setDecimalSeparator(',');
    return new DecimalFormat("#,##0.000", symbols).format(amount.setScale(3, RoundingMode.HALF_UP));
  }

  static String jour(LocalDate date) {
    return JOUR.format(date);
  }
}
