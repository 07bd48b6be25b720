package tn.flotte.bots.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Question.Lettre;

/**
 * What a person decided about an item, as the journal holds it: a record like a step's, never
 * changed and never taken back; a later one counts before an earlier one.
 *
 * @param numero from 1, the item's decisions in order
 * @param par who decided
 * @param champs what the person said of the fields, with what stood there before
 * @param admis the doubts that the person has seen and lets pass, word for word
 * @param motif the reason of a rejection, in French, or null
 * @param lettre what the sender is to be told, or null
 */
public record Decision(
    int numero,
    String par,
    Instant le,
    Genre genre,
    List<Tranche> champs,
    List<String> admis,
    @Nullable String motif,
    @Nullable Lettre lettre) {
  /** What the names begin with under which the journal keeps decisions; a number follows. */
  public static final String ETAPE = "décision ";

  public Decision {
    champs = List.copyOf(champs);
    admis = List.copyOf(admis);
  }

  /** What is to happen. */
  public enum Genre {
    /** The robot goes on, with the values and the doubts as the person settled them. */
    CONTINUER,
    /** The sender is asked for what is missing; the item ends. */
    DEMANDER,
    /** The sender is told why nothing is done; the item ends. */
    REJETER
  }

  /**
   * One field that a person settled.
   *
   * @param pass what PASS held, or null
   * @param lu what was read, or null
   * @param valeur what is right, canonical
   */
  public record Tranche(String champ, @Nullable String pass, @Nullable String lu, String valeur) {}

  /** The name under which the journal keeps a decision. */
  public static String etape(int numero) {
    return ETAPE + numero;
  }

  /** Whether the journal's record of this name is a decision. */
  public static boolean isEtape(String etape) {
    return etape.startsWith(ETAPE);
  }

  /** What the person said of a field. */
  public Optional<String> valeur(String champ) {
    return champs.stream()
        .filter(tranche -> tranche.champ().equals(champ))
        .map(Tranche::valeur)
        .findFirst();
  }

  /** Whether it ends the item with a letter to the sender. */
  @JsonIgnore
  public boolean ecrit() {
    return genre != Genre.CONTINUER;
  }
}
