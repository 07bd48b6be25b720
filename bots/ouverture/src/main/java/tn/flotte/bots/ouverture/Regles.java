package tn.flotte.bots.ouverture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.Resource;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.connectors.pass.GenreLettre;

/**
 * The procedure's rules as data (annex A steps 3, 7–10; IDA convention), read from YAML and checked
 * before the bot starts.
 *
 * @param version recorded with every decision
 * @param natures by nature of the claim as PASS spells it
 * @param temoins witnesses that a declaration on honour needs
 * @param champsCles fields that name the claim
 * @param champsBloquants fields in which a sure contradiction stops
 * @param champsDoute fields in which already a likely contradiction stops
 * @param corrections fields that may be corrected, and under which condition
 * @param concordancesMinimales fields that must agree before a claim known by its number is opened
 * @param lettres letter by mode
 * @param bareme reserve in TND by nature, then mode
 * @param relances when the sender is reminded of pieces that were asked for
 * @param signes what asks for a second look before a dossier is opened
 * @param remarquesBloquantes codes of {@link Remarque} that stop instead of being noted
 */
record Regles(
    int version,
    Map<String, Nature> natures,
    int temoins,
    Faits faits,
    Ga ga,
    Set<String> champsCles,
    Set<String> champsBloquants,
    Set<String> champsDoute,
    List<Correctible> corrections,
    int concordancesMinimales,
    Recherche recherche,
    Orientation noeud,
    Map<String, GenreLettre> lettres,
    Map<String, Map<String, BigDecimal>> bareme,
    Ida ida,
    Relances relances,
    Signes signes,
    Set<String> remarquesBloquantes,
    Set<String> compagnies,
    String notreCompagnie) {

  Regles {
    natures = Map.copyOf(natures);
    champsCles = Set.copyOf(champsCles);
    champsBloquants = Set.copyOf(champsBloquants);
    champsDoute = Set.copyOf(champsDoute);
    corrections = List.copyOf(corrections);
    lettres = Map.copyOf(lettres);
    bareme = Map.copyOf(bareme);
    remarquesBloquantes = remarquesBloquantes == null ? Set.of() : Set.copyOf(remarquesBloquantes);
    compagnies = Set.copyOf(compagnies);
    require(version > 0, "version must be at least 1");
    require(!natures.isEmpty(), "natures must name at least one nature");
    require(temoins >= 0 && temoins <= 2, "temoins must be 0, 1 or 2, as the paper has places for");
    require(
        natures.keySet().containsAll(faits.natures().keySet()),
        "faits.natures has an unknown nature: " + faits.natures().keySet());
    require(
        natures.keySet().containsAll(ga.seulementSi().keySet()),
        "ga.seulement-si has an unknown nature: " + ga.seulementSi().keySet());
    require(
        ChampPass.NOMS.containsAll(champsCles), "champs-cles has an unknown field: " + champsCles);
    require(
        ChampPass.NOMS.containsAll(champsBloquants),
        "champs-bloquants has an unknown field: " + champsBloquants);
    require(
        ChampPass.NOMS.containsAll(champsDoute),
        "champs-doute has an unknown field: " + champsDoute);
    for (Correctible correctible : corrections) {
      require(
          ChampPass.NOMS.contains(correctible.champ()),
          "corrections has an unknown field: " + correctible.champ());
    }
    require(
        Remarque.CODES.containsAll(remarquesBloquantes),
        "remarques-bloquantes has an unknown code: " + remarquesBloquantes);
    require(compagnies.contains(notreCompagnie), "notre-compagnie must be one of compagnies");
    for (Map.Entry<String, Nature> nature : natures.entrySet()) {
      require(
          !nature.getValue().ouvertureAutomatique() || bareme.containsKey(nature.getKey()),
          "bareme has no reserve for " + nature.getKey() + ", which is opened automatically");
    }
  }

  /**
   * What a nature of claim asks for.
   *
   * @param pieces each entry is satisfied by any one of its types
   * @param piecesFacultatives types of another nature that don't contradict this one
   * @param delaiJours days from the accident to the declaration
   * @param deuxParties whether side B of the constat is filled in; if not, side A is the insured's
   * @param ouvertureAutomatique whether the robot may open by itself, or leaves the opening to a
   *     person
   */
  record Nature(
      List<List<String>> pieces,
      Set<String> piecesFacultatives,
      int delaiJours,
      boolean deuxParties,
      boolean ouvertureAutomatique,
      Depot depot,
      Doute doute) {
    Nature {
      pieces = pieces.stream().map(List::copyOf).toList();
      piecesFacultatives = piecesFacultatives == null ? Set.of() : Set.copyOf(piecesFacultatives);
      depot = depot == null ? Depot.AUCUN : depot;
      doute = doute == null ? Doute.AUCUN : doute;
      require(
          !pieces.isEmpty() && pieces.stream().noneMatch(List::isEmpty), "pieces may not be empty");
      pieces.forEach(oneOf -> exigibles("pieces", oneOf));
      exigibles("pieces-facultatives", piecesFacultatives);
      require(delaiJours > 0, "delai-jours must be positive");
    }

    boolean exige(String type) {
      return pieces.stream().anyMatch(oneOf -> oneOf.contains(type));
    }

    boolean admet(String type) {
      return exige(type) || piecesFacultatives.contains(type);
    }
  }

  /**
   * Documents that the agency collects on paper; they are named in the answer and never waited for.
   *
   * @param exemple whether the list is sample data, which the answer then says
   * @param cas when they are needed, in French, such as "vol total"
   */
  record Depot(boolean exemple, String cas, List<String> documents) {
    static final Depot AUCUN = new Depot(false, "", List.of());

    Depot {
      cas = cas == null ? "" : cas.strip();
      documents = nommes(documents);
      require(documents.isEmpty() || !cas.isEmpty(), "depot.cas must say when they are needed");
    }
  }

  /**
   * When further documents are asked for (annex A, fire, step 15).
   *
   * @param remarques codes of {@link Remarque} that make a doubt
   * @param levePar types of which one, legible, settles it
   * @param documents of which one is asked for, in French
   */
  record Doute(Set<String> remarques, Set<String> levePar, List<String> documents) {
    static final Doute AUCUN = new Doute(Set.of(), Set.of(), List.of());

    Doute {
      remarques = remarques == null ? Set.of() : Set.copyOf(remarques);
      levePar = levePar == null ? Set.of() : Set.copyOf(levePar);
      documents = nommes(documents);
      require(
          Remarque.CODES.containsAll(remarques) && !remarques.contains(Remarque.DOUTE),
          "doute.remarques has an unknown code: " + remarques);
      exigibles("doute.leve-par", levePar);
      require(
          remarques.isEmpty() || !documents.isEmpty(), "doute.documents must say what to ask for");
    }
  }

  /**
   * How papers tell what happened.
   *
   * @param confiance from which typed text is believed
   * @param natures words by nature
   */
  record Faits(double confiance, Map<String, Set<String>> natures) {
    Faits {
      require(confiance > 0.5 && confiance <= 1, "faits.confiance must lie between 0.5 and 1");
      natures = mots(natures);
    }
  }

  /**
   * What Générale Assistance never takes.
   *
   * @param seulementSi words by nature, one of which must surely stand on a paper
   * @param motsExclus words that exclude GA
   * @param piecesExclues types that exclude GA, unless the nature requires them
   */
  record Ga(
      Map<String, Set<String>> seulementSi, Set<String> motsExclus, Set<String> piecesExclues) {
    Ga {
      seulementSi = mots(seulementSi);
      motsExclus = motsExclus == null ? Set.of() : mots(motsExclus);
      piecesExclues = piecesExclues == null ? Set.of() : Set.copyOf(piecesExclues);
      exigibles("ga.pieces-exclues", piecesExclues);
    }
  }

  /**
   * A field that may be corrected.
   *
   * @param champ the field's name in PASS
   * @param concordances how many key fields, other than this one, must agree surely
   */
  record Correctible(String champ, int concordances) {
    Correctible {
      require(
          concordances >= 1, "concordances must be at least 1: a correction needs a certain claim");
    }
  }

  /** Points that name a claim when no number does. */
  record Recherche(int minimum, int ecart, int concorde, int probable, int contredit) {
    Recherche {
      require(
          minimum > 0 && ecart > 0 && concorde > 0 && probable > 0 && contredit < 0,
          "recherche: signs are wrong");
    }
  }

  /** Where a dossier is opened: {@code plafond} in TND. */
  record Orientation(String siege, BigDecimal plafond, Set<String> modesSansPlafond) {
    Orientation {
      modesSansPlafond = Set.copyOf(modesSansPlafond);
      require(plafond.signum() > 0, "noeud.plafond must be positive");
    }
  }

  /**
   * Reminders of pieces that were asked for.
   *
   * @param delaiJours days from the request to the first reminder, and between two
   * @param nombre how many before a person is told that nothing comes; 0 for none, and nobody told
   */
  record Relances(int delaiJours, int nombre) {
    Relances {
      require(delaiJours > 0, "relances.delai-jours must be positive");
      require(nombre >= 0, "relances.nombre may not be negative");
    }
  }

  /**
   * Signs that ask for a second look: none says anything about anybody, and only several together
   * stop the robot.
   *
   * @param seuil points from which a person looks
   * @param points by code of {@link Signe}; a code that is left out counts for nothing
   * @param contratRecentJours days from the contract's first day in which an accident is noted
   * @param historiqueJours how far back other claims count
   * @param distance bits of {@code 256} in which the prints of one paper may differ
   * @param sinistresAuPlus a paper that more other claims show is a form letter, not a piece
   * @param circonstancesOpposees pairs of boxes, of vehicle A and of vehicle B, that can't both be
   *     true
   */
  record Signes(
      int seuil,
      Map<String, Integer> points,
      int contratRecentJours,
      int historiqueJours,
      int distance,
      int sinistresAuPlus,
      List<List<Integer>> circonstancesOpposees) {
    Signes {
      points = Map.copyOf(points);
      circonstancesOpposees =
          circonstancesOpposees == null
              ? List.of()
              : circonstancesOpposees.stream().map(List::copyOf).toList();
      require(seuil > 0, "signes.seuil must be positive");
      require(
          Signe.CODES.containsAll(points.keySet()),
          "signes.points has an unknown code: " + points.keySet());
      require(points.values().stream().allMatch(p -> p >= 0), "signes.points may not be negative");
      require(contratRecentJours >= 0, "signes.contrat-recent-jours may not be negative");
      require(historiqueJours > 0, "signes.historique-jours must be positive");
      require(
          distance >= 0 && distance <= 50,
          "signes.distance must lie between 0 and 50: beyond, different papers are alike");
      require(sinistresAuPlus > 0, "signes.sinistres-au-plus must be positive");
      require(
          circonstancesOpposees.stream().allMatch(pair -> pair.size() == 2),
          "signes.circonstances-opposees: each line has two boxes");
    }
  }

  /** Conditions of the IDA convention; {@code plafond} in TND. */
  record Ida(BigDecimal plafond) {}

  /** Whether a claim of this nature has an adverse party; an unknown nature might. */
  boolean deuxParties(String nature) {
    Nature rule = natures.get(nature);
    return rule == null || rule.deuxParties();
  }

  Optional<Correctible> correctible(ChampPass champ) {
    return corrections.stream().filter(c -> c.champ().equals(champ.nom())).findFirst();
  }

  boolean cle(ChampPass champ) {
    return champsCles.contains(champ.nom());
  }

  boolean doute(ChampPass champ) {
    return champsDoute.contains(champ.nom());
  }

  boolean bloquant(ChampPass champ) {
    return champsBloquants.contains(champ.nom());
  }

  /** Reads and checks the rules; CONFIGURATION when they are not as they should be. */
  static Regles read(Resource yaml) {
    try {
      MutablePropertySources sources = new MutablePropertySources();
      new YamlPropertySourceLoader().load("regles", yaml).forEach(sources::addLast);
      return new Binder(ConfigurationPropertySources.from(sources))
          .bind(
              "", Bindable.of(Regles.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
          .get();
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "The rules of the opening bot cannot be read from " + yaml.getDescription() + ".",
          new UncheckedIOException(e));
    } catch (RuntimeException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "The rules of the opening bot in "
              + yaml.getDescription()
              + " are refused: "
              + rootMessage(e),
          e);
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static Map<String, Set<String>> mots(Map<String, Set<String>> byNature) {
    return byNature == null
        ? Map.of()
        : byNature.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> mots(e.getValue())));
  }

  private static Set<String> mots(Set<String> words) {
    Set<String> plain = words.stream().map(Indices::mots).collect(Collectors.toUnmodifiableSet());
    require(plain.stream().noneMatch(String::isBlank), "a word may not be empty: " + words);
    return plain;
  }

  private static List<String> nommes(List<String> documents) {
    List<String> named = documents == null ? List.of() : List.copyOf(documents);
    require(named.stream().noneMatch(String::isBlank), "documents may not be empty");
    return named;
  }

  private static void exigibles(String key, Collection<String> types) {
    require(Piece.EXIGIBLES.containsAll(types), key + " has an unknown piece: " + types);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
