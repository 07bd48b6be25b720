package tn.flotte.connectors.ocr;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares what a paper says with what the record declares, field by field, with the field's
 * grammar. A printed, sure value proves; handwriting proves only when it reads exactly as declared,
 * for no misreading does that by chance; otherwise it is at most probable.
 */
public final class Verdicts {
  /** Similarity from which an unsure reading supports the declared value. */
  private static final double SIMILAR = 0.6;

  /** Similarity below which a good reading of figures speaks against the declared value. */
  private static final double FOREIGN = 0.5;

  /** The same for words, which are misread more wildly. */
  private static final double FOREIGN_WORD = 0.35;

  /** Confidence that a reading needs to speak against the declared value. */
  private static final double GOOD = 0.45;

  /** A short value may be met by chance: only longer ones prove without being sure. */
  private static final int TELLING = 5;

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
    boolean valide = nature.canonical(lu).isPresent();
    String ici = comparable(nature, lu);
    String la = comparable(nature, declaree);
    double proche = similarity(nature, ici, la);
    if (proche == 1) {
      boolean prouve = champ.isSur() || (ici.length() >= TELLING && nature.isStrict());
      return prouve
          ? new Jugement(Verdict.MATCH, Math.max(champ.confiance(), Champ.SUR), lu)
          : new Jugement(Verdict.PROBABLE, Math.max(champ.confiance(), 0.8), lu);
    }
    if (champ.isSur() && valide && nature.isStrict()) {
      return new Jugement(Verdict.CONFLICT, champ.confiance(), lu);
    }
    if (champ.isSur() && proche < SIMILAR) {
      return new Jugement(Verdict.CONFLICT, Math.min(champ.confiance(), 0.9), lu);
    }
    if (proche >= SIMILAR) {
      return new Jugement(Verdict.PROBABLE, proche * 0.9, lu);
    }
    if (proche < foreign(nature, ici) && valide && champ.confiance() >= GOOD) {
      return new Jugement(Verdict.CONFLICT, Math.min(0.9, champ.confiance()), lu);
    }
    return new Jugement(Verdict.UNREADABLE, 0, lu);
  }

  private static double foreign(Nature nature, String lu) {
    if (nature == Nature.ASSUREUR) {
      // One of a closed list was read: another one of it is no misreading.
      return SIMILAR;
    }
    if (lu.length() < TELLING) {
      return 0;
    }
    return nature.isFigures() ? FOREIGN : FOREIGN_WORD;
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
