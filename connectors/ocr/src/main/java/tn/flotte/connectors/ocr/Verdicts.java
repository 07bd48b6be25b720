package tn.flotte.connectors.ocr;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares what a paper says with what the record declares, field by field, with the field's
 * grammar; the only place where a reading is weighed against a declared value. A printed, sure
 * value proves; handwriting proves only when it reads exactly as declared and not too badly, for
 * hardly a misreading does that by chance; otherwise it is at most probable. How much each kind of
 * evidence is worth is data, see {@link Evidence}.
 */
public final class Verdicts {
  /** Similarity from which an unsure reading supports the declared value. */
  private static final double SIMILAR = 0.6;

  /** Similarity below which a good reading of figures speaks against the declared value. */
  private static final double FOREIGN = 0.4;

  /** The same for words, which are misread more wildly. */
  private static final double FOREIGN_WORD = 0.35;

  /** Confidence that a reading needs to speak against the declared value. */
  private static final double GOOD = 0.6;

  /** Confidence from which an exact, well-formed reading proves though written by hand. */
  private static final double FAIR = 0.4;

  /** A short value may be met by chance: only longer ones prove without being sure. */
  private static final int TELLING = 5;

  /** Characters of a policy that are the contract's own, at its end. */
  private static final int POLICE_PROPRE = 7;

  private Verdicts() {}

  /**
   * The verdict on one declared value.
   *
   * @param champ name of the field on the piece, such as {@code b_vehicule_immatriculation}; for
   *     {@code …_nom} a declared full name is compared with name and first name together
   * @param valeurDeclaree as the record has it, in any usual notation
   */
  public static Jugement judge(PieceLue piece, String champ, String valeurDeclaree) {
    Optional<Champ> lu = read(piece, champ, valeurDeclaree);
    if (!piece.lisible() || lu.isEmpty() || valeurDeclaree.isBlank()) {
      return new Jugement(Verdict.UNREADABLE, 0, lu.map(Verdicts::shown).orElse(null));
    }
    return judge(Nature.of(champ), lu.get(), valeurDeclaree);
  }

  /** What the piece shows about a declared value. */
  static Evidence evidence(PieceLue piece, String champ, String valeurDeclaree) {
    Optional<Champ> lu = read(piece, champ, valeurDeclaree);
    if (!piece.lisible() || lu.isEmpty() || lu.get().cases() != null || valeurDeclaree.isBlank()) {
      return Evidence.NOTHING;
    }
    String texte = shown(lu.get());
    return texte.isBlank()
        ? Evidence.NOTHING
        : evidence(Nature.of(champ), lu.get(), texte, valeurDeclaree);
  }

  private static Optional<Champ> read(PieceLue piece, String champ, String declaree) {
    Optional<Champ> nom = piece.champ(champ);
    if (!champ.endsWith("_nom") || !declaree.strip().contains(" ")) {
      return nom;
    }
    Optional<Champ> prenom = piece.champ(champ.replaceFirst("_nom$", "_prenom"));
    return prenom.isEmpty() ? nom : nom.map(n -> joined(n, prenom.get()));
  }

  private static Champ joined(Champ nom, Champ prenom) {
    String brut = shown(nom) + " " + shown(prenom);
    boolean lisible = nom.isLu() && prenom.isLu();
    return new Champ(
        lisible ? brut.strip() : null, Math.min(nom.confiance(), prenom.confiance()), brut, null);
  }

  private static String shown(Champ champ) {
    String valeur = champ.valeur();
    String brut = champ.brut();
    return valeur != null ? valeur : brut != null ? brut : "";
  }

  static Jugement judge(Nature nature, Champ champ, String declaree) {
    String lu = shown(champ);
    if (champ.cases() != null) {
      return boxes(champ, declaree);
    }
    if (lu.isBlank()) {
      return new Jugement(Verdict.UNREADABLE, 0, lu);
    }
    Evidence preuve = evidence(nature, champ, lu, declaree);
    return new Jugement(verdict(preuve), Calibration.confidence(preuve), lu);
  }

  private static Verdict verdict(Evidence preuve) {
    return switch (preuve) {
      case SURE_SAME, WRITTEN_SAME -> Verdict.MATCH;
      case SHORT_SAME, FAINT_SAME, NEAR, LIKE -> Verdict.PROBABLE;
      case SURE_OTHER, SURE_OTHER_WORDS, OTHER_MEMBER, FOREIGN -> Verdict.CONFLICT;
      case NOTHING -> Verdict.UNREADABLE;
    };
  }

  /** Whether it speaks for the declared value. */
  static boolean isFor(Evidence preuve) {
    Verdict verdict = verdict(preuve);
    return verdict == Verdict.MATCH || verdict == Verdict.PROBABLE;
  }

  private static Evidence evidence(Nature nature, Champ champ, String lu, String declaree) {
    boolean valide = nature.canonical(lu).isPresent();
    String ici = comparable(nature, lu);
    String la = comparable(nature, declaree);
    double proche = similarity(nature, ici, la);
    if (proche == 1) {
      if (champ.isSur()) {
        return Evidence.SURE_SAME;
      }
      boolean parlant = ici.length() >= TELLING && nature.isStrict();
      return !parlant
          ? Evidence.SHORT_SAME
          : champ.confiance() >= FAIR ? Evidence.WRITTEN_SAME : Evidence.FAINT_SAME;
    }
    if (champ.isSur() && valide && nature.isStrict()) {
      return Evidence.SURE_OTHER;
    }
    if (champ.isSur() && proche < SIMILAR) {
      return Evidence.SURE_OTHER_WORDS;
    }
    return switch (nature) {
      case DATE -> date(champ, valide, ici, la);
      case POLICE -> police(champ, valide, ici, la, proche);
      // Out of a closed list, exactly another member is no misreading of this one.
      case ASSUREUR -> valide ? Evidence.OTHER_MEMBER : resemblance(ici, la, proche);
      default ->
          proche >= SIMILAR
              ? resemblance(ici, la, proche)
              : isForeign(nature, champ, valide, ici, proche) ? Evidence.FOREIGN : Evidence.NOTHING;
    };
  }

  private static Evidence resemblance(String ici, String la, double proche) {
    if (proche < SIMILAR) {
      return Evidence.NOTHING;
    }
    return Texts.distance(ici, la) == 1 ? Evidence.NEAR : Evidence.LIKE;
  }

  private static boolean isForeign(
      Nature nature, Champ champ, boolean valide, String ici, double proche) {
    double seuil = nature.isFigures() ? FOREIGN : FOREIGN_WORD;
    return ici.length() >= TELLING && valide && proche < seuil && champ.confiance() >= GOOD;
  }

  /** All accidents of a season fall in the same year: day and month tell. */
  private static Evidence date(Champ champ, boolean valide, String ici, String la) {
    if (la.length() != 8) {
      return Evidence.NOTHING;
    }
    String jourMois = la.substring(6) + la.substring(4, 6);
    if (valide) {
      int ecart = Texts.distance(ici.substring(6) + ici.substring(4, 6), jourMois);
      if (ecart <= 1) {
        return Texts.distance(ici, la) == 1 ? Evidence.NEAR : Evidence.LIKE;
      }
      return champ.confiance() >= GOOD ? Evidence.FOREIGN : Evidence.NOTHING;
    }
    boolean like =
        Texts.distance(ici, jourMois + la.substring(0, 4)) <= 2
            || Texts.distance(ici, jourMois + la.substring(2, 4)) <= 1;
    return like ? Evidence.LIKE : Evidence.NOTHING;
  }

  /** All policies of an agency begin alike: the end tells. */
  private static Evidence police(
      Champ champ, boolean valide, String ici, String la, double proche) {
    int fin = Texts.distance(end(ici), end(la));
    if (fin <= 2) {
      return proche >= SIMILAR && Texts.distance(ici, la) == 1 ? Evidence.NEAR : Evidence.LIKE;
    }
    return isForeign(Nature.POLICE, champ, valide, ici, proche)
        ? Evidence.FOREIGN
        : Evidence.NOTHING;
  }

  private static String end(String t) {
    return t.length() <= POLICE_PROPRE ? t : t.substring(t.length() - POLICE_PROPRE);
  }

  private static Jugement boxes(Champ champ, String declaree) {
    List<Integer> lues = champ.cases() == null ? List.of() : champ.cases();
    List<Integer> dites =
        Arrays.stream(declaree.split("\\D+", -1))
            .filter(s -> !s.isEmpty())
            .map(Integer::valueOf)
            .sorted()
            .toList();
    boolean egal = lues.stream().sorted().toList().equals(dites);
    if (champ.confiance() < GOOD) {
      return new Jugement(Verdict.UNREADABLE, 0, shown(champ));
    }
    if (egal) {
      return new Jugement(
          champ.isSur() ? Verdict.MATCH : Verdict.PROBABLE, champ.confiance(), shown(champ));
    }
    return new Jugement(Verdict.CONFLICT, champ.confiance(), shown(champ));
  }

  private static String comparable(Nature nature, String t) {
    String canonique = nature.canonical(t).orElse(t);
    return nature == Nature.NOM || nature == Nature.TEXTE || nature == Nature.MARQUE
        ? Texts.normal(canonique)
        : canonique.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
  }

  private static double similarity(Nature nature, String a, String b) {
    if (nature != Nature.NOM) {
      return Texts.similarity(a, b);
    }
    String c = Stream.of(b.split(" ", -1)).sorted().reduce("", (x, y) -> x + " " + y).strip();
    String d = Stream.of(a.split(" ", -1)).sorted().reduce("", (x, y) -> x + " " + y).strip();
    return Math.max(Texts.similarity(a, b), Texts.similarity(d, c));
  }
}
