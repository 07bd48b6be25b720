package tn.flotte.connectors.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds papers against the record: a verdict a field, and which claim they belong to. Each field
 * weighs by how much likelier its evidence is on a claim's own papers than on those of another
 * claim of the same agency; the weights are data, see {@link Weights}.
 */
public final class Rapprochement {
  /** Chance that the papers belong to none of the claims that are known. */
  private static final double STRANGER = 0.1;

  private static final double SURE = 0.99;

  private Rapprochement() {}

  /** What a field says about a claim. */
  private enum Role {
    /** Tells this claim from others of the same contract. */
    CLAIM,
    /** Tells whose it is. */
    PERSON,
    OTHER
  }

  /** A field of a piece that the record knows too. */
  private record Held(String champ, String declare, Role role) {}

  /** The verdict on every field that both the piece and the record hold. */
  public static Map<String, Jugement> judge(PieceLue piece, Preouverture record) {
    Map<String, Jugement> verdicts = new LinkedHashMap<>();
    for (Held tenu : best(piece, record)) {
      verdicts.put(tenu.champ(), Verdicts.judge(piece, tenu.champ(), tenu.declare()));
    }
    return verdicts;
  }

  /** What the record declares for a field of this piece, if it does. */
  public static Map<String, String> declared(PieceLue piece, Preouverture record) {
    Map<String, String> valeurs = new LinkedHashMap<>();
    best(piece, record).forEach(tenu -> valeurs.put(tenu.champ(), tenu.declare()));
    return valeurs;
  }

  /** The claim to which papers that came together belong; empty if nothing speaks for any. */
  public static Optional<Sinistre> name(List<PieceLue> pieces, List<Preouverture> connues) {
    return name(pieces, connues, Weights.OWN);
  }

  static Optional<Sinistre> name(
      List<PieceLue> pieces, List<Preouverture> connues, Weights poidsDesPreuves) {
    List<PieceLue> lisibles = pieces.stream().filter(PieceLue::lisible).toList();
    if (lisibles.isEmpty() || connues.isEmpty()) {
      return Optional.empty();
    }
    Map<Preouverture, Double> poids = new LinkedHashMap<>();
    for (Preouverture p : connues) {
      poids.put(
          p,
          lisibles.stream()
              .mapToDouble(piece -> weight(piece, best(piece, p), poidsDesPreuves))
              .sum());
    }
    Preouverture best =
        poids.entrySet().stream()
            .max(Comparator.comparingDouble(Map.Entry::getValue))
            .orElseThrow()
            .getKey();
    double most = poids.getOrDefault(best, 0.0);
    double prior = (1 - STRANGER) / connues.size();
    double somme = poids.values().stream().mapToDouble(w -> prior * Math.exp(w - most)).sum();
    double confiance = prior / (somme + STRANGER * Math.exp(-most));
    if (confiance < 0.5) {
      return Optional.empty();
    }
    boolean sur = confiance >= SURE && isProved(lisibles, best);
    return Optional.of(new Sinistre(best.numero(), round(confiance), sur));
  }

  /**
   * One field that only this claim has must be read exactly as declared, another must speak for the
   * same people, and none surely against it.
   */
  private static boolean isProved(List<PieceLue> pieces, Preouverture p) {
    boolean claim = false;
    boolean person = false;
    for (PieceLue piece : pieces) {
      for (Held tenu : best(piece, p)) {
        Jugement j = Verdicts.judge(piece, tenu.champ(), tenu.declare());
        boolean pour = j.verdict() == Verdict.MATCH || j.verdict() == Verdict.PROBABLE;
        claim |= tenu.role() == Role.CLAIM && j.verdict() == Verdict.MATCH;
        person |= tenu.role() == Role.PERSON && pour;
        if (tenu.role() != Role.OTHER && j.isConflitSur()) {
          return false;
        }
      }
    }
    return claim && person;
  }

  /** The fields under the side of the constat that fits the insured better. */
  private static List<Held> best(PieceLue piece, Preouverture p) {
    if (piece.type() != TypePiece.CONSTAT) {
      return other(piece, p);
    }
    List<Held> a = constat(piece, p, "a_", "b_");
    List<Held> b = constat(piece, p, "b_", "a_");
    return weight(piece, a, Weights.OWN) >= weight(piece, b, Weights.OWN) ? a : b;
  }

  private static List<Held> constat(PieceLue piece, Preouverture p, String notre, String leur) {
    List<Held> tenus = new ArrayList<>();
    hold(piece, p.commun(), "", Role.CLAIM, tenus);
    hold(piece, p.assure(), notre, Role.PERSON, tenus);
    hold(piece, p.adverse(), leur, Role.CLAIM, tenus);
    return tenus;
  }

  private static void hold(
      PieceLue piece, Map<String, String> valeurs, String prefixe, Role role, List<Held> tenus) {
    valeurs.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(e -> piece.champs().containsKey(prefixe + e.getKey()))
        .forEach(
            e ->
                tenus.add(
                    new Held(
                        prefixe + e.getKey(),
                        e.getValue(),
                        isKey(e.getKey()) ? role : Role.OTHER)));
  }

  private static boolean isKey(String nom) {
    return Nature.isKey(nom) || nom.equals("assure_nom");
  }

  /** Papers of one vehicle; a person goes under several names, the day of the event too. */
  private static List<Held> other(PieceLue piece, Preouverture p) {
    List<Held> tenus = new ArrayList<>();
    hold(piece, p.commun(), "", Role.CLAIM, tenus);
    hold(piece, p.assure(), "", Role.PERSON, tenus);
    for (String nom : List.of("plaignant_nom", "proprietaire_nom", "declarant_nom")) {
      alias(piece, nom, p.assure().get("assure_nom"), Role.PERSON, tenus);
    }
    for (String jour : List.of("date_faits", "date_intervention", "date_sinistre")) {
      alias(piece, jour, p.commun().get("date_accident"), Role.CLAIM, tenus);
    }
    return tenus;
  }

  private static void alias(
      PieceLue piece, String champ, @Nullable String valeur, Role role, List<Held> tenus) {
    if (valeur != null && piece.champs().containsKey(champ)) {
      tenus.add(new Held(champ, valeur, role));
    }
  }

  private static double weight(PieceLue piece, List<Held> tenus, Weights poids) {
    return tenus.stream()
        .mapToDouble(
            t -> poids.of(Nature.of(t.champ()), Verdicts.evidence(piece, t.champ(), t.declare())))
        .sum();
  }

  private static double round(double x) {
    return Math.round(x * 1000) / 1000.0;
  }
}
