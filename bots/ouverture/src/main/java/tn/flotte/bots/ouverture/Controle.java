package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /** A file that can't be read; {@code motif} in French. */
  record Illisible(String fichier, String motif) {}

  /** What the check found. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "controle")
  sealed interface Resultat {
    int regles();

    /** Everything required is there and legible. */
    record Complet(int regles) implements Resultat {}

    /**
     * Something required is missing or can't be read.
     *
     * @param manquantes types that nobody sent
     * @param illisibles types that came, with the file and the reason why it can't be read
     */
    record Incomplet(int regles, List<String> manquantes, Map<String, Illisible> illisibles)
        implements Resultat {
      public Incomplet {
        manquantes = List.copyOf(manquantes);
        illisibles = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(illisibles));
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
    for (List<String> oneOf : rule.pieces()) {
      if (pieces.stream().anyMatch(p -> p.lisible() && oneOf.contains(p.type()))) {
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
    if (open.isEmpty() && illegible.isEmpty()) {
      return new Resultat.Complet(regles.version());
    }
    return new Resultat.Incomplet(
        regles.version(), open.stream().map(List::getFirst).toList(), illegible);
  }

  /**
   * A protected, corrupt, empty or blurred file whose kind nobody can tell stands for a required
   * piece that isn't otherwise there: the one that its name hints at, else the first.
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
    for (Piece piece : unknown) {
      if (open.isEmpty()) {
        return;
      }
      illegible.put(open.removeFirst().getFirst(), illisible(piece));
    }
  }

  private static Illisible illisible(Piece piece) {
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
      case "certificat_police" ->
          name.contains("police") || name.contains("judiciaire") || name.contains("plainte");
      case "certificat_secours" -> name.contains("secours") || name.contains("sauvetage");
      case "declaration_honneur" -> name.contains("honneur");
      default -> false;
    };
  }
}
