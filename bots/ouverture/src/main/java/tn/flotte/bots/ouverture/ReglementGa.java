package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tn.flotte.connectors.pass.Dossier;
import tn.flotte.connectors.pass.NumeroDeclaration;
import tn.flotte.connectors.pass.NumeroDossier;
import tn.flotte.connectors.pass.PassSession;
import tn.flotte.connectors.pass.Preouverture;

/**
 * Finds the claim that a settlement of Générale Assistance belongs to, once the car is repaired
 * (annex A, GA step 15), by the numbers that the mail names. GA's slips have no form that the
 * reader knows: their files' names tell them.
 */
final class ReglementGa {
  static final String BORDEREAU = "bordereau_ga";
  static final String BON_SORTIE = "bon_sortie";

  private final Formats formats;
  private final double seuil;

  ReglementGa(Formats formats, double seuil) {
    this.formats = formats;
    this.seuil = seuil;
  }

  /** Which claim it is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "reglement")
  sealed interface Resultat {
    /**
     * One claim that GA manages.
     *
     * @param manque the slips that lack or can't be read, in French
     */
    record Rattache(Preouverture preouverture, String dossier, List<String> manque)
        implements Resultat {
      public Rattache {
        manque = List.copyOf(manque);
      }
    }

    /** A person must say. */
    record AVerifier(String motif) implements Resultat {}
  }

  /** What a file is by its name; empty when that says neither. */
  static Set<String> types(String fichier) {
    String name = Indices.mots(fichier).replace(" ", "");
    Set<String> found = new LinkedHashSet<>();
    if (name.contains("BORDEREAU")) {
      found.add(BORDEREAU);
    }
    if (name.contains("BONDESORTIE") || name.contains("BONSORTIE")) {
      found.add(BON_SORTIE);
    }
    return found;
  }

  Resultat rattacher(Courrier courrier, List<Piece> pieces, PassSession pass) {
    Set<String> slips = slips(pieces);
    if (slips.isEmpty()) {
      return new Resultat.AVerifier(
          "Courriel de Générale Assistance sans bordereau ni bon de sortie lisible.");
    }
    Map<String, String> found = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String number : declarations(courrier, pieces)) {
      Optional<Dossier> dossier = pass.dossiers(new NumeroDeclaration(number)).stream().findFirst();
      dossier.ifPresentOrElse(
          d -> found.put(number, d.numero().valeur()), () -> unknown.add(number));
    }
    for (String number : dossiers(courrier)) {
      pass.dossier(new NumeroDossier(number))
          .ifPresentOrElse(
              d -> found.put(d.dossier().declaration().valeur(), number),
              () -> unknown.add(number));
    }
    if (!unknown.isEmpty() || found.size() != 1) {
      return new Resultat.AVerifier(pourquoi(found, unknown));
    }
    Map.Entry<String, String> one = found.entrySet().iterator().next();
    return pass.preouverture(new NumeroDeclaration(one.getKey()))
        .filter(Preouverture::gestionGa)
        .<Resultat>map(p -> new Resultat.Rattache(p, one.getValue(), manque(slips)))
        .orElseGet(
            () ->
                new Resultat.AVerifier(
                    "Règlement de Générale Assistance pour le dossier %s, que GA ne gère pas dans PASS."
                        .formatted(one.getValue())));
  }

  private static String pourquoi(Map<String, String> found, List<String> unknown) {
    if (!unknown.isEmpty()) {
      return "Règlement de Générale Assistance pour %s, dont PASS n'a pas de dossier."
          .formatted(String.join(", ", unknown));
    }
    return found.isEmpty()
        ? "Règlement de Générale Assistance qui ne nomme ni dossier ni déclaration."
        : "Règlement de Générale Assistance pour plusieurs dossiers : %s."
            .formatted(String.join(", ", found.values()));
  }

  private static Set<String> slips(List<Piece> pieces) {
    return pieces.stream()
        .filter(Piece::lisible)
        .flatMap(p -> types(p.fichier()).stream())
        .collect(Collectors.toSet());
  }

  private static List<String> manque(Set<String> slips) {
    return Stream.of(BORDEREAU, BON_SORTIE)
        .filter(type -> !slips.contains(type))
        .map(type -> type.equals(BORDEREAU) ? "bordereau de règlement" : "bon de sortie")
        .toList();
  }

  private Set<String> declarations(Courrier courrier, List<Piece> pieces) {
    return NumeroLu.chercher(courrier, pieces, formats, seuil).stream()
        .filter(n -> n.sur() && n.source() != NumeroLu.Source.FIL)
        .map(NumeroLu::numero)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Set<String> dossiers(Courrier courrier) {
    Set<String> found = new LinkedHashSet<>();
    Stream.concat(
            Stream.of(courrier.sujet(), courrier.texte()),
            courrier.utiles().stream().map(Courrier.Jointe::nom))
        .forEach(
            text -> {
              Matcher number = formats.dossier().matcher(text);
              while (number.find()) {
                found.add(formats.dossier().canonique(number));
              }
            });
    return found;
  }
}
