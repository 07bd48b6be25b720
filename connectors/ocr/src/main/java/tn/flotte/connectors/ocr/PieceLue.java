package tn.flotte.connectors.ocr;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One piece found in a file: what kind of paper it is, whether it can be read, and its fields.
 *
 * @param fichier name of the file as given by the caller
 * @param pages the pages of the file that make up the piece, from 1; empty when the file could not
 *     be opened
 * @param motifIllisible why it cannot be read, in French words for people; null when legible
 * @param formulaire name of the known form it was laid over ({@code constat-a}…), null if none
 * @param champs fields by name, in the order of the form
 * @param empreinte by which the same paper is known again; null for kinds that have none
 */
public record PieceLue(
    String fichier,
    List<Integer> pages,
    TypePiece type,
    double confianceType,
    boolean lisible,
    @Nullable String motifIllisible,
    Ecriture ecriture,
    @Nullable String formulaire,
    Map<String, Champ> champs,
    @Nullable Empreinte empreinte) {

  public PieceLue {
    if (lisible == (motifIllisible != null)) {
      throw new IllegalArgumentException("an illegible piece, and only that, has a reason");
    }
    pages = List.copyOf(pages);
    champs = Collections.unmodifiableMap(new LinkedHashMap<>(champs));
  }

  /** A piece without a print. */
  public PieceLue(
      String fichier,
      List<Integer> pages,
      TypePiece type,
      double confianceType,
      boolean lisible,
      @Nullable String motifIllisible,
      Ecriture ecriture,
      @Nullable String formulaire,
      Map<String, Champ> champs) {
    this(
        fichier,
        pages,
        type,
        confianceType,
        lisible,
        motifIllisible,
        ecriture,
        formulaire,
        champs,
        null);
  }

  /** The same piece, with its print if it has one. */
  PieceLue with(Optional<Empreinte> print) {
    return new PieceLue(
        fichier,
        pages,
        type,
        confianceType,
        lisible,
        motifIllisible,
        ecriture,
        formulaire,
        champs,
        print.orElse(null));
  }

  static PieceLue illisible(
      String fichier, List<Integer> pages, TypePiece type, double confianceType, String motif) {
    return new PieceLue(
        fichier, pages, type, confianceType, false, motif, Ecriture.INCONNUE, null, Map.of());
  }

  /** The field of that name, if the piece has one. */
  @JsonIgnore
  public Optional<Champ> champ(String nom) {
    return Optional.ofNullable(champs.get(nom));
  }
}
