package tn.flotte.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Counts how right the verdicts on key fields are, against the record as it is and against one with
 * a figure changed, and how far their confidence carries over to a hand that was left out.
 */
final class VerdictScore {
  private static final Pattern KEY =
      Pattern.compile(
          "([ab]_)?(vehicule_immatriculation|assurance_police)|date_accident|numero_declaration");

  /** One record in so many holds a mistyped value. */
  private static final double TYPING_ERRORS = 1 / 20.0;

  private static final List<String> VERDICTS =
      List.of("MATCH", "PROBABLE", "CONFLICT", "UNREADABLE");

  private final Map<String, int[]> counts = new TreeMap<>();
  private final Map<String, int[]> claims = new TreeMap<>();

  /** Weight of right and wrong verdicts by hand and announced confidence. */
  private final Map<String, Map<String, double[]>> byHand = new TreeMap<>();

  static boolean isKey(String champ) {
    return KEY.matcher(champ).matches();
  }

  /** A verdict on a value of which it is known whether it is the one on the paper. */
  void add(Papier papier, JsonNode verdict, boolean same) {
    String said = verdict.path("verdict").asString("");
    int at = VERDICTS.indexOf(said);
    if (at < 0) {
      return;
    }
    String group =
        (papier.manuscrit() ? "manuscrit" : "imprimé")
            + (same ? ", valeur juste" : ", un chiffre changé");
    counts.computeIfAbsent(group, k -> new int[4])[at]++;
    if (at == 3) {
      return;
    }
    boolean right = same == (at < 2);
    double weight = same ? 1 - TYPING_ERRORS : TYPING_ERRORS;
    String kind = said + " " + verdict.path("confiance").asDouble();
    byHand.computeIfAbsent(papier.main(), k -> new LinkedHashMap<>())
            .computeIfAbsent(kind, k -> new double[2])[right ? 0 : 1] +=
        weight;
  }

  /** The claim that was named, if one was. */
  void addClaim(Papier papier, JsonNode sinistre) {
    String group =
        (papier.manuscrit() ? "manuscrit" : "imprimé") + (papier.isClean() ? " net" : " dégradé");
    int[] c = claims.computeIfAbsent(group, k -> new int[5]);
    c[0]++;
    if (sinistre.isMissingNode()) {
      return;
    }
    boolean right = sinistre.path("numero").asString("").equals(papier.preouverture());
    boolean sure = sinistre.path("sur").asBoolean(false);
    c[right ? 1 : 2]++;
    if (sure) {
      c[right ? 3 : 4]++;
    }
  }

  /** The figures asked for, each beside what was reached. */
  List<Exigence> exigences() {
    int[] juste = counts.getOrDefault("manuscrit, valeur juste", new int[4]);
    int[] change = counts.getOrDefault("manuscrit, un chiffre changé", new int[4]);
    int[] net = claims.getOrDefault("manuscrit net", new int[5]);
    int sursFaux = claims.values().stream().mapToInt(c -> c[4]).sum();
    int justes = Arrays.stream(juste).sum();
    int changes = Arrays.stream(change).sum();
    return List.of(
        Exigence.auMoins(
            "champs clés manuscrits : avis juste ou UNREADABLE",
            100.0 * (justes - juste[2]) / Math.max(1, justes),
            99,
            "%",
            justes),
        Exigence.auPlus(
            "champs clés manuscrits, un chiffre changé dans PASS : MATCH",
            100.0 * change[0] / Math.max(1, changes),
            0.3,
            "%",
            changes),
        Exigence.auMoins(
            "sinistre nommé par une seule pièce, manuscrit net",
            100.0 * net[1] / Math.max(1, net[0]),
            90,
            "%",
            net[0]),
        Exigence.auPlus(
            "sinistre faux et dit sûr",
            sursFaux,
            0,
            "",
            claims.values().stream().mapToInt(c -> c[0]).sum()));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%-34s %8s %8s %8s %10s   %s",
            "Avis sur les champs clés", "MATCH", "PROBABLE", "CONFLICT", "UNREADABLE", "faux"));
    counts.forEach(
        (group, c) -> {
          int all = c[0] + c[1] + c[2] + c[3];
          boolean same = group.endsWith("juste");
          lines.add(
              String.format(
                  Locale.FRENCH,
                  "%-34s %8d %8d %8d %10d   %s %.2f %%",
                  group,
                  c[0],
                  c[1],
                  c[2],
                  c[3],
                  same ? "CONFLICT" : "MATCH",
                  100.0 * c[same ? 2 : 0] / Math.max(1, all)));
        });
    lines.add("");
    lines.add(
        "Confiance des avis, apprise sur les autres mains (une main écartée à la fois ; une saisie sur 20"
            + " est fausse)");
    lines.add(String.format("%-34s %8s %10s %10s", "main écartée", "poids", "attendu", "constaté"));
    byHand.keySet().forEach(hand -> lines.add(leftOut(hand)));
    lines.add("");
    lines.add(
        String.format(
            "%-34s %6s %8s %6s %12s %10s",
            "Sinistre nommé par une pièce", "n", "juste", "faux", "sûr et juste", "sûr, faux"));
    claims.forEach(
        (group, c) ->
            lines.add(
                String.format(
                    Locale.FRENCH,
                    "%-34s %6d %7.1f%% %6d %11.1f%% %10d",
                    group,
                    c[0],
                    100.0 * c[1] / c[0],
                    c[2],
                    100.0 * c[3] / c[0],
                    c[4])));
    return lines;
  }

  private String leftOut(String hand) {
    double weight = 0;
    double expected = 0;
    double seen = 0;
    for (Map.Entry<String, double[]> kind : byHand.getOrDefault(hand, Map.of()).entrySet()) {
      double right = 0.5;
      double all = 1;
      for (Map.Entry<String, Map<String, double[]>> other : byHand.entrySet()) {
        if (!other.getKey().equals(hand)) {
          double[] c = other.getValue().getOrDefault(kind.getKey(), new double[2]);
          right += c[0];
          all += c[0] + c[1];
        }
      }
      double n = kind.getValue()[0] + kind.getValue()[1];
      weight += n;
      expected += n * right / all;
      seen += kind.getValue()[0];
    }
    return String.format(
        Locale.FRENCH,
        "%-34s %8.1f %9.1f%% %9.1f%%",
        hand,
        weight,
        100 * expected / weight,
        100 * seen / weight);
  }
}
