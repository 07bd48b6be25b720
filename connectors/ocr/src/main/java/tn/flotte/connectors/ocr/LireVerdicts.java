package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The part of {@code lire} that holds papers against an extract of PASS: which claim a file belongs
 * to, and a verdict on each declared value.
 */
final class LireVerdicts {
  private static final String ALL = "toutes";

  @Option(
      names = "--pass-data",
      paramLabel = "FICHIER",
      description = "extrait de PASS (préouvertures, contrats) : dit de quel sinistre il s'agit")
  private @Nullable Path passData;

  @Option(
      names = "--declaration",
      paramLabel = "NUM",
      description =
          "donne un avis sur chaque valeur que PASS déclare ; « toutes » les compare toutes")
  private List<String> declarations = List.of();

  private List<Preouverture> connues = List.of();

  /**
   * Reads the extract, if one is asked for.
   *
   * @throws IOException with a French sentence when it or a number cannot be used
   */
  void prepare() throws IOException {
    Path fichier = passData;
    if (fichier == null) {
      if (!declarations.isEmpty()) {
        throw new IOException("--declaration demande aussi --pass-data.");
      }
      return;
    }
    connues = PassData.read(fichier);
    for (String numero : declarations) {
      if (!numero.equals(ALL) && connues.stream().noneMatch(p -> p.numero().equals(numero))) {
        throw new IOException(fichier + " ne connaît pas la déclaration " + numero + ".");
      }
    }
  }

  /** The keys that an object of {@code --json} gets besides the contract's own. */
  Map<String, Object> json(PieceLue piece) {
    Map<String, Object> objet = new LinkedHashMap<>();
    if (connues.isEmpty()) {
      return objet;
    }
    Rapprochement.name(List.of(piece), connues).ifPresent(s -> objet.put("sinistre", s));
    Map<String, Object> verdicts = new LinkedHashMap<>();
    for (Preouverture p : asked()) {
      verdicts.put(p.numero(), verdicts(piece, p));
    }
    if (!verdicts.isEmpty()) {
      objet.put("verdicts", verdicts);
    }
    return objet;
  }

  private List<Preouverture> asked() {
    return declarations.contains(ALL)
        ? connues
        : connues.stream().filter(p -> declarations.contains(p.numero())).toList();
  }

  private static Map<String, Object> verdicts(PieceLue piece, Preouverture p) {
    Map<String, String> declares = Rapprochement.declared(piece, p);
    Map<String, Object> verdicts = new LinkedHashMap<>();
    Rapprochement.judge(piece, p)
        .forEach(
            (champ, j) -> {
              Map<String, Object> v = new LinkedHashMap<>();
              v.put("verdict", j.verdict());
              v.put("confiance", j.confiance());
              v.put("declare", declares.getOrDefault(champ, ""));
              verdicts.put(champ, v);
            });
    return verdicts;
  }

  /** The same for people. */
  List<String> text(PieceLue piece) {
    List<String> lignes = new ArrayList<>();
    if (connues.isEmpty()) {
      return lignes;
    }
    lignes.add(
        Rapprochement.name(List.of(piece), connues)
            .map(
                s ->
                    "  sinistre "
                        + s.numero()
                        + (s.sur() ? ", sûr" : ", à confirmer")
                        + String.format(" (%.0f %%)", s.confiance() * 100))
            .orElse("  sinistre non reconnu"));
    for (Preouverture p : asked()) {
      Map<String, String> declares = Rapprochement.declared(piece, p);
      lignes.add("  face à " + p.numero() + " :");
      Rapprochement.judge(piece, p)
          .forEach(
              (champ, j) ->
                  lignes.add(
                      String.format(
                          "    %-28s %-11s %3.0f %%  déclaré : %s",
                          champ, inFrench(j), j.confiance() * 100, declares.get(champ))));
    }
    return lignes;
  }

  private static String inFrench(Jugement j) {
    return switch (j.verdict()) {
      case MATCH -> "concorde";
      case PROBABLE -> "probable";
      case CONFLICT -> j.isConflitSur() ? "contredit" : "contredit ?";
      case UNREADABLE -> "illisible";
    };
  }
}
