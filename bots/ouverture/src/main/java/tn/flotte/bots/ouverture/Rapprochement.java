package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tn.flotte.connectors.pass.Correction;
import tn.flotte.connectors.pass.Preouverture;

/**
 * Decides what the comparison of the papers with PASS means (annex A steps 8 and 9): open as it is,
 * correct and open, or let a person see both values. Only a sure reading on a claim that is
 * otherwise certain corrects PASS; handwriting that can't be read surely neither blocks nor
 * corrects.
 */
final class Rapprochement {
  /** Digits from which a plate counts as made out. */
  private static final int CHIFFRES_LUS = 4;

  private static final Set<String> CERTIFICATS =
      Set.of(Piece.CERTIFICAT_POLICE, Piece.CERTIFICAT_SECOURS);

  /** No paper is drawn up about a fact before it happened. */
  private static final List<String> APRES_LES_FAITS =
      List.of("date_affaire", "date_certificat", "date_declaration");

  private final Comparateur comparateur;
  private final Regles regles;

  Rapprochement(Comparateur comparateur, Regles regles) {
    this.comparateur = comparateur;
    this.regles = regles;
  }

  /** What the comparison means. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "rapprochement")
  sealed interface Resultat {
    List<Comparaison> comparaisons();

    List<Remarque> remarques();

    /**
     * The dossier may be opened, after these corrections (none, mostly).
     *
     * @param accidentConfirme whether something tells this accident, not just this contract
     */
    record Conforme(
        List<Correction> corrections,
        boolean accidentConfirme,
        List<Remarque> remarques,
        List<Comparaison> comparaisons)
        implements Resultat {
      public Conforme {
        corrections = List.copyOf(corrections);
        remarques = List.copyOf(remarques);
        comparaisons = List.copyOf(comparaisons);
      }
    }

    /** A person decides; the doubts name both values, a sentence each. */
    record AVerifier(List<String> doutes, List<Remarque> remarques, List<Comparaison> comparaisons)
        implements Resultat {
      public AVerifier {
        doutes = List.copyOf(doutes);
        remarques = List.copyOf(remarques);
        comparaisons = List.copyOf(comparaisons);
      }

      String motif() {
        return String.join(" ", doutes);
      }
    }
  }

  /**
   * @param pieces the mail's and the claim's
   * @param recuLe the day the mail came, in the company's zone
   * @param nommeParPiece whether a piece itself surely carries the claim's number
   * @param choix what the cell has settled
   */
  Resultat comparer(
      Preouverture preouverture,
      List<Piece> pieces,
      Indices indices,
      LocalDate recuLe,
      boolean nommeParPiece,
      Choix choix) {
    List<Comparaison> comparaisons =
        tranchees(preouverture, comparateur.comparer(preouverture, pieces), choix);
    Map<ChampPass, List<Comparaison>> byField =
        comparaisons.stream()
            .collect(
                Collectors.groupingBy(
                    Comparaison::champ, () -> new EnumMap<>(ChampPass.class), Collectors.toList()));
    List<String> doubts = new ArrayList<>();
    List<Correction> corrections = new ArrayList<>();
    List<Remarque> remarques = new ArrayList<>();

    byField.forEach(
        (champ, values) -> {
          Optional<Correction> correction =
              choix.valeur(champ).isPresent()
                  ? tranchee(preouverture, champ, choix, recuLe)
                  : correction(preouverture, champ, values, byField, recuLe);
          if (correction.isPresent()) {
            corrections.add(correction.get());
            return;
          }
          values.stream()
              .filter(c -> arrete(c) || c.avis() == Avis.CONTREDIT_SUR)
              .findFirst()
              .ifPresent(
                  c -> {
                    if (arrete(c)) {
                      doubts.add(ecart(c));
                    } else {
                      remarques.add(new Remarque(Remarque.DIFFERENCE, ecart(c)));
                    }
                  });
        });
    clues(preouverture, indices, corrections, byField, doubts);
    impossible(preouverture, corrections, pieces, recuLe, doubts);
    plaques(comparaisons, doubts);
    List<Correction> keys =
        corrections.stream()
            .filter(c -> regles.champsCles().contains(c.champ()))
            .filter(c -> choix.valeur(ChampPass.nomme(c.champ())).isEmpty())
            .toList();
    if (keys.size() > 1) {
      corrections.stream().map(Rapprochement::ecart).forEach(doubts::add);
    }
    if (doubts.isEmpty()
        && concordances(byField, indices, preouverture, nommeParPiece)
            < regles.concordancesMinimales()) {
      doubts.add(
          "Rien de ce qui a pu être lu sur les pièces ne confirme qu'elles concernent cette déclaration.");
    }
    remarques(preouverture, corrections, pieces, remarques);
    remarques.stream()
        .filter(r -> regles.remarquesBloquantes().contains(r.code()))
        .forEach(r -> doubts.add(r.texte()));
    doubts.removeIf(choix::admet);

    return doubts.isEmpty()
        ? new Resultat.Conforme(
            corrections,
            accident(byField, indices, preouverture, corrections, nommeParPiece),
            remarques,
            comparaisons)
        : new Resultat.AVerifier(doubts, remarques, comparaisons);
  }

  /** Where the cell has said what is right, what was read counts no more. */
  private static List<Comparaison> tranchees(
      Preouverture preouverture, List<Comparaison> read, Choix choix) {
    List<Comparaison> all =
        new ArrayList<>(read.stream().filter(c -> choix.valeur(c.champ()).isEmpty()).toList());
    for (ChampPass champ : ChampPass.values()) {
      choix
          .valeur(champ)
          .ifPresent(
              value -> {
                String held = champ.de(preouverture);
                all.add(
                    new Comparaison(
                        champ,
                        held,
                        value,
                        champ.nom(),
                        "vérifié par la cellule",
                        value.equals(held) ? Avis.CONCORDE : Avis.CONTREDIT_SUR));
              });
    }
    return List.copyOf(all);
  }

  /** A person's value is a correction wherever it isn't PASS's, as long as it can be true. */
  private Optional<Correction> tranchee(
      Preouverture preouverture, ChampPass champ, Choix choix, LocalDate recuLe) {
    return choix
        .valeur(champ)
        .filter(value -> !value.equals(champ.de(preouverture)) && champ.corrigible())
        .filter(value -> plausible(preouverture, champ, value, recuLe))
        .map(value -> new Correction(champ.nom(), champ.de(preouverture), value));
  }

  private boolean arrete(Comparaison c) {
    return switch (c.avis()) {
      case CONTREDIT_SUR -> regles.bloquant(c.champ());
      case CONTREDIT -> regles.doute(c.champ());
      case CONCORDE, PROBABLE, ILLISIBLE -> false;
    };
  }

  private Optional<Correction> correction(
      Preouverture preouverture,
      ChampPass champ,
      List<Comparaison> values,
      Map<ChampPass, List<Comparaison>> byField,
      LocalDate recuLe) {
    Optional<Regles.Correctible> rule = regles.correctible(champ);
    List<String> sure =
        values.stream()
            .filter(c -> c.avis() == Avis.CONTREDIT_SUR)
            .map(Comparaison::lu)
            .distinct()
            .toList();
    boolean disputed = values.stream().anyMatch(c -> c.avis() == Avis.CONCORDE);
    if (rule.isEmpty()
        || sure.size() != 1
        || disputed
        || !plausible(preouverture, champ, sure.getFirst(), recuLe)) {
      return Optional.empty();
    }
    long agreeing =
        byField.entrySet().stream()
            .filter(e -> e.getKey() != champ && regles.cle(e.getKey()))
            .filter(e -> e.getValue().stream().anyMatch(c -> c.avis() == Avis.CONCORDE))
            .filter(e -> e.getValue().stream().noneMatch(c -> c.avis().contraire()))
            .count();
    return agreeing >= rule.get().concordances()
        ? Optional.of(new Correction(champ.nom(), champ.de(preouverture), sure.getFirst()))
        : Optional.empty();
  }

  private boolean plausible(
      Preouverture preouverture, ChampPass champ, String value, LocalDate recuLe) {
    return switch (champ) {
      case DATE_ACCIDENT -> {
        Optional<LocalDate> date = date(value);
        yield date.isPresent()
            && !date.get().isAfter(preouverture.dateDeclaration())
            && !date.get().isAfter(recuLe);
      }
      case IMMATRICULATION_ASSURE ->
          regles.formats().immatriculation(value)
              && !value.equals(preouverture.immatriculationAdverse());
      case IMMATRICULATION_ADVERSE ->
          regles.formats().immatriculation(value)
              && !value.equals(preouverture.immatriculationAssure());
      case COMPAGNIE_ADVERSE -> regles.compagnies().contains(value);
      case POLICE, POLICE_ADVERSE, ASSURE_NOM, CIRCONSTANCES, HEURE, LIEU -> !value.isBlank();
    };
  }

  private static Optional<LocalDate> date(String iso) {
    try {
      return Optional.of(LocalDate.parse(iso));
    } catch (java.time.format.DateTimeParseException notADate) {
      return Optional.empty();
    }
  }

  /**
   * What the sender typed speaks too: a plate or a date that isn't this claim's means that the
   * number may be the wrong one.
   */
  private static void clues(
      Preouverture preouverture,
      Indices indices,
      List<Correction> corrections,
      Map<ChampPass, List<Comparaison>> byField,
      List<String> doubts) {
    List<String> after = corrections.stream().map(Correction::apres).toList();
    boolean plate =
        indices.immatriculations().isEmpty()
            || indices.immatriculations().contains(preouverture.immatriculationAssure())
            || indices.immatriculations().contains(preouverture.immatriculationAdverse())
            || indices.immatriculations().stream().anyMatch(after::contains);
    if (!plate) {
      doubts.add(
          "Immatriculation citée par le courriel : %s ; dans PASS : %s (assuré) et %s (adverse)."
              .formatted(
                  String.join(", ", indices.immatriculations().stream().sorted().toList()),
                  preouverture.immatriculationAssure(),
                  preouverture.immatriculationAdverse()));
    }
    boolean date =
        indices.dates().isEmpty()
            || indices.dates().contains(preouverture.dateAccident())
            || indices.dates().contains(preouverture.dateDeclaration())
            || indices.dates().stream().anyMatch(d -> after.contains(d.toString()))
            || byField.getOrDefault(ChampPass.DATE_ACCIDENT, List.of()).stream()
                .anyMatch(c -> c.avis() == Avis.CONCORDE);
    if (!date) {
      doubts.add(
          "Date d'accident citée par le courriel : %s ; dans PASS : %s."
              .formatted(
                  indices.dates().stream()
                      .sorted()
                      .map(Texte::jour)
                      .collect(Collectors.joining(", ")),
                  Texte.jour(preouverture.dateAccident())));
    }
  }

  private void impossible(
      Preouverture preouverture,
      List<Correction> corrections,
      List<Piece> pieces,
      LocalDate recuLe,
      List<String> doubts) {
    boolean corrected =
        corrections.stream().anyMatch(c -> c.champ().equals(ChampPass.DATE_ACCIDENT.nom()));
    LocalDate accident = preouverture.dateAccident();
    if (!corrected
        && (accident.isAfter(preouverture.dateDeclaration()) || accident.isAfter(recuLe))) {
      doubts.add(
          "La date de l'accident dans PASS (%s) est postérieure à la déclaration (%s)."
              .formatted(Texte.jour(accident), Texte.jour(preouverture.dateDeclaration())));
    }
    LocalDate facts =
        LocalDate.parse(corrige(corrections, ChampPass.DATE_ACCIDENT, accident.toString()));
    for (Piece piece : pieces) {
      APRES_LES_FAITS.stream()
          .filter(_ -> piece.lisible())
          .flatMap(f -> piece.sur(f, regles.faits().confiance()).stream())
          .flatMap(value -> date(value).stream())
          .filter(day -> day.isBefore(facts))
          .findFirst()
          .ifPresent(
              day ->
                  doubts.add(
                      "La pièce « %s » est datée du %s, avant les faits (%s)."
                          .formatted(piece.fichier(), Texte.jour(day), Texte.jour(facts))));
    }
  }

  /**
   * Handwriting alone contradicts nothing, but two plates that were both made out and of which
   * neither resembles PASS's mean that the constat may be another claim's.
   */
  private static void plaques(List<Comparaison> comparaisons, List<String> doubts) {
    Map<String, List<Comparaison>> byPiece =
        comparaisons.stream()
            .filter(
                c ->
                    c.champ() == ChampPass.IMMATRICULATION_ASSURE
                        || c.champ() == ChampPass.IMMATRICULATION_ADVERSE)
            .collect(Collectors.groupingBy(Comparaison::fichier));
    byPiece.forEach(
        (piece, plates) -> {
          boolean foreign =
              plates.size() == 2
                  && plates.stream()
                      .allMatch(c -> !c.avis().favorable() && chiffres(c.lu()) >= CHIFFRES_LUS)
                  && plates.stream().noneMatch(c -> c.avis() == Avis.CONTREDIT_SUR);
          if (foreign) {
            doubts.add(
                "Aucune des deux immatriculations du constat ne ressemble à celles de PASS : %s."
                    .formatted(
                        plates.stream()
                            .map(c -> "PASS « %s », lu « %s »".formatted(c.pass(), c.lu()))
                            .collect(Collectors.joining(" ; "))));
          }
        });
  }

  private static long chiffres(String lu) {
    return lu.chars().filter(c -> c >= '0' && c <= '9').count();
  }

  private static boolean accident(
      Map<ChampPass, List<Comparaison>> byField,
      Indices indices,
      Preouverture preouverture,
      List<Correction> corrections,
      boolean nommeParPiece) {
    return nommeParPiece
        || !corrections.isEmpty()
        || indices.dates().contains(preouverture.dateAccident())
        || indices.immatriculations().contains(preouverture.immatriculationAdverse())
        || ChampPass.DE_L_ACCIDENT.stream()
            .anyMatch(
                f ->
                    byField.getOrDefault(f, List.of()).stream()
                        .anyMatch(c -> c.avis().favorable()));
  }

  /**
   * Only what tells claims apart confirms one: a name, a place, an hour or a company is too common.
   */
  private long concordances(
      Map<ChampPass, List<Comparaison>> byField,
      Indices indices,
      Preouverture preouverture,
      boolean nommeParPiece) {
    long fields =
        byField.entrySet().stream()
            .filter(e -> regles.cle(e.getKey()) || e.getKey() == ChampPass.POLICE_ADVERSE)
            .filter(e -> e.getValue().stream().anyMatch(c -> c.avis().favorable()))
            .count();
    int typed =
        (indices.immatriculations().contains(preouverture.immatriculationAssure()) ? 1 : 0)
            + (indices.dates().contains(preouverture.dateAccident()) ? 1 : 0)
            + (indices.nomme(preouverture.assureNom()) ? 1 : 0)
            + (nommeParPiece ? 1 : 0);
    return fields + typed;
  }

  private static String corrige(List<Correction> corrections, ChampPass champ, String sinon) {
    return corrections.stream()
        .filter(c -> c.champ().equals(champ.nom()))
        .map(Correction::apres)
        .findFirst()
        .orElse(sinon);
  }

  /**
   * Remarks speak of what PASS will hold: a value that the constat has just disproved is not
   * remarked on.
   */
  private void remarques(
      Preouverture preouverture,
      List<Correction> corrections,
      List<Piece> pieces,
      List<Remarque> remarques) {
    Regles.Nature nature = regles.natures().get(preouverture.nature());
    LocalDate accident =
        LocalDate.parse(
            corrige(corrections, ChampPass.DATE_ACCIDENT, preouverture.dateAccident().toString()));
    String compagnie =
        corrige(corrections, ChampPass.COMPAGNIE_ADVERSE, preouverture.compagnieAdverse());
    long days = ChronoUnit.DAYS.between(accident, preouverture.dateDeclaration());
    if (nature != null && days > nature.delaiJours()) {
      remarques.add(
          new Remarque(
              Remarque.DECLARATION_TARDIVE,
              "Déclaration tardive : %d jours après l'accident (délai : %d jours)."
                  .formatted(days, nature.delaiJours())));
    }
    for (Piece constat : pieces) {
      if (constat.lisible() && constat.type().equals(Piece.CONSTAT)) {
        constat(preouverture, constat, remarques);
      }
    }
    pieces.stream().filter(Piece::lisible).forEach(p -> signatures(p, remarques));
    convention(preouverture, compagnie, pieces, remarques);
    if (nature != null && nature.deuxParties()) {
      pieces.stream()
          .filter(p -> p.lisible() && p.type().equals(Piece.CONSTAT))
          .forEach(p -> responsabilite(preouverture, p, remarques));
    }
    if (nature != null) {
      doute(nature.doute(), pieces, remarques);
    }
  }

  /** What the mode in PASS asks for, and isn't so. */
  private void convention(
      Preouverture preouverture, String compagnie, List<Piece> pieces, List<Remarque> remarques) {
    String mode = preouverture.mode();
    Regles.Convention convention = regles.convention(mode);
    BigDecimal plafond = convention.plafond();
    if (plafond != null && preouverture.estimation().compareTo(plafond) > 0) {
      remarques.add(
          new Remarque(
              Remarque.PLAFOND_CONVENTION,
              "Mode %s : l'estimation dépasse le plafond de la convention (%s TND)."
                  .formatted(mode, Texte.montant(plafond))));
    }
    if (convention.compagnieMembre() && !regles.compagnies().contains(compagnie)) {
      remarques.add(
          new Remarque(
              Remarque.COMPAGNIE_HORS_CONVENTION,
              "Mode %s : la compagnie adverse n'est pas membre de la convention.".formatted(mode)));
    }
    if (!convention.preuves().isEmpty()
        && pieces.stream()
            .noneMatch(p -> p.lisible() && convention.preuves().contains(p.type()) && prouve(p))) {
      remarques.add(
          new Remarque(
              Remarque.PREUVE_MANQUANTE,
              "Mode %s : aucune pièce ne fait preuve (constat signé des deux parties, ou déclaration avec ses témoins)."
                  .formatted(mode)));
    }
  }

  /** Nothing that makes it a proof is surely missing. */
  private boolean prouve(Piece piece) {
    return piece.type().equals(Piece.CONSTAT)
        ? !piece.coche("signature_a", false) && !piece.coche("signature_b", false)
        : !piece.coche("signature", false)
            && IntStream.rangeClosed(1, regles.temoins())
                .noneMatch(n -> piece.coche("signature_temoin" + n, false));
  }

  /**
   * PASS holds another share than the table gives for the boxes that both drivers surely ticked.
   * Boxes that fit no case of the table say nothing.
   */
  private void responsabilite(Preouverture preouverture, Piece constat, List<Remarque> remarques) {
    Optional<String> side = comparateur.cote(preouverture, constat);
    Optional<Set<Integer>> a = cases(constat, "circonstances_a");
    Optional<Set<Integer>> b = cases(constat, "circonstances_b");
    if (side.isEmpty() || a.isEmpty() || b.isEmpty()) {
      return;
    }
    boolean ours = side.get().equals("a_");
    for (Regles.Cas cas : regles.responsabilites()) {
      cas.part(ours ? a.get() : b.get(), ours ? b.get() : a.get())
          .filter(part -> part != preouverture.responsabilite())
          .ifPresent(
              part ->
                  remarques.add(
                      new Remarque(
                          Remarque.RESPONSABILITE,
                          "Responsabilité : PASS « %d %% » ; d'après les cases cochées, cas %d du barème (%s), « %d %% »."
                              .formatted(
                                  preouverture.responsabilite(),
                                  cas.numero(),
                                  cas.libelle(),
                                  part))));
    }
  }

  /** The boxes ticked, when they were read surely; none ticked is an answer too. */
  private Optional<Set<Integer>> cases(Piece constat, String champ) {
    return Optional.ofNullable(constat.champs().get(champ))
        .filter(v -> !constat.manuscrit() && v.valeur() != null)
        .filter(v -> v.confiance() >= regles.lectureSure())
        .map(
            v ->
                Arrays.stream(v.texte().split("\\D+", -1))
                    .filter(digits -> !digits.isEmpty())
                    .map(Integer::valueOf)
                    .collect(Collectors.toUnmodifiableSet()));
  }

  /** Further documents are asked for only where the rules say doubt, and nothing settles it. */
  private static void doute(Regles.Doute doute, List<Piece> pieces, List<Remarque> remarques) {
    boolean settled =
        pieces.stream().anyMatch(p -> p.lisible() && doute.levePar().contains(p.type()));
    List<String> reasons =
        remarques.stream()
            .filter(r -> doute.remarques().contains(r.code()))
            .map(Remarque::texte)
            .toList();
    if (!settled && !reasons.isEmpty()) {
      remarques.add(
          new Remarque(
              Remarque.DOUTE,
              "Doute : un certificat complémentaire est demandé à l'intermédiaire."));
    }
  }

  private void signatures(Piece piece, List<Remarque> remarques) {
    if (piece.type().equals(Piece.DECLARATION_HONNEUR)) {
      boolean witness =
          IntStream.rangeClosed(1, regles.temoins())
              .anyMatch(n -> piece.coche("signature_temoin" + n, false));
      if (witness || piece.coche("signature", false)) {
        remarques.add(
            new Remarque(
                Remarque.SIGNATURE_MANQUANTE,
                "Déclaration sur l'honneur : une signature au moins semble manquer."));
      }
    } else if (CERTIFICATS.contains(piece.type())
        && piece.coche("signature", false)
        && piece.coche("cachet", false)) {
      remarques.add(
          new Remarque(
              Remarque.SIGNATURE_MANQUANTE,
              "Pièce « %s » : ni signature ni cachet visibles.".formatted(piece.fichier())));
    }
  }

  private void constat(Preouverture preouverture, Piece constat, List<Remarque> remarques) {
    boolean twoSides = regles.deuxParties(preouverture.nature());
    boolean unsigned =
        constat.coche("signature_a", false) || (twoSides && constat.coche("signature_b", false));
    if (unsigned) {
      remarques.add(
          new Remarque(
              Remarque.SIGNATURE_MANQUANTE, "Constat : une signature au moins semble manquer."));
    }
    if (constat.coche("blesses", true)) {
      remarques.add(new Remarque(Remarque.BLESSES, "Constat : la case « blessés » est cochée."));
    }
    if (constat.coche("degats_autres", true)) {
      remarques.add(
          new Remarque(
              Remarque.DEGATS_AUTRES,
              "Constat : des dégâts autres qu'aux deux véhicules sont signalés."));
    }
  }

  static String ecart(Correction c) {
    return "%s : PASS « %s », pièce « %s ».".formatted(libelle(c.champ()), c.avant(), c.apres());
  }

  private static String ecart(Comparaison c) {
    String sure = c.avis() == Avis.CONTREDIT_SUR ? "" : " (lecture incertaine)";
    return "%s : PASS « %s », pièce « %s »%s."
        .formatted(majuscule(c.champ().libelle()), c.pass(), c.lu(), sure);
  }

  private static String libelle(String nom) {
    return java.util.Arrays.stream(ChampPass.values())
        .filter(c -> c.nom().equals(nom))
        .findFirst()
        .map(c -> majuscule(c.libelle()))
        .orElse(nom);
  }

  private static String majuscule(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
