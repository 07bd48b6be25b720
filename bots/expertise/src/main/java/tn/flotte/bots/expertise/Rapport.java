package tn.flotte.bots.expertise;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.connectors.ocr.Ecriture;
import tn.flotte.connectors.ocr.PieceLue;
import tn.flotte.connectors.ocr.TypePiece;

/**
 * An expert's report as it was read.
 *
 * @param pages the pages of the file that make it up, from 1
 * @param motifIllisible why it can't be read, in French, when it can't
 * @param manuscrit filled in by hand: nothing of it is sure
 */
record Rapport(
    String type,
    List<Integer> pages,
    @Nullable String motifIllisible,
    boolean manuscrit,
    Map<String, Valeur> champs) {
  static final String OM = "numero_om";
  static final String DECLARATION = "numero_declaration";
  static final String PLAQUE = "vehicule_immatriculation";
  static final String VEHICULE = "vehicule_marque";
  static final String EXPERT = "expert_code";
  static final String DATE = "date_rapport";
  static final String HT = "montant_ht";
  static final String TVA = "montant_tva";
  static final String TTC = "montant_ttc";
  static final String HONORAIRES = "honoraires";
  static final String EPAVE = "epave";

  Rapport {
    pages = List.copyOf(pages);
    champs = Map.copyOf(champs);
  }

  static Rapport de(PieceLue lue) {
    Map<String, Valeur> champs = new LinkedHashMap<>();
    lue.champs()
        .forEach((nom, c) -> champs.put(nom, new Valeur(c.valeur(), c.confiance(), c.brut())));
    return new Rapport(
        lue.type().code(),
        lue.pages(),
        lue.motifIllisible(),
        lue.ecriture() != Ecriture.IMPRIME,
        champs);
  }

  /** Whether it is an expert's report that can be read. */
  @JsonIgnore
  boolean estLisible() {
    return motifIllisible == null && type.equals(TypePiece.RAPPORT_EXPERTISE.code());
  }

  /** A field in which something was made out. */
  Optional<Valeur> champ(String nom) {
    return Optional.ofNullable(champs.get(nom)).filter(v -> !v.texte().isBlank());
  }

  /** The value of a field that was read with at least this confidence. */
  Optional<String> sur(String nom, double seuil) {
    return champ(nom)
        .filter(v -> !manuscrit && v.valeur() != null && v.confiance() >= seuil)
        .map(Valeur::texte);
  }
}
