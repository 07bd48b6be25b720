package tn.flotte.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Counts how much of what was read is right. */
final class LectureScore {
  private static final double SURE = 0.95;

  /** Right ones among all, and the sum of likenesses. */
  private static final class Share {
    private int n;
    private int right;
    private double likeness;

    void add(boolean good, double alike) {
      n++;
      right += good ? 1 : 0;
      likeness += alike;
    }

    double percent() {
      return n == 0 ? 0 : 100.0 * right / n;
    }
  }

  /** Crosses found and missed. */
  private static final class Crosses {
    private int found;
    private int invented;
    private int missed;

    double f1() {
      int all = 2 * found + invented + missed;
      return all == 0 ? 1 : 2.0 * found / all;
    }
  }

  private final Share types = new Share();
  private final Share legibility = new Share();
  private final Share signatures = new Share();
  private final Share flags = new Share();
  private final Crosses crosses = new Crosses();
  private final Map<String, Share> groups = new TreeMap<>();
  private final Map<String, Share> byField = new TreeMap<>();
  private final Map<Integer, Share> bins = new TreeMap<>();
  private final Map<String, Share> sure = new TreeMap<>();
  private final Map<String, Map<String, Share>> plain = new TreeMap<>();

  /** A piece that was read; a missing one is an empty object. */
  void add(Papier papier, JsonNode lu) {
    boolean lisible = lu.path("lisible").asBoolean(false);
    legibility.add(lisible == papier.lisible(), 0);
    if (!papier.lisible()) {
      return;
    }
    types.add(lu.path("type").asString("").equals(papier.type()), 0);
    papier
        .champs()
        .forEach((champ, vrai) -> field(papier, champ, vrai, lu.path("champs").path(champ)));
  }

  private void field(Papier papier, String champ, JsonNode vrai, JsonNode lu) {
    JsonNode valeur = lu.path("valeur");
    boolean good;
    if (vrai.isArray()) {
      good = crosses(numbers(vrai), numbers(valeur));
    } else if (vrai.isBoolean()) {
      good = valeur.isBoolean() && valeur.asBoolean() == vrai.asBoolean();
      (champ.contains("signature") ? signatures : flags).add(good, 0);
    } else {
      String v = Valeur.normal(champ, vrai.asString(""));
      String l = valeur.isNull() ? "" : Valeur.normal(champ, valeur.asString(""));
      good = v.equals(l);
      double alike = Valeur.likeness(v, l);
      groups.computeIfAbsent(group(papier), k -> new Share()).add(good, alike);
      groups.computeIfAbsent(hand(papier) + " toutes", k -> new Share()).add(good, alike);
      String nom = champ.replaceFirst("^[ab]_", "");
      byField
          .computeIfAbsent(hand(papier) + " " + papier.type() + " " + nom, k -> new Share())
          .add(good, alike);
    }
    boolean claimed = !valeur.isNull() && !valeur.isMissingNode() && !isEmpty(valeur);
    if (claimed) {
      double confiance = lu.path("confiance").asDouble(0);
      bins.computeIfAbsent((int) Math.min(19, confiance * 20), k -> new Share()).add(good, 0);
      if (confiance >= SURE) {
        sure.computeIfAbsent(hand(papier), k -> new Share()).add(good, 0);
      }
    }
  }

  private static boolean isEmpty(JsonNode valeur) {
    return valeur.isArray() ? valeur.isEmpty() : valeur.asString("").isEmpty();
  }

  private boolean crosses(Set<Integer> vrai, Set<Integer> lu) {
    for (int n : lu) {
      if (vrai.contains(n)) {
        crosses.found++;
      } else {
        crosses.invented++;
      }
    }
    crosses.missed += (int) vrai.stream().filter(n -> !lu.contains(n)).count();
    return vrai.equals(lu);
  }

  private static Set<Integer> numbers(JsonNode liste) {
    Set<Integer> all = new HashSet<>();
    if (liste.isArray()) {
      liste.forEach(n -> all.add(n.asInt()));
    }
    return all;
  }

  /** The text that the plain command made of a page, searched for the same values. */
  void addPlain(String command, Papier papier, String texte) {
    if (!papier.lisible()) {
      return;
    }
    papier
        .champs()
        .forEach(
            (champ, vrai) -> {
              if (vrai.isString() && !vrai.asString().isEmpty()) {
                boolean found = Valeur.isIn(texte, vrai.asString());
                Map<String, Share> shares = plain.computeIfAbsent(command, k -> new TreeMap<>());
                shares.computeIfAbsent(group(papier), k -> new Share()).add(found, 0);
                shares.computeIfAbsent(hand(papier) + " toutes", k -> new Share()).add(found, 0);
              }
            });
  }

  private static String hand(Papier papier) {
    return papier.manuscrit() ? "manuscrit" : "imprimé";
  }

  private static String group(Papier papier) {
    return hand(papier) + " " + papier.degradation();
  }

  /** The figures asked for, each beside what was reached. */
  List<Exigence> exigences() {
    Share net = new Share();
    Share degrade = new Share();
    groups.forEach(
        (group, share) -> {
          if (group.startsWith("imprimé ") && !group.endsWith(" toutes")) {
            Share somme = group.matches(".* (phone|fax|lowres)") ? degrade : net;
            somme.n += share.n;
            somme.right += share.right;
          }
        });
    int n = sure.values().stream().mapToInt(s -> s.n).sum();
    int wrong = sure.values().stream().mapToInt(s -> s.n - s.right).sum();
    return List.of(
        Exigence.auMoins("nature des pièces", types.percent(), 98, "%", types.n),
        Exigence.auMoins("lisibilité", legibility.percent(), 97, "%", legibility.n),
        Exigence.auMoins(
            "imprimé net, penché, gris, tourné, né numérique", net.percent(), 97, "%", net.n),
        Exigence.auMoins(
            "imprimé photographié, par fax, à 110 ppp", degrade.percent(), 88, "%", degrade.n),
        Exigence.auMoins("croix, F1", crosses.f1(), 0.99, "", crosses.found + crosses.missed),
        Exigence.auMoins("signatures", signatures.percent(), 99, "%", signatures.n),
        Exigence.auPlus(
            "fausses parmi les valeurs sûres (0,95 ou plus)",
            n == 0 ? 0 : 100.0 * wrong / n,
            0.5,
            "%",
            n));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(row("Nature des pièces", types) + row("   lisibilité", legibility));
    lines.add(
        String.format(
            Locale.FRENCH,
            "Croix F1 %.3f (%d)   signatures %.1f %% (%d)   oui/non et cachets %.1f %% (%d)",
            crosses.f1(),
            crosses.found + crosses.missed,
            signatures.percent(),
            signatures.n,
            flags.percent(),
            flags.n));
    lines.add("");
    StringBuilder head =
        new StringBuilder(String.format("%-34s %6s %8s %8s", "Champs", "n", "exacts", "caract."));
    plain.keySet().forEach(c -> head.append(String.format(" %12s", c)));
    lines.add(head.toString());
    groups.forEach(
        (group, share) -> {
          StringBuilder line =
              new StringBuilder(
                  String.format(
                      Locale.FRENCH,
                      "%-34s %6d %7.1f%% %7.1f%%",
                      group,
                      share.n,
                      share.percent(),
                      100 * share.likeness / share.n));
          plain
              .values()
              .forEach(
                  shares ->
                      line.append(
                          String.format(
                              Locale.FRENCH,
                              " %11.1f%%",
                              shares.getOrDefault(group, new Share()).percent())));
          lines.add(line.toString());
        });
    lines.add("");
    byField.forEach(
        (field, share) ->
            lines.add(
                String.format(
                    Locale.FRENCH,
                    "%-46s %5d %7.1f%% %7.1f%%",
                    field,
                    share.n,
                    share.percent(),
                    100 * share.likeness / share.n)));
    lines.add("");
    lines.add("Confiance annoncée : valeurs, part juste");
    bins.forEach(
        (bin, share) ->
            lines.add(
                String.format(
                    Locale.FRENCH,
                    "  %.2f – %.2f  %5d %7.1f%%",
                    bin / 20.0,
                    (bin + 1) / 20.0,
                    share.n,
                    share.percent())));
    int n = sure.values().stream().mapToInt(s -> s.n).sum();
    int wrong = sure.values().stream().mapToInt(s -> s.n - s.right).sum();
    lines.add(
        String.format(
            Locale.FRENCH,
            "  à 0,95 ou plus : %d valeurs, %d fausses = %.2f %% (visé ≤ 0,5)",
            n,
            wrong,
            n == 0 ? 0 : 100.0 * wrong / n));
    return lines;
  }

  private static String row(String name, Share share) {
    return String.format(Locale.FRENCH, "%s %.1f %% (%d)", name, share.percent(), share.n);
  }
}
