package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tn.flotte.bots.ouverture.Regles.Nature;

/**
 * Checks that every required piece is there and legible, the claim's earlier pieces counted (annex
 * A step 7).
 */
final class Controle {
  private final Regles regles;

  Controle(Regles regles) {
    this.regles = regles;
  }

  /** A file that can't be used; {@code motif} in French. */
  record Illisible(String fichier, String motif) {}

  /** What the check found. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "controle")
  sealed interface Resultat {
    int regles();

    /** What lacks, if anything does. */
    default Optional<Incomplet> manque() {
      return switch (this) {
        case Incomplet i -> Optional.of(i);
        case EnBoucle b -> Optional.of(b.incomplet());
        case Complet _, Contredit _, NatureInconnue _ -> Optional.empty();
      };
    }

    /** Everything required is there and legible. */
    record Complet(int regles) implements Resultat {}

    /**
     * Something required is missing or can't be read.
     *
     * @param manquantes types that nobody sent
     * @param illisibles types that came, with the file and the reason why it can't be read
     * @param incompletes types that came and can be read, but lack something without which they
     *     prove nothing
     */
    record Incomplet(
        int regles,
        List<String> manquantes,
        Map<String, Illisible> illisibles,
        Map<String, Illisible> incompletes)
        implements Resultat {
      public Incomplet {
        manquantes = List.copyOf(manquantes);
        illisibles = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(illisibles));
        incompletes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(incompletes));
      }

      /** Types of which no paper that counts came. */
      List<String> absentes() {
        return Stream.concat(manquantes.stream(), incompletes.keySet().stream()).toList();
      }
    }

    /** Pieces lack, but their sender was asked too often already; {@code doute} says so. */
    record EnBoucle(Incomplet incomplet, String doute) implements Resultat {
      @Override
      public int regles() {
        return incomplet.regles();
      }
    }

    /** The papers surely tell of something else than PASS; each doubt names both. */
    record Contredit(int regles, List<String> doutes) implements Resultat {
      public Contredit {
        doutes = List.copyOf(doutes);
      }

      String motif() {
        return String.join(" ", doutes);
      }
    }

    /** The rules know no such nature. */
    record NatureInconnue(int regles, String nature) implements Resultat {}
  }

  /** {@code pieces}: the mail's own and those already filed under the claim. */
  Resultat verifier(String nature, List<Piece> pieces) {
    Nature rule = regles.natures().get(nature);
    if (rule == null) {
      return new Resultat.NatureInconnue(regles.version(), nature);
    }
    List<List<String>> open = new ArrayList<>();
    Map<String, Illisible> illegible = new LinkedHashMap<>();
    Map<String, Illisible> incomplete = new LinkedHashMap<>();
    for (List<String> oneOf : rule.pieces()) {
      List<Piece> legible =
          pieces.stream().filter(p -> p.lisible() && oneOf.contains(p.type())).toList();
      if (legible.stream().anyMatch(p -> manque(p).isEmpty())) {
        continue;
      }
      if (!legible.isEmpty()) {
        Piece last = legible.getLast();
        incomplete.put(last.type(), new Illisible(last.fichier(), manque(last).orElse("")));
        continue;
      }
      Optional<Piece> unreadable =
          pieces.stream().filter(p -> !p.lisible() && oneOf.contains(p.type())).reduce((a, b) -> b);
      if (unreadable.isPresent()) {
        illegible.put(unreadable.get().type(), illisible(unreadable.get()));
      } else {
        open.add(oneOf);
      }
    }
    attribute(pieces, open, illegible);
    if (open.isEmpty() && illegible.isEmpty() && incomplete.isEmpty()) {
      return new Resultat.Complet(regles.version());
    }
    return new Resultat.Incomplet(
        regles.version(), open.stream().map(List::getFirst).toList(), illegible, incomplete);
  }

  /**
   * What a legible piece surely lacks. A witness is missing when the paper shows neither name nor
   * number nor signature of one: a bad reading alone would have left something.
   */
  private Optional<String> manque(Piece piece) {
    if (!piece.type().equals(Piece.DECLARATION_HONNEUR)) {
      return Optional.empty();
    }
    long missing =
        IntStream.rangeClosed(1, 2)
            .filter(
                n ->
                    piece.coche("signature_temoin" + n, false)
                        && piece.champ("temoin%d_nom".formatted(n)).isEmpty()
                        && piece.champ("temoin%d_cin".formatted(n)).isEmpty())
            .count();
    long there = 2 - missing;
    return there >= regles.temoins()
        ? Optional.empty()
        : Optional.of("%d témoin sur %d".formatted(there, regles.temoins()));
  }

  /**
   * A protected, corrupt, empty or blurred file whose kind nobody can tell stands for a required
   * piece that isn't otherwise there: the one that its name hints at, else the first. One that is
   * named like a piece that is illegible already stands for no other.
   */
  private static void attribute(
      List<Piece> pieces, List<List<String>> open, Map<String, Illisible> illegible) {
    List<Piece> unknown =
        new ArrayList<>(pieces.stream().filter(p -> !p.lisible() && p.inconnue()).toList());
    for (Piece piece : List.copyOf(unknown)) {
      Optional<List<String>> hinted =
          open.stream()
              .filter(oneOf -> oneOf.stream().anyMatch(t -> hints(piece.fichier(), t)))
              .findFirst();
      if (hinted.isPresent()) {
        unknown.remove(piece);
        open.remove(hinted.get());
        illegible.put(hinted.get().getFirst(), illisible(piece));
      }
    }
    unknown.removeIf(p -> illegible.keySet().stream().anyMatch(t -> hints(p.fichier(), t)));
    for (Piece piece : unknown) {
      if (open.isEmpty()) {
        return;
      }
      illegible.put(open.removeFirst().getFirst(), illisible(piece));
    }
  }

  static Illisible illisible(Piece piece) {
    String reason = piece.motifIllisible();
    return new Illisible(
        piece.fichier(),
        reason == null || reason.isBlank() ? "le document n'a pas pu être lu" : reason);
  }

  private static boolean hints(String fichier, String type) {
    String name =
        Indices.sansAccents(fichier).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
    return switch (type) {
      case Piece.CONSTAT -> name.contains("constat");
      case Piece.OM -> (" " + name + " ").contains(" om ") || name.contains("mission");
      case Piece.CERTIFICAT_POLICE ->
          name.contains("police") || name.contains("judiciaire") || name.contains("plainte");
      case Piece.CERTIFICAT_SECOURS -> name.contains("secours") || name.contains("sauvetage");
      case Piece.DECLARATION_HONNEUR -> name.contains("honneur");
      default -> false;
    };
  }
}
