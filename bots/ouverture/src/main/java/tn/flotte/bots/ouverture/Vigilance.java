package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Claims.Alike;
import tn.flotte.bots.api.Claims.PaperPrint;
import tn.flotte.bots.api.Claims.SharedPaper;
import tn.flotte.bots.api.Claims.SharedPlate;
import tn.flotte.connectors.ocr.Empreinte;
import tn.flotte.connectors.pass.Preouverture;

/**
 * Weighs the signs that ask for a second look before a dossier is opened. It never accuses and
 * never refuses: from so many points on a person sees the reasons and decides; nothing of it is
 * told to the sender or written into PASS.
 */
final class Vigilance {
  /** Claims named in one sentence. */
  private static final int NOMMES = 3;

  private final Regles regles;

  Vigilance(Regles regles) {
    this.regles = regles;
  }

  /** What the signs come to. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "vigilance")
  sealed interface Resultat {
    int regles();

    int seuil();

    List<Signe> signes();

    default int points() {
      return signes().stream().mapToInt(Signe::points).sum();
    }

    /** The opening goes on; the signs, if any, stay on the item. */
    record Suffisant(int regles, int seuil, List<Signe> signes) implements Resultat {
      public Suffisant {
        signes = List.copyOf(signes);
      }
    }

    /**
     * A person looks first.
     *
     * @param renvois other claims that the signs speak of
     */
    record AVerifier(int regles, int seuil, List<Signe> signes, List<String> renvois)
        implements Resultat {
      public AVerifier {
        signes = List.copyOf(signes);
        renvois = List.copyOf(renvois);
      }

      List<String> doutes() {
        return signes.stream().map(Signe::texte).toList();
      }

      /** The sentences themselves are the question's doubts. */
      String motif() {
        return "À regarder avant d'ouvrir : %s (%d points, seuil %d, règles version %d)."
            .formatted(
                signes.stream().map(Signe::libelle).distinct().collect(Collectors.joining(", ")),
                points(),
                seuil,
                regles);
      }
    }

    /** How the item shows them, whatever becomes of it. */
    default List<String> lignes() {
      return signes().stream()
          .map(
              s ->
                  "Signe relevé (%d point%s, seuil %d) : %s"
                      .formatted(s.points(), s.points() > 1 ? "s" : "", seuil(), s.texte()))
          .toList();
    }
  }

  /** The prints of a mail's papers. */
  static List<PaperPrint> empreintes(List<Piece> pieces) {
    return pieces.stream()
        .filter(p -> p.empreinte() != null)
        .flatMap(
            p ->
                Optional.ofNullable(p.empreinte())
                    .map(print -> new PaperPrint(p.sha256(), p.fichier(), print))
                    .stream())
        .toList();
  }

  /**
   * @param pieces the mail's and the claim's
   * @param remarques what the comparison has noted
   * @param accident the day PASS will hold
   * @param alike what other claims share with this one
   * @param choix what the cell has settled: a sign it has let pass counts no more
   */
  Resultat peser(
      Preouverture claim,
      List<Piece> pieces,
      List<Remarque> remarques,
      LocalDate accident,
      Alike alike,
      Choix choix) {
    List<Signe> found = new ArrayList<>();
    Set<String> others = new LinkedHashSet<>();
    remarques.stream()
        .filter(r -> r.code().equals(Remarque.DECLARATION_TARDIVE))
        .findFirst()
        .ifPresent(r -> signe(Signe.DECLARATION_TARDIVE, r.texte(), found));
    contrat(claim, accident, found);
    dates(pieces, accident, found);
    pieces.stream()
        .filter(p -> p.lisible() && p.type().equals(Piece.CONSTAT))
        .forEach(p -> constat(claim, p, found));
    vehicule(claim.immatriculationAssure(), true, alike.plates(), found, others);
    vehicule(claim.immatriculationAdverse(), false, alike.plates(), found, others);
    papiers(pieces, alike.papers(), found, others);
    int seuil = regles.signes().seuil();
    List<Signe> open = compter(found.stream().filter(s -> !choix.admet(s.texte())).toList());
    return open.stream().mapToInt(Signe::points).sum() >= seuil
        ? new Resultat.AVerifier(regles.version(), seuil, open, List.copyOf(others))
        : new Resultat.Suffisant(regles.version(), seuil, compter(found));
  }

  private void signe(String code, String texte, List<Signe> found) {
    int points = regles.signes().points().getOrDefault(code, 0);
    if (points > 0) {
      found.add(new Signe(code, points, texte));
    }
  }

  /** Several papers or days of one kind are one sign: only the first counts, all are said. */
  private static List<Signe> compter(List<Signe> found) {
    Set<String> counted = new HashSet<>();
    return found.stream()
        .map(s -> counted.add(s.code()) ? s : new Signe(s.code(), 0, s.texte()))
        .toList();
  }

  private void contrat(Preouverture claim, LocalDate accident, List<Signe> found) {
    LocalDate from = claim.effet();
    LocalDate until = claim.echeance();
    if (from != null && accident.isBefore(from)) {
      signe(
          Signe.DATES,
          "L'accident (%s) précède le premier jour du contrat dans PASS (%s)."
              .formatted(Texte.jour(accident), Texte.jour(from)),
          found);
    } else if (from != null) {
      long days = ChronoUnit.DAYS.between(from, accident);
      if (days <= regles.signes().contratRecentJours()) {
        signe(
            Signe.CONTRAT_RECENT,
            "Contrat à effet du %s, %s l'accident."
                .formatted(
                    Texte.jour(from),
                    days == 0 ? "le jour de" : days == 1 ? "la veille de" : days + " jours avant"),
            found);
      }
    }
    if (until != null && accident.isAfter(until)) {
      signe(
          Signe.DATES,
          "L'accident (%s) suit le dernier jour du contrat dans PASS (%s)."
              .formatted(Texte.jour(accident), Texte.jour(until)),
          found);
    }
  }

  /**
   * A mission order is drawn up after the accident; only typed days that were read surely count.
   */
  private void dates(List<Piece> pieces, LocalDate accident, List<Signe> found) {
    pieces.stream()
        .filter(p -> p.lisible() && p.type().equals(Piece.OM))
        .flatMap(p -> p.sur("date_om", regles.faits().confiance()).stream())
        .flatMap(day -> jour(day).stream())
        .filter(day -> day.isBefore(accident))
        .findFirst()
        .ifPresent(
            day ->
                signe(
                    Signe.DATES,
                    "L'ordre de mission est daté du %s, avant l'accident (%s)."
                        .formatted(Texte.jour(day), Texte.jour(accident)),
                    found));
  }

  private static Optional<LocalDate> jour(String canonical) {
    try {
      return Optional.of(LocalDate.parse(canonical));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void constat(Preouverture claim, Piece constat, List<Signe> found) {
    if (!regles.deuxParties(claim.nature())) {
      return;
    }
    double sure = regles.faits().confiance();
    Optional<String> a = constat.sur("a_vehicule_immatriculation", sure);
    if (a.isPresent() && a.equals(constat.sur("b_vehicule_immatriculation", sure))) {
      signe(
          Signe.CONSTAT_INCOHERENT,
          "Le constat « %s » porte la même immatriculation pour A et pour B, « %s »."
              .formatted(constat.fichier(), a.get()),
          found);
    }
    Set<Integer> ofA = croix(constat, "circonstances_a");
    Set<Integer> ofB = croix(constat, "circonstances_b");
    regles.signes().circonstancesOpposees().stream()
        .filter(pair -> ofA.contains(pair.getFirst()) && ofB.contains(pair.getLast()))
        .findFirst()
        .ifPresent(
            pair ->
                signe(
                    Signe.CONSTAT_INCOHERENT,
                    "Le constat « %s » coche la case %d pour A et la case %d pour B, qui ne vont pas ensemble."
                        .formatted(constat.fichier(), pair.getFirst(), pair.getLast()),
                    found));
  }

  /** Crosses are read as surely on a paper filled in by hand as on a typed one. */
  private Set<Integer> croix(Piece constat, String champ) {
    return constat
        .champ(champ)
        .filter(v -> v.valeur() != null && v.confiance() >= regles.faits().confiance())
        .map(
            v ->
                Arrays.stream(v.texte().split("\\D+", -1))
                    .filter(s -> !s.isEmpty())
                    .map(Integer::valueOf)
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  private void vehicule(
      @Nullable String plate,
      boolean assure,
      List<SharedPlate> shared,
      List<Signe> found,
      Set<String> others) {
    Map<String, String> claims = new LinkedHashMap<>();
    shared.stream()
        .filter(s -> s.plate().equals(plate))
        .forEach(s -> claims.putIfAbsent(s.numeroDeclaration(), nom(s)));
    if (!claims.isEmpty()) {
      others.addAll(claims.keySet());
      signe(
          assure ? Signe.VEHICULE_ASSURE : Signe.VEHICULE_ADVERSE,
          "Le véhicule %s %s est aussi dans %s."
              .formatted(assure ? "assuré" : "adverse", plate, enumeres(claims)),
          found);
    }
  }

  private void papiers(
      List<Piece> pieces, List<SharedPaper> shared, List<Signe> found, Set<String> others) {
    Map<String, Map<String, String>> byPaper = new LinkedHashMap<>();
    shared.forEach(
        s ->
            byPaper
                .computeIfAbsent(s.fichier(), _ -> new LinkedHashMap<>())
                .put(s.numeroDeclaration(), nom(s.numeroDeclaration(), s.numeroDossier())));
    byPaper.forEach(
        (fichier, claims) -> {
          if (claims.size() <= regles.signes().sinistresAuPlus()) {
            others.addAll(claims.keySet());
            signe(
                Signe.PIECE_REUTILISEE,
                "%s « %s » est déjà dans %s."
                    .formatted(
                        photo(pieces, fichier) ? "La même photo que" : "Le même constat que",
                        fichier,
                        enumeres(claims)),
                found);
          }
        });
  }

  private static boolean photo(List<Piece> pieces, String fichier) {
    return pieces.stream()
        .filter(p -> p.fichier().equals(fichier))
        .flatMap(p -> Stream.ofNullable(p.empreinte()))
        .anyMatch(print -> print.genre().equals(Empreinte.PHOTO));
  }

  private static String nom(SharedPlate shared) {
    return nom(shared.numeroDeclaration(), shared.numeroDossier());
  }

  private static String nom(String declaration, @Nullable String dossier) {
    return dossier == null ? "la déclaration " + declaration : "le dossier " + dossier;
  }

  private static String enumeres(Map<String, String> claims) {
    List<String> named = claims.values().stream().limit(NOMMES).toList();
    int more = claims.size() - named.size();
    return String.join(", ", named)
        + (more == 0 ? "" : more == 1 ? " et un autre" : " et " + more + " autres");
  }
}
