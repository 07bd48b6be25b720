package tn.flotte.bots.ouverture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tn.flotte.connectors.pass.Preouverture;

/**
 * Lays the pieces beside a préouverture, field by field (annex A step 8). PASS speaks of the
 * insured and the adverse party, the constat of vehicles A and B: which side is ours is found out
 * first, by our company's name, plates and policies; without an adverse party it is side A.
 */
final class Comparateur {
  private static final List<String> DU_VEHICULE = List.of("carte_grise", "attestation_assurance");

  private static final List<String> DATES_DES_FAITS =
      List.of("date_faits", "date_sinistre", "date_intervention");

  /** Name and first name in one field, on every paper but the constat. */
  private static final List<String> NOMS_ENTIERS =
      List.of("assure_nom", "plaignant_nom", "declarant_nom", "proprietaire_nom");

  private final Juge juge;
  private final Regles regles;

  Comparateur(Juge juge, Regles regles) {
    this.juge = juge;
    this.regles = regles;
  }

  List<Comparaison> comparer(Preouverture preouverture, List<Piece> pieces) {
    List<Comparaison> all = new ArrayList<>();
    for (Piece piece : pieces) {
      if (!piece.lisible()) {
        continue;
      }
      if (piece.type().equals(Piece.CONSTAT)) {
        constat(preouverture, piece, all);
      } else if (!piece.type().equals(Piece.RAPPORT)) {
        autre(preouverture, piece, all);
      }
    }
    return List.copyOf(all);
  }

  /**
   * The side of the constat that is the insured's, when it can be told: {@code a_} or {@code b_}.
   */
  Optional<String> cote(Preouverture preouverture, Piece constat) {
    if (!regles.deuxParties(preouverture.nature())) {
      return Optional.of("a_");
    }
    int a = points(preouverture, constat, "a_", "b_");
    int b = points(preouverture, constat, "b_", "a_");
    if (a == b) {
      return Optional.empty();
    }
    return Optional.of(a > b ? "a_" : "b_");
  }

  private void constat(Preouverture preouverture, Piece constat, List<Comparaison> all) {
    compare(preouverture, constat, ChampPass.DATE_ACCIDENT, "date_accident", all);
    compare(preouverture, constat, ChampPass.HEURE, "heure", all);
    compare(preouverture, constat, ChampPass.LIEU, "lieu", all);
    Optional<String> side = cote(preouverture, constat);
    if (side.isEmpty()) {
      return;
    }
    String ours = side.get();
    all.addAll(partie(preouverture, constat, ours, ours.equals("a_") ? "b_" : "a_"));
    compare(preouverture, constat, ChampPass.ASSURE_NOM, ours + "assure_nom", all);
    compare(
        preouverture,
        constat,
        ChampPass.CIRCONSTANCES,
        ours.equals("a_") ? "circonstances_a" : "circonstances_b",
        all);
  }

  private List<Comparaison> partie(
      Preouverture preouverture, Piece constat, String ours, String theirs) {
    List<Comparaison> found = new ArrayList<>();
    compare(
        preouverture,
        constat,
        ChampPass.IMMATRICULATION_ASSURE,
        ours + "vehicule_immatriculation",
        found);
    compare(preouverture, constat, ChampPass.POLICE, ours + "assurance_police", found);
    compare(
        preouverture,
        constat,
        ChampPass.IMMATRICULATION_ADVERSE,
        theirs + "vehicule_immatriculation",
        found);
    compare(
        preouverture, constat, ChampPass.COMPAGNIE_ADVERSE, theirs + "assurance_societe", found);
    compare(preouverture, constat, ChampPass.POLICE_ADVERSE, theirs + "assurance_police", found);
    return found;
  }

  private int points(Preouverture preouverture, Piece constat, String ours, String theirs) {
    int points =
        constat
                .champ(ours + "assurance_societe")
                .filter(v -> v.texte().equals(regles.notreCompagnie()))
                .isPresent()
            ? 2
            : 0;
    for (Comparaison comparaison : partie(preouverture, constat, ours, theirs)) {
      points +=
          switch (comparaison.avis()) {
            case CONCORDE -> 3;
            case PROBABLE -> 1;
            case CONTREDIT -> -1;
            case CONTREDIT_SUR -> -2;
            case ILLISIBLE -> 0;
          };
    }
    return points;
  }

  private void autre(Preouverture preouverture, Piece piece, List<Comparaison> all) {
    List<Comparaison> found = new ArrayList<>();
    compare(
        preouverture, piece, ChampPass.IMMATRICULATION_ASSURE, "vehicule_immatriculation", found);
    compare(preouverture, piece, ChampPass.POLICE, "police", found);
    DATES_DES_FAITS.forEach(f -> compare(preouverture, piece, ChampPass.DATE_ACCIDENT, f, found));
    compare(preouverture, piece, ChampPass.LIEU, "lieu", found);
    NOMS_ENTIERS.forEach(f -> compare(preouverture, piece, ChampPass.ASSURE_NOM, f, found));
    // A registration card or certificate may be the other driver's: it can confirm, never
    // contradict.
    found.removeIf(c -> DU_VEHICULE.contains(piece.type()) && c.avis().contraire());
    all.addAll(found);
  }

  private void compare(
      Preouverture preouverture,
      Piece piece,
      ChampPass champ,
      String field,
      List<Comparaison> all) {
    String declared =
        NOMS_ENTIERS.contains(field)
            ? (preouverture.assureNom() + " " + preouverture.assurePrenom()).strip()
            : champ.de(preouverture);
    Optional<Valeur> read = piece.champ(field);
    if (declared.isBlank() || read.isEmpty()) {
      return;
    }
    Valeur value = read.get();
    all.add(
        new Comparaison(
            champ,
            declared,
            value.texte(),
            field,
            piece.fichier(),
            juge.juger(piece, field, declared)));
  }
}
