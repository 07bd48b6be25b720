package tn.flotte.bots.ouverture;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tn.flotte.connectors.pass.GenreLettre;

/**
 * The procedure's rules as data (annex A steps 3, 7–10; IDA and HIDA conventions), as {@link
 * LecteurRegles} has read and checked them.
 *
 * @param version recorded with every decision
 * @param natures by nature of the claim as PASS spells it
 * @param temoins witnesses that a declaration on honour needs
 * @param champsCles fields that name the claim
 * @param champsBloquants fields in which a sure contradiction stops
 * @param champsDoute fields in which already a likely contradiction stops
 * @param lectureSure confidence from which a typed reading is sure
 * @param corrections fields that may be corrected, and under which condition
 * @param concordancesMinimales fields that must agree before a claim known by its number is opened
 * @param lettres letter by mode
 * @param delaisLettres how long people and the adverse company have for a letter
 * @param bareme reserve in TND by nature, then mode
 * @param conventions what a mode asks for beyond the pieces
 * @param responsabilites the table of liability, in its order
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
    double lectureSure,
    List<Correctible> corrections,
    int concordancesMinimales,
    Recherche recherche,
    Orientation noeud,
    Map<String, GenreLettre> lettres,
    DelaisLettres delaisLettres,
    Map<String, Map<String, BigDecimal>> bareme,
    Map<String, Convention> conventions,
    List<Cas> responsabilites,
    Relances relances,
    Signes signes,
    Set<String> remarquesBloquantes,
    Set<String> compagnies,
    String notreCompagnie,
    Formats formats) {
  Regles {
    natures = Map.copyOf(natures);
    champsCles = Set.copyOf(champsCles);
    champsBloquants = Set.copyOf(champsBloquants);
    champsDoute = Set.copyOf(champsDoute);
    corrections = List.copyOf(corrections);
    lettres = Map.copyOf(lettres);
    bareme = Map.copyOf(bareme);
    conventions = Map.copyOf(conventions);
    responsabilites = List.copyOf(responsabilites);
    remarquesBloquantes = Set.copyOf(remarquesBloquantes);
    compagnies = Set.copyOf(compagnies);
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
      piecesFacultatives = Set.copyOf(piecesFacultatives);
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
      documents = List.copyOf(documents);
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
      remarques = Set.copyOf(remarques);
      levePar = Set.copyOf(levePar);
      documents = List.copyOf(documents);
    }
  }

  /**
   * How papers tell what happened.
   *
   * @param confiance from which typed text is believed
   * @param natures words by nature, as {@link Indices#mots} makes them
   */
  record Faits(double confiance, Map<String, Set<String>> natures) {
    Faits {
      natures = Map.copyOf(natures);
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
      seulementSi = Map.copyOf(seulementSi);
      motsExclus = Set.copyOf(motsExclus);
      piecesExclues = Set.copyOf(piecesExclues);
    }
  }

  /**
   * A field that may be corrected.
   *
   * @param champ the field's name in PASS
   * @param concordances how many key fields, other than this one, must agree surely
   */
  record Correctible(String champ, int concordances) {}

  /** Points that name a claim when no number does. */
  record Recherche(int minimum, int ecart, int concorde, int probable, int contredit) {}

  /** Where a dossier is opened: {@code plafond} in TND. */
  record Orientation(String siege, BigDecimal plafond, Set<String> modesSansPlafond) {
    Orientation {
      modesSansPlafond = Set.copyOf(modesSansPlafond);
    }
  }

  /**
   * Days that a letter to the adverse company leaves.
   *
   * @param remise from its printing within which people hand it over
   * @param suites by letter, from its handing over: to oppose (IDA), to open a file (HIDA)
   */
  record DelaisLettres(int remise, Map<GenreLettre, Integer> suites) {
    /** What the company works with; rules that were saved before say nothing of it. */
    static final DelaisLettres USUELS =
        new DelaisLettres(7, Map.of(GenreLettre.IDA, 20, GenreLettre.OUVERTURE, 20));

    DelaisLettres {
      suites = Map.copyOf(suites);
    }

    int suite(GenreLettre genre) {
      Integer days = suites.get(genre);
      return days == null ? USUELS.suite(genre) : days;
    }
  }

  /**
   * Reminders of pieces that were asked for.
   *
   * @param delaiJours days from the request to the first reminder, and between two
   * @param nombre how many before a person is told that nothing comes; 0 for none, and nobody told
   */
  record Relances(int delaiJours, int nombre) {}

  /**
   * What a mode of settlement asks for, each told as a remark when it lacks.
   *
   * @param plafond the highest estimation in TND; null for none
   * @param compagnieMembre whether the adverse company must be a member of the convention
   * @param preuves types of which one must be there, signed and with its witnesses; empty for none
   */
  record Convention(@Nullable BigDecimal plafond, boolean compagnieMembre, Set<String> preuves) {
    static final Convention LIBRE = new Convention(null, false, Set.of());

    Convention {
      preuves = Set.copyOf(preuves);
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
    /** For rules that say nothing of signs: nobody looks. */
    static final Signes AUCUN = new Signes(1, Map.of(), 0, 1, 0, 1, List.of());

    Signes {
      points = Map.copyOf(points);
      circonstancesOpposees = circonstancesOpposees.stream().map(List::copyOf).toList();
    }
  }

  /**
   * One case of the table of liability.
   *
   * @param numero the case's number in the table
   * @param cochees the boxes that one driver ticked on the constat, these and no other
   * @param autre the boxes that the other ticked, these and no other
   * @param part the share in percent of the one who ticked {@code cochees}; the other bears the
   *     rest
   */
  record Cas(int numero, String libelle, Set<Integer> cochees, Set<Integer> autre, int part) {
    Cas {
      cochees = Set.copyOf(cochees);
      autre = Set.copyOf(autre);
    }

    /** The share of whoever ticked {@code ours}; empty when this case isn't theirs. */
    Optional<Integer> part(Set<Integer> ours, Set<Integer> theirs) {
      if (ours.equals(cochees) && theirs.equals(autre)) {
        return Optional.of(part);
      }
      return ours.equals(autre) && theirs.equals(cochees)
          ? Optional.of(100 - part)
          : Optional.empty();
    }
  }

  /** Whether a claim of this nature has an adverse party; an unknown nature might. */
  boolean deuxParties(String nature) {
    Nature rule = natures.get(nature);
    return rule == null || rule.deuxParties();
  }

  Convention convention(String mode) {
    return conventions.getOrDefault(mode, Convention.LIBRE);
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
}
