package tn.flotte.connectors.ocr;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of a field: which characters it may hold, and how what people write becomes its
 * canonical form. The formats of plates, policies and numbers are the samples of the domain notes.
 */
enum Nature {
  PLAQUE("0123456789TUNISR "),
  DATE("0123456789/-. "),
  HEURE("0123456789:hH. "),
  POLICE("0123456789/-ABCDEFGHIJKLMNOPQRSTUVWXYZ "),
  DECLARATION("D0123456789- "),
  PERMIS("0123456789/ "),
  TELEPHONE("0123456789 +"),
  CIN("0123456789 "),
  NUMERO("0123456789 "),
  NOMBRE("0123456789"),
  AGENCE("0123456789 "),
  CODE_EXPERT("E0123456789 "),
  AFFAIRE("0123456789/ "),
  CHASSIS("0123456789ABCDEFGHJKLMNPRSTUVWXYZ"),
  PUISSANCE("0123456789CV "),
  MONTANT("0123456789,. TNDdt"),
  ASSUREUR(""),
  MARQUE(""),
  NOM(""),
  TEXTE("");

  private final String alphabet;

  Nature(String alphabet) {
    this.alphabet = alphabet;
  }

  /** The only characters of such a field; empty if any may occur. */
  String alphabet() {
    return alphabet;
  }

  /** Whether a well-formed value proves much: free text has no such proof. */
  boolean isStrict() {
    return this != TEXTE && this != NOM && this != MARQUE;
  }

  /** Without what reading makes of dust and frames at the ends; every dash the plain one. */
  static String clean(String brut) {
    return brut.replaceAll("[—–]", "-")
        .replace('’', '\'')
        .replaceAll("^[\\s:;.,|_*'\"‘“”»«=~-]+|[\\s:;|_*\"‘“”»«=~-]+$", "")
        .replaceAll("\\s+", " ");
  }

  /** Whether it is written in figures and capitals only, all of one height when typed. */
  boolean isFigures() {
    return !alphabet.isEmpty();
  }

  /** The canonical form of a raw reading, empty if the reading breaks the grammar. */
  Optional<String> canonical(String brut) {
    String propre = clean(brut);
    if (propre.isEmpty()) {
      return Optional.empty();
    }
    return switch (this) {
      case PLAQUE -> Grammars.plaque(propre);
      case DATE -> Grammars.date(propre);
      case HEURE -> Grammars.heure(propre);
      case POLICE -> Grammars.police(propre);
      case DECLARATION -> Grammars.declaration(propre);
      case PERMIS -> Grammars.shaped(propre, "\\d{2}/\\d{6}");
      case TELEPHONE -> Grammars.telephone(propre);
      case CIN -> Grammars.shaped(propre, "\\d{8}");
      case NUMERO -> Grammars.shaped(propre, "\\d{4,8}");
      case NOMBRE -> Grammars.shaped(propre, "\\d{1,2}");
      case AGENCE -> Grammars.shaped(propre, "\\d{3}");
      case CODE_EXPERT -> Grammars.shaped(propre, "E\\d{3}");
      case AFFAIRE -> Grammars.shaped(propre, "\\d{1,6}/(\\d{2}|\\d{4})");
      case CHASSIS -> Grammars.shaped(propre, "[A-Z0-9]{17}");
      case PUISSANCE -> Grammars.puissance(propre);
      case MONTANT -> Grammars.montant(propre);
      case ASSUREUR -> Grammars.assureur(propre);
      case MARQUE -> Optional.of(Grammars.marque(propre));
      case NOM -> Grammars.nom(propre);
      case TEXTE -> Grammars.texte(propre);
    };
  }

  /** Whether the field tells one claim from another. */
  static boolean isKey(String champ) {
    return switch (of(champ)) {
      case PLAQUE, POLICE, DECLARATION -> true;
      default -> champ.equals("date_accident");
    };
  }

  /** The grammar of a field by its name, with or without its vehicle's prefix. */
  static Nature of(String champ) {
    String c = champ.replaceFirst("^[ab]_", "");
    if (c.contains("immatriculation")) {
      return PLAQUE;
    }
    if (c.startsWith("date_") || c.endsWith("_date") || c.endsWith("_du") || c.endsWith("_au")) {
      return DATE;
    }
    if (c.endsWith("cin")) {
      return CIN;
    }
    return switch (c) {
      case "heure" -> HEURE;
      case "vehicule_marque" -> MARQUE;
      case "assurance_police" -> POLICE;
      case "assurance_societe" -> ASSUREUR;
      case "numero_declaration" -> DECLARATION;
      case "permis_numero" -> PERMIS;
      case "assure_telephone" -> TELEPHONE;
      case "numero_om" -> NUMERO;
      case "nombre_cases" -> NOMBRE;
      case "agence_code" -> AGENCE;
      case "expert_code" -> CODE_EXPERT;
      case "numero_affaire", "numero_certificat" -> AFFAIRE;
      case "numero_chassis" -> CHASSIS;
      case "puissance" -> PUISSANCE;
      case "montant_ht", "montant_tva", "montant_ttc", "honoraires" -> MONTANT;
      case "assure_nom",
          "assure_prenom",
          "conducteur_nom",
          "conducteur_prenom",
          "expert_nom",
          "proprietaire_nom",
          "plaignant_nom",
          "declarant_nom",
          "temoin1_nom",
          "temoin2_nom" ->
          NOM;
      default -> TEXTE;
    };
  }

  /** The canonical forms, one a kind of field. */
  private static final class Grammars {
    private static final Pattern PLAQUE = Pattern.compile("(\\d{1,3})(?:TU|TUN|TUNIS)(\\d{1,4})");
    private static final Pattern ETRANGER = Pattern.compile("RS(\\d{1,6})");
    private static final Pattern JOUR =
        Pattern.compile("(\\d{1,2})[/. -]{1,2}(\\d{1,2})[/. -]{1,2}(\\d{4}|\\d{2})");
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern HEURE = Pattern.compile("(\\d{1,2})\\s?[:hH. ]\\s?(\\d{2})");
    private static final Pattern DECLARATION = Pattern.compile("D(\\d{2})-?(\\d{3})-?(\\d{5})");
    private static final Pattern POLICE_PROPRE = Pattern.compile("\\d{3}/\\d{3}/\\d{7}");
    private static final Pattern POLICE_AUTRE =
        Pattern.compile("\\d{2}-\\d{3}-\\d{5}|[A-Z]\\d{6}|\\d{7}|\\d{4}/\\d{4}");

    /** Members of the insurers' federation, as they are written on papers. */
    static final List<String> ASSUREURS =
        List.of(
            "STAR",
            "COMAR",
            "AMI",
            "GAT",
            "ASTREE",
            "MAGHREBIA",
            "BIAT",
            "MAE",
            "LLOYD",
            "CTAMA",
            "CARTE",
            "ZITOUNA TAKAFUL",
            "ATTIJARI",
            "SALIM",
            "EL AMANA TAKAFUL",
            "AT-TAKAFULIA");

    private Grammars() {}

    static Optional<String> shaped(String t, String forme) {
      String s = t.toUpperCase(Locale.ROOT).replace(" ", "");
      return s.matches(forme) ? Optional.of(s) : Optional.empty();
    }

    static Optional<String> plaque(String t) {
      String s = t.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
      Matcher m = PLAQUE.matcher(s);
      if (m.matches()) {
        return Optional.of(Integer.parseInt(m.group(1)) + " TU " + Integer.parseInt(m.group(2)));
      }
      Matcher e = ETRANGER.matcher(s);
      return e.matches() ? Optional.of("RS " + Integer.parseInt(e.group(1))) : Optional.empty();
    }

    static Optional<String> date(String t) {
      if (ISO.matcher(t).matches()) {
        return valid(
            Integer.parseInt(t.substring(0, 4)),
            Integer.parseInt(t.substring(5, 7)),
            Integer.parseInt(t.substring(8)));
      }
      Matcher m =
          JOUR.matcher(t.replace(" ", "").replaceFirst("^(\\d{2})(\\d{2})(\\d{4})$", "$1/$2/$3"));
      if (!m.matches()) {
        return Optional.empty();
      }
      int jour = Integer.parseInt(m.group(1));
      int mois = Integer.parseInt(m.group(2));
      int an = Integer.parseInt(m.group(3));
      if (an < 100) {
        an += an < 40 ? 2000 : 1900;
      }
      return valid(an, mois, jour);
    }

    private static Optional<String> valid(int an, int mois, int jour) {
      try {
        return Optional.of(java.time.LocalDate.of(an, mois, jour))
            .filter(d -> d.getYear() >= 1940 && d.getYear() <= 2060)
            .map(java.time.LocalDate::toString);
      } catch (java.time.DateTimeException e) {
        return Optional.empty();
      }
    }

    static Optional<String> heure(String t) {
      Matcher m = HEURE.matcher(t.replaceFirst("^(\\d{2})(\\d{2})$", "$1:$2"));
      if (!m.matches()) {
        return Optional.empty();
      }
      int h = Integer.parseInt(m.group(1));
      int mn = Integer.parseInt(m.group(2));
      return h < 24 && mn < 60
          ? Optional.of(String.format(Locale.ROOT, "%02d:%02d", h, mn))
          : Optional.empty();
    }

    static Optional<String> declaration(String t) {
      Matcher m = DECLARATION.matcher(t.toUpperCase(Locale.ROOT).replace(" ", ""));
      return m.matches()
          ? Optional.of("D" + m.group(1) + "-" + m.group(2) + "-" + m.group(3))
          : Optional.empty();
    }

    static Optional<String> police(String t) {
      String s = t.toUpperCase(Locale.ROOT).replace(" ", "");
      return POLICE_PROPRE.matcher(s).matches() || POLICE_AUTRE.matcher(s).matches()
          ? Optional.of(s)
          : Optional.empty();
    }

    static Optional<String> telephone(String t) {
      String s = t.replaceAll("\\D", "");
      return s.length() == 8
          ? Optional.of(s.substring(0, 2) + " " + s.substring(2, 5) + " " + s.substring(5))
          : Optional.empty();
    }

    static Optional<String> puissance(String t) {
      Matcher m = Pattern.compile("(\\d{1,2})\\s?CV").matcher(t.toUpperCase(Locale.ROOT));
      return m.matches() ? Optional.of(m.group(1) + " CV") : Optional.empty();
    }

    static Optional<String> montant(String t) {
      String s = t.toUpperCase(Locale.ROOT).replaceAll("TND|DT|\\s", "");
      Matcher m = Pattern.compile("(\\d{1,7})[,.](\\d{3})").matcher(s);
      return m.matches() ? Optional.of(m.group(1) + "." + m.group(2)) : Optional.empty();
    }

    static Optional<String> assureur(String t) {
      String s = Texts.normal(t);
      return ASSUREURS.stream()
          .filter(a -> Texts.normal(a).replace(" ", "").equals(s.replace(" ", "")))
          .findFirst();
    }

    /** Hyundai's small cars are i10, i20, i30: an i, not a one. */
    static String marque(String t) {
      return t.replaceFirst("(?i)^(hyundai) [1l!](\\d0)$", "$1 i$2");
    }

    static Optional<String> nom(String t) {
      return t.matches("[\\p{L}][\\p{L} '’.-]*") ? Optional.of(t) : Optional.empty();
    }

    static Optional<String> texte(String t) {
      return Optional.of(t);
    }
  }
}
