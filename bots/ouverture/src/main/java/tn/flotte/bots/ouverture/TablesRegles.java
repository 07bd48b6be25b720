package tn.flotte.bots.ouverture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tn.flotte.bots.api.RuleTable;
import tn.flotte.connectors.pass.GenreLettre;

/** The rules in tables, for people who read no YAML. */
final class TablesRegles {
  private static final String AUCUN = "—";

  private TablesRegles() {}

  static List<RuleTable> de(Regles regles) {
    return List.of(
        natures(regles),
        complements(regles),
        faits(regles),
        new RuleTable(
            "Relances",
            "Quand des pièces demandées ne viennent pas.",
            List.of("Relance", "Valeur"),
            List.of(
                List.of("Délai avant chaque relance", jours(regles.relances().delaiJours())),
                List.of(
                    "Relances avant de prévenir la cellule",
                    Integer.toString(regles.relances().nombre())))),
        new RuleTable(
            "Barème des réserves",
            "En dinars. Un cas sans réserve va à une personne.",
            List.of("Nature", "Mode", "Réserve"),
            bareme(regles)),
        new RuleTable(
            "Nœud",
            "Où le dossier est ouvert.",
            List.of("Mode", "Jusqu'à " + Texte.montant(regles.noeud().plafond()), "Au-delà"),
            modes(regles).stream().map(mode -> noeud(regles, mode)).toList()),
        new RuleTable(
            "Conventions et lettres",
            "Ce qui manque à la convention est une remarque au dossier.",
            List.of("Mode", "Plafond", "Compagnie membre", "Preuve (l'une suffit)", "Lettre"),
            modes(regles).stream().map(mode -> convention(regles, mode)).toList()),
        lettres(regles),
        new RuleTable(
            "Barème de responsabilité",
            "D'après les cases que les deux conducteurs ont cochées sur le constat.",
            List.of("Cas", "Ce qui s'est passé", "L'un a coché", "L'autre a coché", "Parts"),
            regles.responsabilites().stream().map(TablesRegles::cas).toList()),
        comparaison(regles),
        ga(regles),
        formats(regles),
        new RuleTable(
            "Remarques et compagnies",
            "",
            List.of("Règle", "Valeur"),
            List.of(
                List.of("Remarques qui arrêtent l'ouverture", liste(regles.remarquesBloquantes())),
                List.of("Notre compagnie", regles.notreCompagnie()),
                List.of("Compagnies membres de la convention", liste(regles.compagnies())))));
  }

  private static RuleTable natures(Regles regles) {
    List<List<String>> rows = new ArrayList<>();
    new TreeMap<>(regles.natures())
        .forEach(
            (nom, nature) ->
                rows.add(
                    List.of(
                        nom,
                        nature.pieces().stream()
                            .map(
                                unDe ->
                                    unDe.stream()
                                        .map(Reponse::court)
                                        .collect(Collectors.joining(" ou ")))
                            .collect(Collectors.joining(" + ")),
                        liste(
                            nature.piecesFacultatives().stream()
                                .map(Reponse::court)
                                .collect(Collectors.toSet())),
                        jours(nature.delaiJours()),
                        ouiNon(nature.deuxParties()),
                        ouiNon(nature.ouvertureAutomatique()))));
    return new RuleTable(
        "Natures : pièces exigées et délais",
        "Le délai court des faits à la déclaration ; une déclaration plus tardive est une remarque. Une déclaration sur l'honneur demande %d témoin(s)."
            .formatted(regles.temoins()),
        List.of(
            "Nature",
            "Pièces exigées",
            "Pièces admises",
            "Délai",
            "Deux parties",
            "Le robot ouvre"),
        rows);
  }

  private static RuleTable complements(Regles regles) {
    List<List<String>> rows = new ArrayList<>();
    new TreeMap<>(regles.natures())
        .forEach(
            (nom, nature) -> {
              Regles.Depot depot = nature.depot();
              if (!depot.documents().isEmpty()) {
                rows.add(
                    List.of(
                        nom,
                        depot.cas() + (depot.exemple() ? " (liste d'exemple)" : ""),
                        String.join(" ; ", depot.documents()),
                        "rappelés dans la réponse, jamais attendus"));
              }
              Regles.Doute doute = nature.doute();
              if (!doute.remarques().isEmpty()) {
                rows.add(
                    List.of(
                        nom,
                        "doute : " + liste(doute.remarques()),
                        String.join(" ; ", doute.documents()),
                        "l'un est demandé, sauf si est venu : "
                            + liste(
                                doute.levePar().stream()
                                    .map(Reponse::court)
                                    .collect(Collectors.toSet()))));
              }
            });
    return new RuleTable(
        "Documents complémentaires", "", List.of("Nature", "Quand", "Documents", "Suite"), rows);
  }

  private static RuleTable faits(Regles regles) {
    List<List<String>> rows = new ArrayList<>();
    new TreeMap<>(regles.faits().natures())
        .forEach((nature, mots) -> rows.add(List.of(nature, mots(mots))));
    return new RuleTable(
        "Mots qui disent la nature",
        "Sans accents ni majuscules, dans un texte imprimé lu avec une confiance d'au moins %s."
            .formatted(nombre(regles.faits().confiance())),
        List.of("Nature", "Mots"),
        rows);
  }

  private static List<List<String>> bareme(Regles regles) {
    List<List<String>> rows = new ArrayList<>();
    new TreeMap<>(regles.bareme())
        .forEach(
            (nature, modes) ->
                new TreeMap<>(modes)
                    .forEach(
                        (mode, reserve) ->
                            rows.add(List.of(nature, mode, Texte.montant(reserve)))));
    return rows;
  }

  private static Set<String> modes(Regles regles) {
    Set<String> modes = new TreeSet<>(regles.conventions().keySet());
    regles.bareme().values().forEach(reserves -> modes.addAll(reserves.keySet()));
    modes.addAll(regles.lettres().keySet());
    modes.addAll(regles.noeud().modesSansPlafond());
    return modes;
  }

  private static List<String> noeud(Regles regles, String mode) {
    String agence = "agence";
    return List.of(
        mode,
        agence,
        regles.noeud().modesSansPlafond().contains(mode) ? agence : regles.noeud().siege());
  }

  private static List<String> convention(Regles regles, String mode) {
    Regles.Convention convention = regles.convention(mode);
    BigDecimal plafond = convention.plafond();
    return List.of(
        mode,
        plafond == null ? AUCUN : Texte.montant(plafond),
        convention.compagnieMembre() ? "exigée" : AUCUN,
        liste(convention.preuves().stream().map(Reponse::court).collect(Collectors.toSet())),
        regles.lettres().containsKey(mode)
            ? String.valueOf(regles.lettres().get(mode)).toLowerCase(Locale.ROOT)
            : AUCUN);
  }

  private static RuleTable lettres(Regles regles) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("Toute lettre", "remise, après l'édition", jours(regles.delaisLettres().remise())));
    for (GenreLettre genre : GenreLettre.values()) {
      rows.add(
          List.of(
              switch (genre) {
                case IDA -> "Lettre IDA";
                case OUVERTURE -> "Lettre d'ouverture";
              },
              switch (genre) {
                case IDA -> "opposition de la compagnie adverse, après la remise";
                case OUVERTURE -> "ouverture par la compagnie adverse, après la remise";
              },
              jours(regles.delaisLettres().suite(genre))));
    }
    return new RuleTable(
        "Délais des lettres",
        "Une lettre éditée plus tôt garde les délais sous lesquels elle l'a été.",
        List.of("Lettre", "Délai", "Jours"),
        rows);
  }

  private static List<String> cas(Regles.Cas cas) {
    return List.of(
        Integer.toString(cas.numero()),
        cas.libelle(),
        cases(cas.cochees()),
        cases(cas.autre()),
        "%d %% / %d %%".formatted(cas.part(), 100 - cas.part()));
  }

  private static String cases(Set<Integer> boxes) {
    return boxes.isEmpty()
        ? "aucune"
        : new TreeSet<>(boxes).stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static RuleTable comparaison(Regles regles) {
    List<List<String>> rows = new ArrayList<>();
    for (ChampPass champ : ChampPass.values()) {
      rows.add(
          List.of(
              champ.libelle(),
              ouiNon(regles.cle(champ)),
              regles.bloquant(champ) ? "va à une personne" : "remarque",
              regles.doute(champ) ? "va à une personne" : AUCUN,
              regles
                  .correctible(champ)
                  .map(c -> "si %d autres champs clés concordent".formatted(c.concordances()))
                  .orElse(AUCUN)));
    }
    Regles.Recherche recherche = regles.recherche();
    return new RuleTable(
        "Comparaison avec PASS",
        ("Une lecture est sûre à partir d'une confiance de %s. Un sinistre connu par son numéro s'ouvre si %d champ(s) au moins concordent ;"
                + " sans numéro, il faut %d points et %d d'avance (concorde %d, probable %d, contredit %d).")
            .formatted(
                nombre(regles.lectureSure()),
                regles.concordancesMinimales(),
                recherche.minimum(),
                recherche.ecart(),
                recherche.concorde(),
                recherche.probable(),
                recherche.contredit()),
        List.of(
            "Champ",
            "Désigne le sinistre",
            "Contradiction sûre",
            "Contradiction probable",
            "Le robot corrige PASS"),
        rows);
  }

  private static RuleTable ga(Regles regles) {
    Regles.Ga ga = regles.ga();
    List<List<String>> rows = new ArrayList<>();
    Map<String, Set<String>> needed = new TreeMap<>(ga.seulementSi());
    needed.forEach(
        (nature, mots) -> rows.add(List.of("Nature " + nature, "seulement si : " + mots(mots))));
    rows.add(List.of("Mots qui excluent GA", mots(ga.motsExclus())));
    rows.add(
        List.of(
            "Pièces qui excluent GA",
            liste(ga.piecesExclues().stream().map(Reponse::court).collect(Collectors.toSet()))));
    return new RuleTable(
        "Gestion GA",
        "Un sinistre que PASS confie à GA et que GA ne prend pas va à une personne.",
        List.of("Règle", "Valeur"),
        rows);
  }

  private static RuleTable formats(Regles regles) {
    Formats formats = regles.formats();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "Déclaration",
            formats.declaration().expression().pattern(),
            formats.declaration().ecriture().modele()));
    rows.add(
        List.of(
            "Dossier",
            formats.dossier().expression().pattern(),
            formats.dossier().ecriture().modele()));
    rows.add(List.of("Ordre de mission", formats.om().pattern(), AUCUN));
    formats
        .immatriculations()
        .forEach(
            format ->
                rows.add(
                    List.of(
                        "Immatriculation",
                        format.expression().pattern(),
                        format.ecriture().modele())));
    return new RuleTable(
        "Formats",
        "Comment s'écrivent les numéros.",
        List.of("Numéro", "Expression régulière", "Écriture dans PASS"),
        rows);
  }

  private static String jours(int days) {
    return days == 1 ? "1 jour" : days + " jours";
  }

  private static String ouiNon(boolean yes) {
    return yes ? "oui" : "non";
  }

  private static String nombre(double number) {
    return String.format(Locale.FRENCH, "%.2f", number);
  }

  private static String mots(Collection<String> words) {
    return liste(
        words.stream().map(w -> w.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
  }

  private static String liste(Collection<String> values) {
    return values.isEmpty() ? AUCUN : values.stream().sorted().collect(Collectors.joining(", "));
  }
}
