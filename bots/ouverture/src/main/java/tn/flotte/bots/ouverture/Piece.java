package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Claims.Print;

/**
 * One piece as it was read: a file, or one page range of a file that holds several.
 *
 * @param sha256 the attachment's document
 * @param fichier the attachment's name, with {@code #page} when it holds several pieces
 * @param type as the corpus spells it ({@code constat}, {@code om}…), or {@link #INCONNU} for an
 *     illegible piece of which nobody can tell
 * @param motifIllisible why it can't be read, in French, when it can't
 * @param manuscrit filled in by hand: its values route and check, and never certify a digit
 * @param empreinte what the paper looks like; null for kinds that have no print
 */
record Piece(
    String sha256,
    String fichier,
    String type,
    boolean lisible,
    @Nullable String motifIllisible,
    boolean manuscrit,
    Map<String, Valeur> champs,
    @Nullable Print empreinte) {
  static final String INCONNU = "inconnu";
  static final String CONSTAT = "constat";
  static final String OM = "om";
  static final String RAPPORT = "rapport_expertise";
  static final String CERTIFICAT_POLICE = "certificat_police";
  static final String CERTIFICAT_SECOURS = "certificat_secours";
  static final String DECLARATION_HONNEUR = "declaration_honneur";

  /** What the rules may ask for. */
  static final Set<String> EXIGIBLES =
      Set.of(
          CONSTAT,
          OM,
          CERTIFICAT_POLICE,
          CERTIFICAT_SECOURS,
          DECLARATION_HONNEUR,
          "carte_grise",
          "attestation_assurance");

  /** A piece without a print. */
  Piece(
      String sha256,
      String fichier,
      String type,
      boolean lisible,
      @Nullable String motifIllisible,
      boolean manuscrit,
      Map<String, Valeur> champs) {
    this(sha256, fichier, type, lisible, motifIllisible, manuscrit, champs, null);
  }

  Piece {
    champs = Map.copyOf(champs);
  }

  /** A field in which something was made out, be it only a raw reading. */
  Optional<Valeur> champ(String nom) {
    return Optional.ofNullable(champs.get(nom)).filter(v -> !v.texte().isBlank());
  }

  /** The value of a field when it was read surely: typed, and with at least this confidence. */
  Optional<String> sur(String nom, double seuil) {
    return champ(nom)
        .filter(v -> !manuscrit && v.valeur() != null && v.confiance() >= seuil)
        .map(Valeur::texte);
  }

  /** Whether a yes/no field was read as this. */
  boolean coche(String nom, boolean attendu) {
    return champ(nom).filter(v -> v.texte().equals(Boolean.toString(attendu))).isPresent();
  }

  @JsonIgnore
  boolean inconnue() {
    return type.equals(INCONNU);
  }
}
