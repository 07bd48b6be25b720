package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tn.flotte.connectors.pass.NumeroDeclaration;
import tn.flotte.connectors.pass.PassSession;
import tn.flotte.connectors.pass.Preouverture;
import tn.flotte.connectors.pass.Recherche;

/**
 * Finds the claim that a mail is about. A claim is certain when its number was read surely and PASS
 * knows it for the sender's agency, or when key fields fit one claim of that agency and no other. A
 * number that PASS doesn't know, or knows for another agency, or that contradicts the mission
 * order, goes to a person: the wrong claim is never opened.
 */
final class Identification {
  private final Comparateur comparateur;
  private final Regles regles;
  private final Formats formats;
  private final double seuil;

  Identification(Comparateur comparateur, Regles regles) {
    this.comparateur = comparateur;
    this.regles = regles;
    this.formats = regles.formats();
    this.seuil = regles.lectureSure();
  }

  /** Which claim it is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "identification")
  sealed interface Resultat {
    /**
     * One claim, for certain.
     *
     * @param nommeParPiece whether a piece itself surely carries the number, or the cell has given
     *     it
     */
    record Certaine(Preouverture preouverture, boolean nommeParPiece, List<Remarque> remarques)
        implements Resultat {
      public Certaine {
        remarques = List.copyOf(remarques);
      }
    }

    /**
     * A person must say; {@code numero} is the claim's number when PASS knows it and only its
     * papers are in doubt.
     */
    record Incertaine(@Nullable String numero, String motif) implements Resultat {}
  }

  /**
   * The cell has named the claim. PASS must know it; another agency's claim is asked about once
   * more.
   */
  Resultat nommee(String donne, String agence, Choix choix, PassSession pass) {
    Matcher written = formats.declaration().matcher(donne);
    if (!written.matches()) {
      return new Resultat.Incertaine(
          null,
          "« %s » (donné par la cellule) n'est pas un numéro de déclaration.".formatted(donne));
    }
    String numero = formats.declaration().canonique(written);
    Optional<Preouverture> found = pass.preouverture(new NumeroDeclaration(numero));
    if (found.isEmpty()) {
      return new Resultat.Incertaine(
          null,
          "Le numéro de déclaration %s (donné par la cellule) n'existe pas dans PASS."
              .formatted(numero));
    }
    String foreign =
        "La déclaration %s (donnée par la cellule) est celle de l'agence %s, mais le courriel vient de l'agence %s."
            .formatted(numero, found.get().agence(), agence);
    if (!found.get().agence().equals(agence) && !choix.admet(foreign)) {
      return new Resultat.Incertaine(null, foreign);
    }
    return new Resultat.Certaine(
        found.get(),
        true,
        found.get().agence().equals(agence)
            ? List.of()
            : List.of(new Remarque(Remarque.NUMERO, foreign)));
  }

  /**
   * @param agence the sender's code
   * @param connus numbers under which earlier mails brought these very papers
   */
  Resultat identifier(
      Courrier courrier, List<Piece> pieces, String agence, Set<String> connus, PassSession pass) {
    List<NumeroLu> numeros = NumeroLu.chercher(courrier, pieces, formats, seuil);
    List<NumeroLu> surs =
        numeros.stream().filter(n -> n.sur() && n.source() != NumeroLu.Source.FIL).toList();
    Set<String> distincts =
        surs.stream().map(NumeroLu::numero).collect(Collectors.toCollection(LinkedHashSet::new));
    Indices indices = Indices.chercher(courrier, formats);
    if (distincts.size() > 1) {
      return plusieurs(surs, pieces, agence, indices, pass);
    }
    if (distincts.size() == 1) {
      return unSeul(surs, agence, pass);
    }
    if (connus.size() == 1) {
      Optional<Preouverture> known =
          pass.preouverture(new NumeroDeclaration(connus.iterator().next()))
              .filter(p -> p.agence().equals(agence));
      if (known.isPresent()) {
        return new Resultat.Certaine(known.get(), false, List.of());
      }
    }
    return parChamps(numeros, pieces, agence, indices, pass);
  }

  private Resultat unSeul(List<NumeroLu> surs, String agence, PassSession pass) {
    NumeroLu first = surs.getFirst();
    Optional<Preouverture> found = pass.preouverture(new NumeroDeclaration(first.numero()));
    if (found.isEmpty()) {
      return new Resultat.Incertaine(
          null,
          "Le numéro de déclaration %s (%s) n'existe pas dans PASS."
              .formatted(first.numero(), first.source().libelle()));
    }
    if (!found.get().agence().equals(agence)) {
      return new Resultat.Incertaine(
          null,
          "La déclaration %s (%s) est celle de l'agence %s, mais le courriel vient de l'agence %s."
              .formatted(first.numero(), first.source().libelle(), found.get().agence(), agence));
    }
    boolean onPaper =
        surs.stream()
            .anyMatch(
                n -> n.source() == NumeroLu.Source.OM || n.source() == NumeroLu.Source.RAPPORT);
    return new Resultat.Certaine(found.get(), onPaper, List.of());
  }

  /**
   * Several numbers: only papers can tell. The one that PASS knows for the agency and that the
   * papers surely fit is taken, when the others are nobody's; two real claims of the agency, or a
   * mission order that says otherwise, are for a person.
   */
  private Resultat plusieurs(
      List<NumeroLu> surs, List<Piece> pieces, String agence, Indices indices, PassSession pass) {
    Map<String, Preouverture> own = new LinkedHashMap<>();
    for (String numero : surs.stream().map(NumeroLu::numero).distinct().toList()) {
      pass.preouverture(new NumeroDeclaration(numero))
          .filter(p -> p.agence().equals(agence))
          .ifPresent(p -> own.put(numero, p));
    }
    String all =
        surs.stream()
            .map(n -> "%s (%s)".formatted(n.numero(), n.source().libelle()))
            .distinct()
            .collect(Collectors.joining(", "));
    if (own.size() == 1) {
      Preouverture only = own.values().iterator().next();
      boolean omDisagrees =
          surs.stream()
              .anyMatch(
                  n ->
                      n.source() == NumeroLu.Source.OM
                          && !n.numero().equals(only.numero().valeur()));
      Note note = noter(only, pieces, indices, Set.of());
      if (!omDisagrees && note.certaine(regles)) {
        return new Resultat.Certaine(
            only,
            surs.stream().anyMatch(n -> n.source() == NumeroLu.Source.OM),
            List.of(
                new Remarque(
                    Remarque.NUMERO,
                    "Plusieurs numéros de déclaration cités : %s ; les pièces désignent %s."
                        .formatted(all, only.numero()))));
      }
    }
    return new Resultat.Incertaine(
        null,
        "Le courriel et ses pièces portent plusieurs numéros de déclaration : %s.".formatted(all));
  }

  private Resultat parChamps(
      List<NumeroLu> numeros,
      List<Piece> pieces,
      String agence,
      Indices indices,
      PassSession pass) {
    Map<String, Preouverture> candidates = new LinkedHashMap<>();
    Set<String> hinted =
        numeros.stream().filter(n -> !n.sur()).map(NumeroLu::numero).collect(Collectors.toSet());
    for (String numero : hinted) {
      pass.preouverture(new NumeroDeclaration(numero))
          .filter(p -> p.agence().equals(agence))
          .ifPresent(p -> candidates.put(numero, p));
    }
    for (String plate : plaques(pieces, indices)) {
      keep(pass.rechercher(new Recherche(plate, null, null, agence)), agence, candidates);
    }
    Optional<Resultat> decided = meilleure(candidates, pieces, indices, hinted);
    if (decided.isPresent()) {
      return decided.get();
    }
    // Handwriting only: every claim of the agency is a candidate, and the best must stand well
    // apart.
    keep(pass.rechercher(new Recherche(null, null, null, agence)), agence, candidates);
    return meilleure(candidates, pieces, indices, hinted)
        .orElseGet(
            () ->
                new Resultat.Incertaine(
                    null,
                    "Aucun numéro de déclaration lisible, et les pièces ne désignent pas une seule déclaration."
                        + proches(candidates, pieces, indices, hinted)));
  }

  private static void keep(
      List<Preouverture> found, String agence, Map<String, Preouverture> candidates) {
    found.stream()
        .filter(p -> p.agence().equals(agence))
        .forEach(p -> candidates.put(p.numero().valeur(), p));
  }

  private Set<String> plaques(List<Piece> pieces, Indices indices) {
    Set<String> plates = new LinkedHashSet<>(indices.immatriculations());
    for (Piece piece : pieces) {
      for (String field :
          List.of(
              "vehicule_immatriculation",
              "a_vehicule_immatriculation",
              "b_vehicule_immatriculation")) {
        piece.sur(field, seuil).ifPresent(plates::add);
      }
    }
    return plates;
  }

  private Optional<Resultat> meilleure(
      Map<String, Preouverture> candidates,
      List<Piece> pieces,
      Indices indices,
      Set<String> hinted) {
    List<Note> notes = notes(candidates, pieces, indices, hinted);
    if (notes.isEmpty()) {
      return Optional.empty();
    }
    Note best = notes.getFirst();
    boolean apart =
        notes.size() == 1 || best.points() - notes.get(1).points() >= regles.recherche().ecart();
    return best.certaine(regles) && apart
        ? Optional.of(new Resultat.Certaine(best.preouverture(), false, List.of()))
        : Optional.empty();
  }

  private List<Note> notes(
      Map<String, Preouverture> candidates,
      List<Piece> pieces,
      Indices indices,
      Set<String> hinted) {
    List<Note> notes = new ArrayList<>();
    candidates.values().forEach(p -> notes.add(noter(p, pieces, indices, hinted)));
    notes.sort(Comparator.comparingInt(Note::points).reversed());
    return notes;
  }

  private String proches(
      Map<String, Preouverture> candidates,
      List<Piece> pieces,
      Indices indices,
      Set<String> hinted) {
    String near =
        notes(candidates, pieces, indices, hinted).stream()
            .filter(n -> n.points() > 0)
            .limit(3)
            .map(n -> n.preouverture().numero().valeur())
            .collect(Collectors.joining(", "));
    return near.isEmpty() ? "" : " Les plus proches : " + near + ".";
  }

  private Note noter(
      Preouverture preouverture, List<Piece> pieces, Indices indices, Set<String> hinted) {
    Map<ChampPass, Avis> best = new EnumMap<>(ChampPass.class);
    for (Comparaison c : comparateur.comparer(preouverture, pieces)) {
      best.merge(c.champ(), c.avis(), Identification::meilleur);
    }
    if (indices.immatriculations().contains(preouverture.immatriculationAssure())) {
      best.put(ChampPass.IMMATRICULATION_ASSURE, Avis.CONCORDE);
    }
    if (indices.immatriculations().contains(preouverture.immatriculationAdverse())) {
      best.put(ChampPass.IMMATRICULATION_ADVERSE, Avis.CONCORDE);
    }
    if (indices.dates().contains(preouverture.dateAccident())) {
      best.put(ChampPass.DATE_ACCIDENT, Avis.CONCORDE);
    }
    if (indices.nomme(preouverture.assureNom())) {
      best.merge(ChampPass.ASSURE_NOM, Avis.PROBABLE, Identification::meilleur);
    }
    Regles.Recherche weights = regles.recherche();
    boolean numberHint = hinted.contains(preouverture.numero().valeur());
    int points = numberHint ? weights.concorde() : 0;
    for (Map.Entry<ChampPass, Avis> entry : best.entrySet()) {
      boolean key = regles.cle(entry.getKey());
      points +=
          switch (entry.getValue()) {
            case CONCORDE -> key ? weights.concorde() : weights.probable();
            case PROBABLE -> weights.probable();
            case CONTREDIT, CONTREDIT_SUR -> key ? weights.contredit() : 0;
            case ILLISIBLE -> 0;
          };
    }
    boolean accident =
        numberHint
            || ChampPass.DE_L_ACCIDENT.stream()
                .anyMatch(c -> best.getOrDefault(c, Avis.ILLISIBLE).favorable());
    return new Note(preouverture, points, accident);
  }

  private static Avis meilleur(Avis a, Avis b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /**
   * How well a claim fits. {@code accident}: something tells this accident, not just this contract.
   */
  private record Note(Preouverture preouverture, int points, boolean accident) {
    boolean certaine(Regles regles) {
      return accident && points >= regles.recherche().minimum();
    }
  }
}
