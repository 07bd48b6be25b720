package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tn.flotte.connectors.pass.Expert;

/**
 * Decides whether the expert's mission can be registered from the paper order (annex A step 11).
 * PASS wants the order's number, the expert, a date and a place. A wrong number would send the
 * expert's fee astray months later, so number, expert and date are written only when they were read
 * surely; otherwise the mission is left to the cell as a task noted on the dossier, and never begun
 * with a guess. The place is free text for the eye: when it isn't sure, PASS is told to look at the
 * order.
 */
final class OrdreDeMission {
  private static final int LIEU_LONGUEUR = 60;

  private final Formats formats;
  private final double seuil;
  private final String lieuInconnu;

  /** {@code lieuInconnu}: what PASS is told when the place can't be read. */
  OrdreDeMission(Formats formats, double seuil, String lieuInconnu) {
    this.formats = formats;
    this.seuil = seuil;
    this.lieuInconnu = lieuInconnu;
  }

  /** Who registers the mission. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "mission")
  sealed interface Resultat {
    /** The robot: everything was read surely. */
    record AEnregistrer(
        String numeroOm, String expertCode, String expertNom, LocalDate date, String lieu)
        implements Resultat {}

    /** The cell, from the paper; {@code motif} in French. */
    record ALaCellule(String motif) implements Resultat {}
  }

  /** {@code pieces}: the claim's; the newest legible order counts. */
  Resultat lire(List<Piece> pieces, List<Expert> experts) {
    Optional<Piece> found =
        pieces.stream().filter(p -> p.lisible() && p.type().equals(Piece.OM)).reduce((a, b) -> b);
    if (found.isEmpty()) {
      return new Resultat.ALaCellule("ordre de mission absent");
    }
    Piece om = found.get();
    Optional<String> numero =
        om.sur("numero_om", seuil).filter(n -> formats.om().matcher(n).matches());
    if (numero.isEmpty()) {
      return new Resultat.ALaCellule("numéro de l'ordre de mission non lu avec certitude");
    }
    Optional<Expert> expert = expert(om, experts);
    if (expert.isEmpty()) {
      return new Resultat.ALaCellule("expert non reconnu avec certitude dans l'annuaire");
    }
    Optional<LocalDate> date = om.sur("date_om", seuil).flatMap(OrdreDeMission::date);
    if (date.isEmpty()) {
      return new Resultat.ALaCellule("date de l'ordre de mission non lue avec certitude");
    }
    String place =
        om.sur("lieu_visite", seuil).filter(l -> l.length() <= LIEU_LONGUEUR).orElse(lieuInconnu);
    return new Resultat.AEnregistrer(
        numero.get(), expert.get().code(), expert.get().nom(), date.get(), place);
  }

  /**
   * Code and name come from PASS's closed list: one sure reading that is in it is enough, two must
   * agree; two unsure ones that name the same expert, letter by letter, are no coincidence.
   */
  private Optional<Expert> expert(Piece om, List<Expert> experts) {
    Optional<Expert> byCode = byCode(om.sur("expert_code", seuil), experts);
    Optional<Expert> byName = byName(om.sur("expert_nom", seuil), experts);
    if (byCode.isPresent() && byName.isPresent()) {
      return byCode.filter(e -> e.equals(byName.get()));
    }
    return byCode
        .or(() -> byName)
        .or(
            () ->
                byCode(om.champ("expert_code").map(Valeur::texte), experts)
                    .filter(
                        e ->
                            byName(om.champ("expert_nom").map(Valeur::texte), experts)
                                .equals(Optional.of(e))));
  }

  private static Optional<Expert> byCode(Optional<String> code, List<Expert> experts) {
    return code.flatMap(c -> one(experts, e -> e.code().equalsIgnoreCase(c)));
  }

  private static Optional<Expert> byName(Optional<String> name, List<Expert> experts) {
    return name.flatMap(n -> one(experts, e -> same(e.nom(), n)));
  }

  private static Optional<Expert> one(
      List<Expert> experts, java.util.function.Predicate<Expert> test) {
    List<Expert> fitting = experts.stream().filter(test).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static boolean same(String a, String b) {
    return Indices.mots(a).equals(Indices.mots(b));
  }

  private static Optional<LocalDate> date(String iso) {
    try {
      return Optional.of(LocalDate.parse(iso));
    } catch (DateTimeParseException notADate) {
      return Optional.empty();
    }
  }
}
