package tn.flotte.bots.ouverture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.FiledPiece;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Files pieces under a claim and takes them out again. */
final class Pieces {
  private static final Logger LOG = LoggerFactory.getLogger(Pieces.class);

  /** Papers of one claim only, unlike a leaflet that an agency adds to every mail. */
  private static final Set<String> PROBANTES =
      Set.of(
          Piece.CONSTAT,
          Piece.OM,
          Piece.RAPPORT,
          Piece.CERTIFICAT_POLICE,
          Piece.CERTIFICAT_SECOURS,
          Piece.DECLARATION_HONNEUR);

  private final JsonMapper json;

  Pieces(JsonMapper json) {
    this.json = json;
  }

  List<FiledPiece> classer(List<Piece> pieces) {
    return pieces.stream()
        .map(
            p ->
                new FiledPiece(
                    p.sha256(),
                    p.fichier(),
                    p.type(),
                    p.lisible(),
                    p.motifIllisible(),
                    json.writeValueAsString(p)))
        .toList();
  }

  /**
   * The claim's pieces as they stand with this mail: what it brings replaces what was filed before
   * of the same kind, unless it is illegible and the older one wasn't. Of an earlier file that
   * nobody could open its sender has been told; it stands for nothing any more.
   */
  List<Piece> reunir(List<FiledPiece> filed, List<Piece> brought) {
    Set<String> renewed =
        brought.stream().filter(Piece::lisible).map(Piece::type).collect(Collectors.toSet());
    List<Piece> all = new ArrayList<>();
    filed.stream()
        .map(this::piece)
        .filter(p -> !renewed.contains(p.type()))
        .filter(p -> p.lisible() || !p.inconnue())
        .forEach(all::add);
    all.addAll(brought);
    return List.copyOf(all);
  }

  /**
   * The documents that tell whether the same papers came before: those of this claim only, else
   * all.
   */
  static Set<String> probantes(List<Piece> pieces, Courrier courrier) {
    Set<String> telling =
        pieces.stream()
            .filter(p -> PROBANTES.contains(p.type()))
            .map(Piece::sha256)
            .collect(Collectors.toSet());
    return telling.isEmpty()
        ? courrier.utiles().stream()
            .filter(j -> j.octets() > 0)
            .map(Courrier.Jointe::sha256)
            .collect(Collectors.toSet())
        : telling;
  }

  private Piece piece(FiledPiece filed) {
    String reading = filed.lecture();
    if (reading != null) {
      try {
        return json.readValue(reading, Piece.class);
      } catch (JacksonException e) {
        LOG.warn(
            "The reading filed with {} is not understood; its kind alone counts.",
            filed.sha256(),
            e);
      }
    }
    return new Piece(
        filed.sha256(),
        filed.fichier(),
        filed.type(),
        filed.lisible(),
        filed.motifIllisible(),
        true,
        java.util.Map.of());
  }
}
